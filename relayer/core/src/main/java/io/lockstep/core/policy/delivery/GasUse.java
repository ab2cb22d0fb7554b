package io.lockstep.core.policy.delivery;

import io.lockstep.protocol.RouteKind;

/**
 * What deliveries are expected to use, as measured (docs/GAS.md) and rounded up. An expectation
 * that is too low costs a revert, after which the worst case is planned for.
 *
 * @param fixed of a whole transaction: its own cost, signature, lane, checkpoint
 * @param batchMessage of a message that a recipient takes with others, without its bytes
 * @param singleMessage the same of one that is delivered by a call of its own
 * @param tailHash of a hash that stands for a message behind the batch
 */
public record GasUse(long fixed, long batchMessage, long singleMessage, long tailHash) {
  public static final GasUse MEASURED = new GasUse(120_000, 12_000, 60_000, 900);

  /** What a byte of a record costs on its way: calldata, hashing, copying into a call. */
  static final long PER_BYTE = 24;

  long ofMessage(RouteKind kind) {
    return switch (kind) {
      case BATCH -> batchMessage;
      case ERC7786, HELLO, VOIDED -> singleMessage;
    };
  }
}
