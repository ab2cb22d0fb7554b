package io.lockstep.attestation.attester;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Makes a proposal of what a coordinator has heard. A coordinator is believed nothing, so a draft
 * that is wrong costs time only: the attesters refuse it.
 */
public final class CheckpointDraft {
  private final QuorumKey key;
  private final Hash32 keyHash;
  private final LaneId lane;
  private final long from;
  private final SortedMap<Long, SignedMessage> statements = new TreeMap<>();
  private final Map<Identifier, Integer> heldBy = new HashMap<>();
  private final Set<Identifier> heard = new HashSet<>();

  /**
   * Begins a draft.
   *
   * @param from what the destination is known to have executed
   */
  public CheckpointDraft(QuorumKey key, LaneId lane, long from) {
    this.key = key;
    this.keyHash = key.hash();
    this.lane = lane;
    this.from = from;
  }

  /**
   * What one attester says that it holds. Of a message that several hold, the word of the one who
   * holds least is taken, because each has a quota with the others.
   *
   * @return how many of the statements are what this attester could say of this lane
   */
  public int heard(Identifier attester, List<SignedMessage> said) {
    heard.add(attester);
    int taken = 0;
    for (SignedMessage statement : said) {
      if (isOf(attester, statement)) {
        long nonce = HoldStatement.decode(statement.body()).nonce();
        heldBy.merge(attester, 1, Integer::sum);
        statements.merge(nonce, statement, this::ofWhoHoldsLess);
        taken++;
      }
    }
    return taken;
  }

  private SignedMessage ofWhoHoldsLess(SignedMessage one, SignedMessage other) {
    return heldBy(one) <= heldBy(other) ? one : other;
  }

  private int heldBy(SignedMessage statement) {
    return heldBy.getOrDefault(statement.sender(), 0);
  }

  private boolean isOf(Identifier attester, SignedMessage statement) {
    if (!statement.sender().equals(attester)
        || statement.kind() != MessageKind.HOLD
        || !statement.scope().equals(keyHash)) {
      return false;
    }
    try {
      statement.requireSigned(key.roster());
      HoldStatement said = HoldStatement.decode(statement.body());
      return said.lane().equals(lane) && said.nonce() > from;
    } catch (AttestationException _) {
      return false;
    }
  }

  /** Whether so many attesters were heard that t of them could agree. */
  public boolean isEnough() {
    return heard.size() >= key.threshold();
  }

  /**
   * A proposal through that message, or through an earlier one if a list can hold no more.
   *
   * @param head the lane's head after a message
   */
  public CheckpointProposal through(long nonce, LongFunction<Hash32> head) {
    List<Long> held =
        statements.keySet().stream()
            .filter(one -> one <= nonce)
            .limit(Holds.COUNT_MAX + 1L)
            .toList();
    if (held.size() > Holds.COUNT_MAX) {
      return through(held.getLast() - 1, head);
    }
    Checkpoint checkpoint =
        new Checkpoint(lane, from, nonce, head.apply(nonce), new Holds(held), key.epoch());
    return new CheckpointProposal(checkpoint, List.copyOf(statements.headMap(nonce + 1).values()));
  }
}
