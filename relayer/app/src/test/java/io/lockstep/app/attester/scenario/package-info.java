/** An attester that is cut off, put back or deceived, and what never comes of it. */
@NullMarked
package io.lockstep.app.attester.scenario;

import org.jspecify.annotations.NullMarked;
