package io.lockstep.protocol;

/** Values for tests that need any value. */
final class Samples {
  static final Address ALICE = Address.fromHex("0x" + "a1".repeat(20));
  static final Address BOB = Address.fromHex("0x" + "b0".repeat(20));
  static final Hash32 HASH = Keccak256.ofText("any");
  static final LaneId LANE = new LaneId(Keccak256.ofText("a lane"));
  static final Route BATCH = new Route(RouteKind.BATCH, ALICE, BOB, 100_000);
  static final InteroperableAddress GATEWAY_A = new InteroperableAddress(ChainId.of(1), ALICE);
  static final InteroperableAddress GATEWAY_B = new InteroperableAddress(ChainId.of(2), BOB);

  private Samples() {}

  static GroupKey key() {
    return VectorFile.rows("groupKeys").findFirst().orElseThrow().key();
  }
}
