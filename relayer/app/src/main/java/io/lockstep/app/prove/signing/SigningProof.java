package io.lockstep.app.prove.signing;

import java.util.Random;

/** World after world, until as many messages as asked for have been put to a quorum. */
final class SigningProof {
  /** Enough for signings to overlap, and few enough for many worlds. */
  private static final int SIGNINGS_IN_A_WORLD = 20;

  private final Keys keys;
  private final Parts parts;

  SigningProof(Keys keys, Parts parts) {
    this.keys = keys;
    this.parts = parts;
  }

  Findings run(int signings, long seed) {
    Findings findings = new Findings();
    Random seeds = new Random(seed);
    for (int left = signings; left > 0; left -= SIGNINGS_IN_A_WORLD) {
      new World(seeds.nextLong(), keys, parts, findings).sign(Math.min(left, SIGNINGS_IN_A_WORLD));
    }
    return findings;
  }
}
