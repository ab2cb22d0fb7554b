package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.KeyPackage;
import java.util.List;
import java.util.Random;

/** Keys as attesters make them, by a ceremony of all. */
final class CeremonyKeys implements Keys {
  private static final long KEY_EPOCH = 1;

  @Override
  public List<KeyPackage> deal(int threshold, int count, Random random) {
    return LocalCeremony.among(count, new DrawnRandom(random)).newKey(threshold, KEY_EPOCH).stream()
        .map(CertifiedKey::key)
        .toList();
  }
}
