package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SigningNonces;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a signer has when it is asked for a share: nonces, which sign once and so are fresh each
 * time, and the decoded list of commitments.
 */
@State(Scope.Thread)
public class SignersTurn {
  private List<SigningNonces> others;
  private SigningNonces nonces;
  private CommitmentList commitments;

  @Setup
  public void commitOthers(HeldQuorum quorum) {
    others =
        quorum.signers().stream()
            .skip(1)
            .map(signer -> SigningNonces.generate(signer, HeldQuorum.RANDOM))
            .toList();
  }

  @Setup(Level.Invocation)
  public void begin(HeldQuorum quorum) {
    nonces = SigningNonces.generate(signer(quorum), HeldQuorum.RANDOM);
    List<SigningNonces> all = new ArrayList<>(others);
    all.add(nonces);
    commitments = CommitmentList.decode(HeldQuorum.commitments(all).encode());
  }

  static KeyPackage signer(HeldQuorum quorum) {
    return quorum.signers().getFirst();
  }

  SigningNonces nonces() {
    return nonces;
  }

  CommitmentList commitments() {
    return commitments;
  }
}
