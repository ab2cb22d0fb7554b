package io.lockstep.app.prove.signing;

import io.lockstep.attestation.frost.KeyPackage;
import java.util.List;
import java.util.Random;

/** Where the keys of a world come from. */
@FunctionalInterface
interface Keys {
  /** One package for each of the signers 1 to {@code count}, rising. */
  List<KeyPackage> deal(int threshold, int count, Random random);
}
