package io.lockstep.core.policy.judging;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.ProtocolException;
import io.lockstep.protocol.Voided;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Collateral that a message moves.
 *
 * @param accounts who could gain by it
 */
public record Transfer(Address asset, List<Address> accounts, BigInteger amount) {
  public Transfer {
    accounts = List.copyOf(accounts);
  }

  /** Nothing if the message moves none, or if nobody can read it: then it can only be parked. */
  public static Optional<Transfer> of(Message message) {
    return switch (message.route().kind()) {
      case BATCH, ERC7786 -> read(message.payload()).map(Transfer::forward);
      case VOIDED -> read(Voided.decode(message.payload()).payload()).map(Transfer::refund);
      case HELLO -> Optional.empty();
    };
  }

  private static Optional<CollateralPayload> read(Bytes payload) {
    try {
      return Optional.of(CollateralPayload.decode(payload));
    } catch (ProtocolException _) {
      return Optional.empty();
    }
  }

  private static Transfer forward(CollateralPayload payload) {
    List<Address> accounts = Stream.of(payload.account(), payload.refund()).distinct().toList();
    return new Transfer(payload.asset(), accounts, payload.amount());
  }

  /** What was never delivered goes back, and only to whom it was to be refunded. */
  private static Transfer refund(CollateralPayload payload) {
    return new Transfer(payload.asset(), List.of(payload.refund()), payload.amount());
  }
}
