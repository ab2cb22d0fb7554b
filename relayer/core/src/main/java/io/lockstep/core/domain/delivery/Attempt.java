package io.lockstep.core.domain.delivery;

import java.time.Instant;

/**
 * One of the transactions that were signed for a submission; at most one of them is ever mined.
 *
 * @param empty whether it does nothing but use the nonce
 * @param signedAt when it was kept, which is before it went out
 */
public record Attempt(SignedTransaction transaction, boolean empty, Instant signedAt) {}
