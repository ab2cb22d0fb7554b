package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_ORDER;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The nonces that a checkpoint has parked instead of delivered, strictly rising. */
public record Holds(List<Long> nonces) {
  public static final int COUNT_MAX = 256;
  public static final Holds NONE = new Holds(List.of());

  public Holds {
    Require.inRange(nonces.size(), 0, COUNT_MAX, "count of holds");
    nonces = List.copyOf(nonces);
    long previous = 0;
    for (long nonce : nonces) {
      Require.positive(nonce, "held nonce");
      if (nonce <= previous) {
        throw new ProtocolException(OUT_OF_ORDER, "held nonce", nonce, "more than " + previous);
      }
      previous = nonce;
    }
  }

  public static Holds of(long... nonces) {
    return new Holds(Arrays.stream(nonces).boxed().toList());
  }

  public static Holds decode(Bytes packed) {
    int length = packed.length();
    if (length % Long.BYTES != 0 || length > COUNT_MAX * Long.BYTES) {
      throw new ProtocolException(
          WRONG_LENGTH, "holds", length + " bytes", "at most " + COUNT_MAX + " nonces of 8 bytes");
    }
    long[] nonces = new long[length / Long.BYTES];
    packed.asByteBuffer().asLongBuffer().get(nonces);
    return of(nonces);
  }

  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(nonces.size() * Long.BYTES);
    nonces.forEach(out::putLong);
    return Bytes.owning(out.array());
  }

  public Hash32 hash() {
    return Keccak256.of(encode());
  }

  public boolean contains(long nonce) {
    return nonces.contains(nonce);
  }

  /** Refuses holds outside of what a checkpoint speaks for, (from, nonce]. */
  void requireWithin(long from, long nonce) {
    if (!nonces.isEmpty()) {
      Require.inRange(nonces.getFirst(), from + 1, nonce, "held nonce");
      Require.inRange(nonces.getLast(), from + 1, nonce, "held nonce");
    }
  }
}
