package io.lockstep.app.bench.watch;

/** How many providers are configured, and how many of them must agree on what is final. */
record Voters(int providers, int quorum) {
  static final Voters ONE = new Voters(1, 1);
  static final Voters TWO_OF_THREE = new Voters(3, 2);
}
