package io.lockstep.app.prove.attest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Whose side an attester is on. Whoever is deceived means well, and sees a forged chain. */
enum Loyalty {
  HONEST,
  DECEIVED,
  TRAITOR;

  /** Of all attesters. Fewer than t are something else than honest. */
  static List<Loyalty> cast(Random random) {
    List<Loyalty> cast = new ArrayList<>();
    if (random.nextInt(10) < 3) {
      cast.add(TRAITOR);
    }
    while (cast.size() < Panel.THRESHOLD - 1 && random.nextInt(10) < 2) {
      cast.add(DECEIVED);
    }
    while (cast.size() < Panel.COUNT) {
      cast.add(HONEST);
    }
    Collections.shuffle(cast, random);
    return cast;
  }
}
