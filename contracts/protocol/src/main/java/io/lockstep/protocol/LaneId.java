package io.lockstep.protocol;

/** The hash that names a lane on both chains. {@link Lane#id} derives it. */
public record LaneId(Hash32 value) {
  public static LaneId fromHex(String hex) {
    return new LaneId(Hash32.fromHex(hex));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
