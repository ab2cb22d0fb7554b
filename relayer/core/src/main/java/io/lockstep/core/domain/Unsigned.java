package io.lockstep.core.domain;

/**
 * How far an attester would sign a lane, and how far it knows that it is signed.
 *
 * @param judged the last message that it has judged
 * @param executed how far the lane is executed at its destination, as this attester has proven it
 * @param signed the end of the furthest finished checkpoint of the key epoch; 0 if there is none
 */
public record Unsigned(long judged, long executed, long signed) {
  /** The first message that waits to be signed. It may be one that is not judged yet. */
  public long first() {
    return Math.max(executed, signed) + 1;
  }

  /** Whether something could be signed and is not. */
  public boolean isWaiting() {
    return first() <= judged;
  }
}
