/**
 * What an attester's database, its key folder and its process tell, and what its operator decides.
 */
@NullMarked
package io.lockstep.app.attester.operating;

import org.jspecify.annotations.NullMarked;
