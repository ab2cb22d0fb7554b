package io.lockstep.app.deliver;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What attesters serve of a lane, sorted into what can carry it and what cannot. */
record Findings(LaneHead executed, List<FinishedCheckpoint> usable, List<Skipped> skipped) {
  static Findings of(LaneHead executed, List<Offer> offers, OfferCheck check) {
    List<FinishedCheckpoint> usable = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Offer offer : offers) {
      Optional<String> objection = check.objection(offer.checkpoint(), executed.nonce());
      objection.ifPresentOrElse(
          why -> skipped.add(skipped(offer, why)), () -> usable.add(offer.checkpoint()));
    }
    return new Findings(executed, usable.stream().distinct().toList(), List.copyOf(skipped));
  }

  private static Skipped skipped(Offer offer, String why) {
    return new Skipped(
        "checkpoint of message %d at %s"
            .formatted(offer.checkpoint().checkpoint().nonce(), offer.by()),
        why);
  }

  /** Where the lane is signed through. */
  Optional<LaneHead> furthest() {
    return usable.stream().map(Findings::end).max(Comparator.comparingLong(LaneHead::nonce));
  }

  /** With the messages up to the furthest; a signed head that is not on their way is left out. */
  Stretch with(List<Message> messages) {
    Set<LaneHead> passed = new HashSet<>();
    LaneHead head = executed;
    for (Message message : messages) {
      head = head.append(message);
      passed.add(head);
    }
    return new Stretch(
        executed, messages, usable.stream().filter(one -> passed.contains(end(one))).toList());
  }

  private static LaneHead end(FinishedCheckpoint one) {
    return new LaneHead(one.checkpoint().nonce(), one.checkpoint().head());
  }
}
