package io.lockstep.core.domain.delivery;

/**
 * What has become of a submission's transaction nonce. It is open until it is used at finality;
 * until then a reorg may bring any signed transaction of it back.
 */
public sealed interface TransactionState {
  /** Not seen in any block. */
  record Pending() implements TransactionState {}

  /** In a block that a reorg may take back. */
  record Included(Receipt receipt) implements TransactionState {}

  /** It was in a block that is gone. */
  record Vanished(Receipt receipt) implements TransactionState {}

  /** In a final block. */
  record Final(Receipt receipt) implements TransactionState {}

  /** The nonce was used, at finality, by a transaction that is not on record here. */
  record Taken() implements TransactionState {}

  default boolean isOpen() {
    return switch (this) {
      case Pending _, Included _, Vanished _ -> true;
      case Final _, Taken _ -> false;
    };
  }
}
