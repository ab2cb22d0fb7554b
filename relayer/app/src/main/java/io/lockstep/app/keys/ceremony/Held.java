package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import java.util.List;
import java.util.Set;

/**
 * What came of it for one attester.
 *
 * @param unstored who has not said that its share is stored
 * @param unfinished who may still need something of this attester
 */
public record Held(
    CertifiedKey key,
    List<Registration> registrations,
    Set<Identifier> unstored,
    Set<Identifier> unfinished) {
  public Held {
    registrations = List.copyOf(registrations);
    unstored = Set.copyOf(unstored);
    unfinished = Set.copyOf(unfinished);
  }
}
