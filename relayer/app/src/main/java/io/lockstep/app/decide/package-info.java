/** What an operator decides, each decision written down with its reason. */
@NullMarked
package io.lockstep.app.decide;

import org.jspecify.annotations.NullMarked;
