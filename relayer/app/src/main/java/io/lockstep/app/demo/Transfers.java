package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LaneLog;
import io.lockstep.chain.gateway.Standing;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.RouteKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What one application has sent on a lane, and where each of it stands at the destination. */
record Transfers(List<Transfer> list) {

  enum Place {
    IN_FLIGHT,
    DELIVERED,
    PARKED,
    VOIDED
  }

  record Transfer(long nonce, CollateralPayload payload, Place place) {}

  Transfers {
    list = List.copyOf(list);
  }

  /** Locks on their way to the ledger. */
  static Transfers out(CollateralLanes lanes) {
    return of(lanes.out(), lanes.vault());
  }

  /** Requests for release on their way to the vault. */
  static Transfers home(CollateralLanes lanes) {
    return of(lanes.home(), lanes.ledger());
  }

  private static Transfers of(Direction direction, Address application) {
    LaneLog log = direction.log();
    long executed = direction.executed().nonce();
    List<Transfer> transfers = new ArrayList<>();
    for (long nonce = 1; nonce <= log.lastNonce(); nonce++) {
      Message message = log.messageAt(nonce);
      if (isSentBy(application, message)) {
        Place place =
            nonce > executed ? Place.IN_FLIGHT : placeOf(direction.standing(nonce).standing());
        transfers.add(new Transfer(nonce, CollateralPayload.decode(message.payload()), place));
      }
    }
    return new Transfers(transfers);
  }

  private static boolean isSentBy(Address application, Message message) {
    RouteKind kind = message.route().kind();
    return switch (kind) {
      case BATCH, ERC7786 -> message.route().sender().equals(application);
      case HELLO, VOIDED -> false;
    };
  }

  private static Place placeOf(Standing standing) {
    return switch (standing) {
      case NONE -> Place.DELIVERED;
      case PARKED, HELD -> Place.PARKED;
      case VOID_PENDING, VOIDED -> Place.VOIDED;
    };
  }

  Transfers of(Address asset) {
    return new Transfers(
        list.stream().filter(transfer -> transfer.payload().asset().equals(asset)).toList());
  }

  long count(Place place) {
    return list.stream().filter(transfer -> transfer.place() == place).count();
  }

  BigInteger sum(Place place) {
    return sum(transfer -> transfer.place() == place);
  }

  BigInteger sum(Predicate<Transfer> wanted) {
    return list.stream()
        .filter(wanted)
        .map(transfer -> transfer.payload().amount())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
