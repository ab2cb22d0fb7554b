package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.LogPlace;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;

/** What one provider says that the gateway logged of a message which was not simply delivered. */
public sealed interface OutcomeEvent {
  long nonce();

  LogPlace place();

  /** Why a message was parked. */
  enum ParkReason {
    FAILED,
    EXPIRED,
    HELD
  }

  record Parked(long nonce, ParkReason reason, Hash32 messageHash, LogPlace place)
      implements OutcomeEvent {}

  /** Delivered after it had been parked or held. */
  record DeliveredLate(long nonce, LogPlace place) implements OutcomeEvent {}

  record Ruled(long nonce, Decision decision, LogPlace place) implements OutcomeEvent {}

  /** It will never be delivered. Its sender does not hear of it yet. */
  record Voided(long nonce, Hash32 messageHash, LogPlace place) implements OutcomeEvent {}

  /** Its sender hears of it, by a message of the paired lane. */
  record VoidAppended(long nonce, long returnNonce, LogPlace place) implements OutcomeEvent {}
}
