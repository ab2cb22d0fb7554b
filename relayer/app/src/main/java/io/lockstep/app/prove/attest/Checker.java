package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Findings.Broken;
import io.lockstep.app.prove.attest.Findings.Count;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.policy.judging.Verdict;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sees every share and every signature, and knows the truth: which chain is the true one, who is
 * deceived, restored or a traitor. It asks no attester whether it was right.
 */
final class Checker {
  private record Vouched(Identifier attester, LaneId lane, long nonce) {}

  private record Left(Node node, Hash32 digest, Hash32 commitment) {}

  private final World world;
  private final Findings findings;
  private final Map<Hash32, Checkpoint> proposed = new HashMap<>();
  private final Map<Vouched, Hash32> vouchedFor = new HashMap<>();
  private final Map<SigningCommitment, Hash32> usedIn = new HashMap<>();
  private final List<Left> left = new ArrayList<>();

  Checker(World world) {
    this.world = world;
    this.findings = world.findings();
  }

  private static DomainSeparator destination(LaneId lane) {
    return DomainSeparator.of(LanePair.lane(lane).destination());
  }

  /** Somebody asks for this to be signed. */
  Hash32 proposed(Checkpoint checkpoint) {
    Hash32 digest = checkpoint.digest(destination(checkpoint.lane()));
    proposed.put(digest, checkpoint);
    return digest;
  }

  // Shares

  void shareLeft(Node node, SigningSession session) {
    SigningCommitment commitment = session.commitments().find(node.identifier()).orElseThrow();
    Hash32 before = usedIn.putIfAbsent(commitment, session.hash());
    if (before != null && !before.equals(session.hash())) {
      findings.add(Broken.NONCE_REUSE);
    }
    if (node.isTraitor()) {
      return;
    }
    left.add(new Left(node, session.digest(), Keccak256.of(commitment.encode())));
    if (node.isRestored() || !node.isTold()) {
      findings.add(Broken.SIGNED_WHILE_FENCED);
    }
    vouched(node, proposed.get(session.digest()));
  }

  private void vouched(Node node, @Nullable Checkpoint checkpoint) {
    boolean founded =
        checkpoint != null
            && checkpoint.keyEpoch() == Panel.KEY_EPOCH
            && source(checkpoint.lane()).isFinal(checkpoint.nonce(), checkpoint.head());
    if (node.isDeceived()) {
      if (!founded) {
        findings.add(Count.DECEIVED_SHARES);
      }
      return;
    }
    if (!founded) {
      findings.add(Broken.UNFOUNDED_SHARES);
    }
    if (checkpoint != null) {
      soundlyVouched(node, checkpoint);
    }
  }

  private void soundlyVouched(Node node, Checkpoint checkpoint) {
    Vouched what = new Vouched(node.identifier(), checkpoint.lane(), checkpoint.nonce());
    Hash32 before = vouchedFor.putIfAbsent(what, checkpoint.head());
    if (before != null && !before.equals(checkpoint.head())) {
      findings.add(Broken.EQUIVOCATIONS);
    }
    if (node.disk().isHalted() || checkpoint.nonce() >= source(checkpoint.lane()).firstTainted()) {
      findings.add(Broken.SIGNED_AFTER_CONTRADICTION);
    }
  }

  private ChainSide source(LaneId lane) {
    return world.source(lane);
  }

  // Signatures

  /** Whether it is one that a gateway takes. */
  boolean finished(FinishedCheckpoint finished) {
    Checkpoint checkpoint = finished.checkpoint();
    try {
      finished.requireSigned(world.panel().groupKey(), destination(checkpoint.lane()));
    } catch (AttestationException _) {
      findings.add(Broken.INVALID_SIGNATURES);
      return false;
    }
    findings.add(Count.CHECKPOINTS);
    if (!source(checkpoint.lane()).isFinal(checkpoint.nonce(), checkpoint.head())
        || checkpoint.keyEpoch() != Panel.KEY_EPOCH) {
      findings.add(Broken.WRONGLY_SIGNED);
      return true;
    }
    List<Message> messages = source(checkpoint.lane()).messages();
    for (long nonce = checkpoint.from() + 1; nonce <= checkpoint.nonce(); nonce++) {
      if (!checkpoint.holds().contains(nonce)
          && heldByEnough(nonce, messages.get((int) nonce - 1))) {
        findings.add(Broken.HOLDS_DROPPED);
      }
    }
    return true;
  }

  /** Whether n − t + 1 sound attesters hold it, so that t of n cannot sign without one of them. */
  private boolean heldByEnough(long nonce, Message message) {
    FinalMessage judged = new FinalMessage(nonce, message, message.hash(), Instant.EPOCH);
    long holding =
        world.nodes().stream()
            .filter(Node::isSound)
            .filter(node ->
                node.policy().judge(judged, Instant.EPOCH, (_, _) -> BigInteger.ZERO)
                    instanceof Verdict.Hold)
            .count();
    return holding >= Panel.COUNT - Panel.THRESHOLD + 1;
  }

  // The end of a round

  void ended() {
    left.forEach(this::stillOnRecord);
    for (ChainSide side : world.sides()) {
      findings.add(Count.MESSAGES, side.finalHead().nonce());
      findings.add(Count.EXECUTED, side.finalExecuted().nonce());
    }
    boolean forged = world.outcome().forgeryIsFinal();
    world.nodes().stream().filter(Node::isSound).forEach(node -> halted(node, forged));
    if (!forged && world.outcome().canSign()) {
      if (world.outcome().isAllSigned()) {
        findings.add(Count.SIGNED_AGAIN);
      } else {
        findings.add(Broken.NOT_SIGNED_AGAIN);
      }
    }
  }

  /** What a backup did not have yet is gone, which is what the fence is for. */
  private void stillOnRecord(Left share) {
    Book book = share.node().disk().book();
    boolean onRecord = book.hasSigned(share.digest()) && book.hasUsed(share.commitment());
    if (!onRecord && !share.node().wasRestored()) {
      findings.add(Broken.UNRECORDED_SHARES);
    }
  }

  private void halted(Node node, boolean forged) {
    if (node.disk().isHalted()) {
      findings.add(Count.HALTED);
      if (!forged) {
        findings.add(Broken.HALTED_WITHOUT_CAUSE);
      }
    }
    if (forged && world.outcome().canLearnOfForgery(node) && !node.disk().haltedBoth()) {
      findings.add(Broken.NOT_HALTED);
    }
  }
}
