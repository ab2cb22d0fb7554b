package io.lockstep.app.demo;

import io.lockstep.app.demo.Transfers.Place;
import java.util.HashSet;

/**
 * What became of the transfers that were locked, counted on chain at the end of the story.
 *
 * @param delivered credited or minted
 * @param parked were parked or held at some time
 * @param lost were locked and are neither delivered, nor refunded, nor still on their way
 * @param duplicated credited, minted or refunded beyond what was delivered or voided
 */
record Tally(
    long locked,
    long delivered,
    long parked,
    long voided,
    long refunded,
    long lost,
    long duplicated) {

  static Tally of(Transfers out, Effects effects, long timesParked) {
    long executed = out.count(Place.DELIVERED);
    long voided = out.count(Place.VOIDED);
    long waiting = out.count(Place.IN_FLIGHT) + out.count(Place.PARKED);
    long refunded = new HashSet<>(effects.refundedNonces()).size();
    long delivered = Math.min(executed, effects.entered());
    long waitingForRefund = Math.max(0, voided - refunded);
    return new Tally(
        out.list().size(),
        delivered,
        timesParked,
        voided,
        refunded,
        out.list().size() - delivered - refunded - waiting - waitingForRefund,
        Math.max(0, effects.entered() - executed)
            + (effects.creditIds().size() - new HashSet<>(effects.creditIds()).size())
            + (effects.refundedNonces().size() - refunded)
            + Math.max(0, refunded - voided));
  }

  boolean isComplete() {
    return lost == 0 && duplicated == 0;
  }
}
