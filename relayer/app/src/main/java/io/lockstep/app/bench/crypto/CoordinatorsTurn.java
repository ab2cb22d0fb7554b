package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.protocol.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a coordinator has when the last share has come: the list of commitments, decoded anew each
 * time so that nothing is remembered from the last, and a share of each.
 */
@State(Scope.Thread)
public class CoordinatorsTurn {
  private Bytes encoded;
  private List<SignatureShare> shares;
  private CommitmentList commitments;

  @Setup
  public void sign(HeldQuorum quorum) {
    List<KeyPackage> signers = quorum.signers();
    List<SigningNonces> nonces =
        signers.stream().map(signer -> SigningNonces.generate(signer, HeldQuorum.RANDOM)).toList();
    CommitmentList list = HeldQuorum.commitments(nonces);
    SigningRound round = SigningRound.of(quorum.publicKeys(), list, FrostBenchmark.MESSAGE);
    encoded = list.encode();
    shares =
        IntStream.range(0, signers.size())
            .mapToObj(i -> round.sign(signers.get(i), nonces.get(i)))
            .toList();
  }

  @Setup(Level.Invocation)
  public void begin() {
    commitments = CommitmentList.decode(encoded);
  }

  Bytes encoded() {
    return encoded;
  }

  CommitmentList commitments() {
    return commitments;
  }

  List<SignatureShare> shares() {
    return shares;
  }
}
