/** What the tests of several modules share. Nothing that runs depends on it. */
@NullMarked
package io.lockstep.testkit;

import org.jspecify.annotations.NullMarked;
