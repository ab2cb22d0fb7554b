package io.lockstep.attestation.attester;

import io.lockstep.attestation.attester.Refusal.Reason;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The list of held messages that a proposal comes with: all of this attester's own must be on it,
 * and any other needs the word of somebody on the roster.
 */
public final class ForeignHolds {
  private final QuorumKey key;
  private final Hash32 keyHash;
  private final HoldQuota quota;

  public ForeignHolds(QuorumKey key, HoldQuota quota) {
    this.key = key;
    this.keyHash = key.hash();
    this.quota = quota;
  }

  /** A hold of its own that was dropped. */
  Optional<Refusal> missing(Holds holds, LaneLedger known) {
    return known.holds().keySet().stream()
        .filter(nonce -> !holds.contains(nonce))
        .findFirst()
        .map(nonce ->
            new Refusal(
                Reason.HOLD_MISSING,
                "holds: found none of message %d, expected it, which is held here"
                    .formatted(nonce)));
  }

  /**
   * A hold that nobody stands for, or that its author has no room for. Takes the room otherwise.
   */
  Optional<Refusal> unfounded(CheckpointProposal proposal, LaneLedger known) {
    Map<Identifier, List<HoldStatement>> byAuthor = new HashMap<>();
    for (long nonce : proposal.checkpoint().holds().nonces()) {
      if (known.holds().containsKey(nonce)) {
        continue;
      }
      Optional<Identifier> author = author(proposal, known, nonce);
      if (author.isEmpty()) {
        return Optional.of(
            new Refusal(
                Reason.HOLD_UNFOUNDED,
                "hold of message %d: found nobody's statement, expected one by an attester of the roster"
                    .formatted(nonce)));
      }
      byAuthor
          .computeIfAbsent(author.get(), _ -> new ArrayList<>())
          .add(expected(proposal, known, nonce));
    }
    return overQuota(byAuthor).or(() -> take(byAuthor));
  }

  private Optional<Refusal> overQuota(Map<Identifier, List<HoldStatement>> byAuthor) {
    return byAuthor.entrySet().stream()
        .filter(entry -> !quota.admits(entry.getKey(), entry.getValue()))
        .findFirst()
        .map(entry ->
            new Refusal(
                Reason.HOLDS_OVER_QUOTA,
                "holds of attester %s: found %d more, expected at most %s"
                    .formatted(entry.getKey(), entry.getValue().size(), quota)));
  }

  private Optional<Refusal> take(Map<Identifier, List<HoldStatement>> byAuthor) {
    byAuthor.forEach(quota::take);
    return Optional.empty();
  }

  private Optional<Identifier> author(CheckpointProposal proposal, LaneLedger known, long nonce) {
    if (!known.others().containsKey(nonce)) {
      return Optional.empty();
    }
    HoldStatement expected = expected(proposal, known, nonce);
    return proposal.statements().stream()
        .filter(statement -> says(statement, expected))
        .filter(statement -> statement.isSigned(key.roster()))
        .map(SignedMessage::sender)
        .findFirst();
  }

  private static HoldStatement expected(CheckpointProposal proposal, LaneLedger known, long nonce) {
    return new HoldStatement(
        proposal.lane(), nonce, Objects.requireNonNull(known.others().get(nonce)));
  }

  private boolean says(SignedMessage statement, HoldStatement expected) {
    return statement.kind() == MessageKind.HOLD
        && statement.scope().equals(keyHash)
        && statement.body().equals(expected.encode());
  }
}
