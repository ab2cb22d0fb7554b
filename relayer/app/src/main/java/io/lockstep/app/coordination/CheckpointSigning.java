package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.CheckpointDraft;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Has one head of a lane signed; again with another list of holds, if it is refused for that. */
final class CheckpointSigning {
  private final PanelParts parts;
  private final Runs runs;
  private final Lane lane;
  private final long from;
  private final long nonce;
  private final LongFunction<Hash32> headAt;

  CheckpointSigning(
      PanelParts parts, Runs runs, Lane lane, long from, long nonce, LongFunction<Hash32> headAt) {
    this.parts = parts;
    this.runs = runs;
    this.lane = lane;
    this.from = from;
    this.nonce = nonce;
    this.headAt = headAt;
  }

  PanelOutcome<FinishedCheckpoint> outcome(Stopwatch watch) throws InterruptedException {
    int attempt = 0;
    Optional<PanelOutcome<FinishedCheckpoint>> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      attempt++;
      outcome = attempt(attempt, watch);
    }
    return outcome.get();
  }

  /** Nothing if another attempt is worth it. */
  private Optional<PanelOutcome<FinishedCheckpoint>> attempt(int attempt, Stopwatch watch)
      throws InterruptedException {
    CheckpointDraft draft = new CheckpointDraft(parts.key(), lane.id(), from);
    HoldsRound holds = new HoldsRound(draft, parts.timing(), parts.clock());
    holds.ask(whoIsHeard(), parts.store(), lane.id(), from, nonce);
    if (!holds.hear(attempt)) {
      return Optional.of(
          new PanelOutcome.NotSigned<>(
              "fewer than %d attesters tell what they hold".formatted(parts.key().threshold()),
              watch.report(attempt, 0, holds.conduct())));
    }
    return propose(draft.through(nonce, headAt), attempt, watch);
  }

  private List<SeatLine> whoIsHeard() {
    return parts.lines().values().stream()
        .filter(line -> parts.authors().areHeard(line.seat().identifier()))
        .toList();
  }

  private Optional<PanelOutcome<FinishedCheckpoint>> propose(
      CheckpointProposal proposal, int attempt, Stopwatch watch) throws InterruptedException {
    DomainSeparator domain = DomainSeparator.of(lane.destination());
    SigningRun run = runs.begin(proposal, proposal.checkpoint().digest(domain));
    return switch (runs.finish(run)) {
      case SigningRun.Result.Done(FrostSignature signature, int sessions) -> {
        FinishedCheckpoint finished = new FinishedCheckpoint(proposal.checkpoint(), signature);
        finished.requireSigned(parts.key().publicKeys().groupKey(), domain);
        yield Optional.of(
            new PanelOutcome.Signed<>(
                finished, run.heard(), watch.report(attempt, sessions, run.troubles())));
      }
      case SigningRun.Result.Failed failed ->
          attempt < parts.timing().attemptsMax() && mayDoBetter(run, proposal)
              ? Optional.empty()
              : Optional.of(run.notSigned(failed, attempt, watch));
    };
  }

  private boolean mayDoBetter(SigningRun run, CheckpointProposal proposal) {
    if (run.wasRefused(Refusal.Reason.HOLDS_OVER_QUOTA)
        || run.wasRefused(Refusal.Reason.HOLD_UNFOUNDED)) {
      parts.authors().refused(authors(proposal));
      return true;
    }
    if (run.wasRefused(Refusal.Reason.HOLD_MISSING)) {
      parts.authors().missed();
      return true;
    }
    return false;
  }

  private static List<Identifier> authors(CheckpointProposal proposal) {
    return proposal.statements().stream().map(SignedMessage::sender).toList();
  }
}
