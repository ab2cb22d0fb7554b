/** What an attester says to those who ask, once the door has made sure who they are. */
@NullMarked
package io.lockstep.app.attester.desk;

import org.jspecify.annotations.NullMarked;
