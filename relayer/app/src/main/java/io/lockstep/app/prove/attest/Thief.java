package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Somebody with t shares, who needs nobody to sign. */
final class Thief {
  private final List<KeyPackage> shares;
  private final DrawnRandom random = new DrawnRandom(new Random(3));

  Thief(Panel panel) {
    this.shares = IntStream.range(0, Panel.THRESHOLD).mapToObj(i -> panel.share(i, false)).toList();
  }

  /** Delivers what nobody sent, to be void and refunded in earnest. */
  void forge(ChainSide source, ChainSide destination, Message forged) {
    LaneHead executed = destination.chain().tip().pairedInbound();
    LaneHead head = executed.append(forged);
    Checkpoint checkpoint =
        new Checkpoint(
            source.outbound().id(),
            executed.nonce(),
            head.nonce(),
            head.head(),
            Holds.NONE,
            Panel.KEY_EPOCH);
    Hash32 digest = checkpoint.digest(DomainSeparator.of(source.outbound().destination()));
    List<Hash32> hashes =
        new ArrayList<>(source.messageHashes().subList(0, (int) executed.nonce()));
    hashes.add(forged.hash());
    destination.voids(head, Transfers.refund(source.outbound().id(), head.nonce(), forged));
    destination.deliver(new FinishedCheckpoint(checkpoint, sign(digest)), hashes);
  }

  private FrostSignature sign(Hash32 digest) {
    List<SigningNonces> nonces =
        shares.stream().map(share -> SigningNonces.generate(share, random)).toList();
    SigningRound round =
        SigningRound.of(
            shares.getFirst().publicKeys(),
            CommitmentList.sorting(nonces.stream().map(SigningNonces::commitment).toList()),
            digest.bytes());
    Aggregation aggregation =
        round.aggregate(
            IntStream.range(0, shares.size())
                .mapToObj(i -> round.sign(shares.get(i), nonces.get(i)))
                .toList());
    return switch (aggregation) {
      case Aggregation.Signed(var signature) -> signature;
      case Aggregation.Blamed(var senders) ->
          throw new IllegalStateException("Shares of the same thief are wrong: " + senders);
    };
  }
}
