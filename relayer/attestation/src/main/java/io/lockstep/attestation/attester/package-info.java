/**
 * What an attester answers when it is asked to sign. It is handed a proposal and believes none of
 * it: whatever it signs it has computed from its own record of the chains.
 */
@NullMarked
package io.lockstep.attestation.attester;

import org.jspecify.annotations.NullMarked;
