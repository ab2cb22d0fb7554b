package io.lockstep.app.prove.attest;

/** Round after round, each a world of its own. */
final class AttestProof {
  private final Panel panel;
  private final Parts parts;

  AttestProof(Panel panel, Parts parts) {
    this.panel = panel;
    this.parts = parts;
  }

  /** The first round has the seed of the run, so any round can be had alone by its own. */
  Findings run(int rounds, long seed) {
    Findings findings = new Findings();
    for (int i = 0; i < rounds; i++) {
      play(seed + i, findings);
    }
    return findings;
  }

  void play(long seed, Findings findings) {
    try {
      new Director(new World(spread(seed), panel, parts, findings)).play();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "A round broke off; the same again: " + AttestProofReport.again(1, seed), e);
    }
    findings.ended(seed);
  }

  /** Seeds that follow each other make worlds that have nothing in common (SplitMix64). */
  private static long spread(long seed) {
    long z = seed * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
