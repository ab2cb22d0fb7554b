/**
 * What a chain proves of its own state at one block, checked by arithmetic alone: header, account
 * and storage slots, down to nonce and head of a lane. Pure functions of bytes: whoever fetched
 * them need not be believed.
 *
 * <p>RLP is read by a decoder of our own. web3j's accepts bytes that are not RLP, and a proof is
 * only as strict as the decoder under it.
 */
@NullMarked
package io.lockstep.chain.proof;

import org.jspecify.annotations.NullMarked;
