package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.GroupKey;

/**
 * What one signer holds: its share of the secret, and what everybody knows of the key. The share
 * belongs to the identifier and to the roster, or there is no such package.
 */
public record KeyPackage(
    Identifier identifier, SecretScalar secretShare, PublicKeyPackage publicKeys) {
  public KeyPackage {
    CurvePoint expected = publicKeys.verificationShare(identifier);
    if (!SecretArithmetic.standard().generatorTimes(secretShare).equals(expected)) {
      throw new AttestationException(
          INCONSISTENT, "secret share of " + identifier, "another", "the one of the roster");
    }
  }

  public CurvePoint verificationShare() {
    return publicKeys.verificationShare(identifier);
  }

  public GroupKey groupKey() {
    return publicKeys.groupKey();
  }
}
