package io.lockstep.app.demo;

import io.lockstep.protocol.Message;
import io.lockstep.protocol.RouteKind;

/**
 * What became of the applications' messages of one lane, counted on chain at the end of the story.
 *
 * @param parked were parked or held at some time
 * @param lost were sent and are neither delivered, nor voided, nor still parked or held
 * @param duplicated taken by the recipient beyond what was delivered
 */
public record Tally(
    long sent, long delivered, long parked, long voided, long lost, long duplicated) {

  static Tally of(Direction direction, long timesParked) {
    LaneLog log = direction.log();
    long executed = direction.executed().nonce();
    long sent = 0;
    long delivered = 0;
    long voided = 0;
    long waiting = 0;
    for (long nonce = 1; nonce <= log.lastNonce(); nonce++) {
      if (!isOfApplication(log.messageAt(nonce))) {
        continue;
      }
      sent++;
      if (nonce <= executed) {
        switch (direction.standing(nonce).standing()) {
          case NONE -> delivered++;
          case PARKED, HELD -> waiting++;
          case VOID_PENDING, VOIDED -> voided++;
        }
      }
    }
    long taken = new SampleContracts(direction.destination()).received();
    return new Tally(
        sent,
        Math.min(delivered, taken),
        timesParked,
        voided,
        sent - Math.min(delivered, taken) - voided - waiting,
        Math.max(0, taken - delivered));
  }

  private static boolean isOfApplication(Message message) {
    RouteKind kind = message.route().kind();
    return switch (kind) {
      case BATCH, ERC7786 -> true;
      case HELLO, VOIDED -> false;
    };
  }

  Tally plus(Tally other) {
    return new Tally(
        sent + other.sent,
        delivered + other.delivered,
        parked + other.parked,
        voided + other.voided,
        lost + other.lost,
        duplicated + other.duplicated);
  }

  boolean isComplete() {
    return lost == 0 && duplicated == 0;
  }
}
