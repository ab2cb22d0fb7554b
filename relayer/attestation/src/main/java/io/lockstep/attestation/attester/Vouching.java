package io.lockstep.attestation.attester;

import io.lockstep.attestation.attester.Refusal.Reason;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.policy.PairCheck;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether this attester vouches for what is proposed. The one place where an {@link
 * ApprovedMessage} is made of a proposal, after it is on record.
 */
public final class Vouching {
  /** What comes of a proposal. */
  public sealed interface Outcome {
    /** It is on record, and may be signed any number of times. */
    record Approved(ApprovedMessage message) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  private final long keyEpoch;
  private final Map<LaneId, Lane> lanes;
  private final SigningLedger ledger;
  private final ForeignHolds foreignHolds;
  private final Fence fence;

  /**
   * Vouches with one key.
   *
   * @param lanes the followed ones
   */
  public Vouching(
      long keyEpoch,
      Map<LaneId, Lane> lanes,
      SigningLedger ledger,
      ForeignHolds foreignHolds,
      Fence fence) {
    this.keyEpoch = keyEpoch;
    this.lanes = Map.copyOf(lanes);
    this.ledger = ledger;
    this.foreignHolds = foreignHolds;
    this.fence = fence;
  }

  public Outcome consider(Proposal proposal) {
    Optional<String> closed = fence.closed();
    if (closed.isPresent()) {
      return refuse(Reason.FENCED, closed.get());
    }
    Lane lane = lanes.get(proposal.lane());
    if (lane == null) {
      return refuse(
          Reason.UNKNOWN_LANE,
          "lane: found %s, expected one that this attester follows".formatted(proposal.lane()));
    }
    if (proposal.keyEpoch() != keyEpoch) {
      return refuse(
          Reason.WRONG_EPOCH,
          "key epoch: found %d, expected %d".formatted(proposal.keyEpoch(), keyEpoch));
    }
    DomainSeparator domain = DomainSeparator.of(lane.destination());
    return switch (proposal) {
      case CheckpointProposal checkpoint -> consider(checkpoint, domain);
      case RulingProposal(Ruling ruling) -> consider(ruling, domain);
    };
  }

  // A lane's head

  private Outcome consider(CheckpointProposal proposal, DomainSeparator domain) {
    Checkpoint checkpoint = proposal.checkpoint();
    Set<Long> held = new HashSet<>(checkpoint.holds().nonces());
    LaneLedger known = ledger.lane(checkpoint.lane(), checkpoint.from(), checkpoint.nonce(), held);
    return halted(known.halted())
        .or(() -> crossCheck(checkpoint.lane(), known))
        .or(() -> range(checkpoint, known))
        .or(() -> foreignHolds.missing(checkpoint.holds(), known))
        .or(() -> foreignHolds.unfounded(proposal, known))
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> sign(checkpoint, domain));
  }

  private static Optional<Refusal> halted(Optional<String> why) {
    return why.map(text -> new Refusal(Reason.HALTED, text));
  }

  private Optional<Refusal> crossCheck(LaneId lane, LaneLedger known) {
    return switch (PairCheck.of(known.pairedInbound(), known.pairedHead())) {
      case PairCheck.Agrees() -> Optional.empty();
      case PairCheck.Undecided(String why) -> Optional.of(new Refusal(Reason.PAIR_NOT_FINAL, why));
      case PairCheck.Contradicts(String what) -> {
        ledger.haltPair(lane, new Incident(Incident.Kind.PAIR_CONTRADICTED, what));
        yield halted(Optional.of(what));
      }
    };
  }

  private Optional<Refusal> range(Checkpoint checkpoint, LaneLedger known) {
    long nonce = checkpoint.nonce();
    if (known.head().isEmpty()) {
      return refusal(
          Reason.NOT_FINAL,
          "message %d: final here is message %d".formatted(nonce, known.last().nonce()));
    }
    if (!known.head().get().equals(checkpoint.head())) {
      return refusal(
          Reason.CONTRADICTS,
          "head after message %d: found %s, expected %s"
              .formatted(nonce, checkpoint.head(), known.head().get()));
    }
    if (nonce > known.judged()) {
      return refusal(
          Reason.NOT_JUDGED,
          "message %d: judged here is message %d".formatted(nonce, known.judged()));
    }
    if (checkpoint.from() > known.executed()) {
      return refusal(
          Reason.FROM_AHEAD,
          "from: found %d, expected at most %d, which the destination has executed at finality"
              .formatted(checkpoint.from(), known.executed()));
    }
    return Optional.empty();
  }

  private Outcome sign(Checkpoint checkpoint, DomainSeparator domain) {
    Hash32 digest = checkpoint.digest(domain);
    ledger.record(new SignedHead(checkpoint, digest));
    return new Outcome.Approved(new ApprovedMessage(digest));
  }

  // A ruling

  private Outcome consider(Ruling ruling, DomainSeparator domain) {
    RulingLedger known = ledger.message(ruling.lane(), ruling.nonce());
    return halted(known.halted())
        .or(() -> ruled(ruling, known))
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> sign(ruling, domain));
  }

  private static Optional<Refusal> ruled(Ruling ruling, RulingLedger known) {
    if (!known.messageHash().equals(Optional.of(ruling.messageHash()))) {
      return refusal(
          Reason.CONTRADICTS,
          "message %d: found hash %s, expected %s"
              .formatted(
                  ruling.nonce(),
                  ruling.messageHash(),
                  known.messageHash().map(Hash32::toString).orElse("one that is final here")));
    }
    if (ruling.nonce() > known.executed()) {
      return refusal(
          Reason.NOT_EXECUTED,
          "message %d: executed and final at the destination is message %d"
              .formatted(ruling.nonce(), known.executed()));
    }
    if (!known.decision().equals(Optional.of(ruling.decision()))) {
      return refusal(
          Reason.NOT_RULED,
          "ruling on message %d: found %s, expected %s"
              .formatted(
                  ruling.nonce(),
                  ruling.decision(),
                  known.decision().map(Enum::name).orElse("an operator's decision")));
    }
    return Optional.empty();
  }

  private Outcome sign(Ruling ruling, DomainSeparator domain) {
    Hash32 digest = ruling.digest(domain);
    ledger.record(new SignedRuling(ruling, digest));
    return new Outcome.Approved(new ApprovedMessage(digest));
  }

  private static Optional<Refusal> refusal(Reason reason, String text) {
    return Optional.of(new Refusal(reason, text));
  }

  private static Outcome refuse(Reason reason, String text) {
    return new Outcome.Refused(new Refusal(reason, text));
  }
}
