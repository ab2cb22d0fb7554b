package io.lockstep.core.domain.delivery;

/** What has become of an intent. What is not known is live. */
public sealed interface IntentState {
  /** It may still be executed, by whatever has been signed for it. */
  record Live() implements IntentState {}

  /** The destination shows what was intended, by whoever's transaction. A reorg may revive it. */
  record Spent() implements IntentState {}

  /** Its transaction was mined and changed nothing. */
  record Reverted(Revert revert) implements IntentState {}

  /** Its transaction nonce was used at finality by a transaction that is not on record here. */
  record Foreign() implements IntentState {}

  /** An empty transaction was mined in its place. */
  record Cancelled() implements IntentState {}

  /** Its transaction is final, and the destination does not show what was intended. */
  record Ineffective() implements IntentState {}
}
