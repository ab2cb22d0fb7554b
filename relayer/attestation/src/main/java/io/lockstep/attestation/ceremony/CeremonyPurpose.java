package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Hash32;

/** What a ceremony is held for. */
public sealed interface CeremonyPurpose {
  /** A key that nobody has had before. */
  record NewKey() implements CeremonyPurpose {}

  /**
   * New shares of a key that stays the same. An old share and a new one do not sign together, so
   * what was stolen before the refresh is worth nothing after it.
   *
   * @param previous of the shares that are replaced
   */
  record Refresh(KeyCertificate previous) implements CeremonyPurpose {}

  /** Rises with each refresh of a key. */
  default long generation() {
    return switch (this) {
      case NewKey _ -> 0;
      case Refresh(KeyCertificate previous) -> previous.certification().generation() + 1;
    };
  }

  /** Of the certificate that is followed; zero if there is none. */
  default Hash32 previousHash() {
    return switch (this) {
      case NewKey _ -> Hash32.ZERO;
      case Refresh(KeyCertificate previous) -> previous.hash();
    };
  }

  /** In a refresh the polynomials have no constant term, so that nothing is added to the key. */
  default int lowestPower() {
    return switch (this) {
      case NewKey _ -> 0;
      case Refresh _ -> 1;
    };
  }

  /**
   * Shares are refreshed among those who hold them and in no other way.
   *
   * @throws AttestationException if the ceremony would change more than the shares
   */
  default void requireContinued(Roster roster, int threshold, long keyEpoch) {
    switch (this) {
      case NewKey _ -> {}
      case Refresh(KeyCertificate previous) -> {
        Certification key = previous.certification();
        requireSame("roster", roster.hash(), key.rosterHash());
        requireSame("threshold", threshold, key.publicKeys().threshold());
        requireSame(
            "key epoch", Long.toUnsignedString(keyEpoch), Long.toUnsignedString(key.keyEpoch()));
        previous.requireSigned(roster);
      }
    }
  }

  private static void requireSame(String what, Object found, Object previous) {
    if (!found.equals(previous)) {
      throw new AttestationException(
          INCONSISTENT,
          what + " of a refresh",
          found,
          previous + ", as before; to change it, hold a new ceremony");
    }
  }
}
