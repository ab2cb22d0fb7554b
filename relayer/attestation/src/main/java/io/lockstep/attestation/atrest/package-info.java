/**
 * How secrets lie where they are kept: sealed under a passphrase ({@link
 * io.lockstep.attestation.atrest.SealedSecret}). Where that is, and who may read the file, is for
 * the application to say.
 */
@NullMarked
package io.lockstep.attestation.atrest;

import org.jspecify.annotations.NullMarked;
