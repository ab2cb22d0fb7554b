/**
 * A transfer's way, one file for each stage:
 *
 * <ol>
 *   <li>{@link io.lockstep.core.stage.ObserveLane}: what the source gateway has appended is seen,
 *       and proven near the tip.
 *   <li>{@link io.lockstep.core.stage.FinalizeLane}: what a quorum of providers calls final becomes
 *       the lane's durable log.
 *   <li>{@link io.lockstep.core.stage.AttestLane}: attesters vouch for what is final.
 *   <li>{@link io.lockstep.core.stage.SubmitBatch}: a batch becomes a transaction, which is kept
 *       and then sent by {@link io.lockstep.core.stage.Sender}.
 *   <li>{@link io.lockstep.core.stage.TrackSubmission}: each transaction nonce of a signer is seen
 *       through until it is used at finality.
 *   <li>{@link io.lockstep.core.stage.ConfirmLane}: what the destination is proven to have executed
 *       is delivered, and what became of single messages is read.
 *   <li>{@link io.lockstep.core.stage.ResolveOutcome}: what was executed without being delivered is
 *       retried, ruled on, voided or pushed.
 * </ol>
 *
 * <p>{@link io.lockstep.core.stage.JudgeLane} is an attester's own. Stages 3 to 7 stand over ports
 * that only {@code relayer/model} implements yet: no daemon runs them.
 *
 * <p>A stage reads a position, asks one port and moves the position. Stages never call each other:
 * the row is the queue.
 */
@NullMarked
package io.lockstep.core.stage;

import org.jspecify.annotations.NullMarked;
