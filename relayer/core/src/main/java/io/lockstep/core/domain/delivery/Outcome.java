package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.delivery.OutcomeEvent.ParkReason;
import java.util.Optional;

/** Where a message stands that was executed without being delivered at once. */
public sealed interface Outcome {
  record Parked(ParkReason reason) implements Outcome {}

  record Held() implements Outcome {}

  record VoidPending() implements Outcome {}

  record Voided(long returnNonce) implements Outcome {}

  record Delivered() implements Outcome {}

  /**
   * What an event makes of it. A ruling by itself makes nothing: what it led to is told beside it.
   */
  static Optional<Outcome> after(OutcomeEvent event) {
    return switch (event) {
      case OutcomeEvent.Parked parked ->
          Optional.of(
              parked.reason() == ParkReason.HELD ? new Held() : new Parked(parked.reason()));
      case OutcomeEvent.DeliveredLate _ -> Optional.of(new Delivered());
      case OutcomeEvent.Ruled _ -> Optional.empty();
      case OutcomeEvent.Voided _ -> Optional.of(new VoidPending());
      case OutcomeEvent.VoidAppended appended -> Optional.of(new Voided(appended.returnNonce()));
    };
  }

  /** Whether there is nothing left to do. */
  default boolean isSettled() {
    return switch (this) {
      case Parked _, Held _, VoidPending _ -> false;
      case Voided _, Delivered _ -> true;
    };
  }

  /** Whether a live intent of that kind may still find the message as it needs it. */
  default boolean allows(Intent.Settle.Kind kind) {
    return switch (this) {
      case Parked _ -> kind == Intent.Settle.Kind.RETRY || kind == Intent.Settle.Kind.VOID;
      case Held _ -> kind == Intent.Settle.Kind.RULE || kind == Intent.Settle.Kind.VOID;
      case VoidPending _ -> kind == Intent.Settle.Kind.PUSH;
      case Voided _, Delivered _ -> false;
    };
  }
}
