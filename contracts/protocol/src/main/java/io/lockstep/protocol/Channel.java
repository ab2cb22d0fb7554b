package io.lockstep.protocol;

/** The application that a lane belongs to; both directions of a lane pair share it. */
public record Channel(Hash32 value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
