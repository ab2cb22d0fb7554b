package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.frost.VerificationShare;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;

/**
 * The key that a roster signs with in an epoch. A refresh changes the verification shares and so
 * the hash: what was said before it counts for nothing after it, without a number of its own.
 *
 * @param epoch from 1, as on chain
 */
public record QuorumKey(Roster roster, long epoch, PublicKeyPackage publicKeys) {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_QUORUM_KEY_V1");

  public QuorumKey {
    if (epoch < 1) {
      throw new AttestationException(OUT_OF_RANGE, "key epoch", epoch, "at least 1");
    }
    List<Identifier> holders =
        publicKeys.roster().stream().map(VerificationShare::identifier).toList();
    if (!holders.equals(roster.identifiers())) {
      throw new AttestationException(
          INCONSISTENT, "holders of the key", holders, "the roster " + roster.identifiers());
    }
  }

  /** The scope of an offer of commitments: they are good for nothing under another key. */
  public Hash32 hash() {
    return new Keccak256().add(TAG).add(roster.hash()).add(epoch).add(publicKeys.encode()).finish();
  }

  public int threshold() {
    return publicKeys.threshold();
  }

  SigningRound round(SigningSession session) {
    return SigningRound.of(publicKeys, session.commitments(), session.digest().bytes());
  }
}
