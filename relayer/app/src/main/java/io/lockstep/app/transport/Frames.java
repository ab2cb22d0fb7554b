package io.lockstep.app.transport;

import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Several pieces of bytes in one body: each with its length (4 bytes) before it. */
public final class Frames {
  private Frames() {}

  public static byte[] join(List<Bytes> pieces) {
    ByteBuffer out =
        ByteBuffer.allocate(
            pieces.stream().mapToInt(piece -> Integer.BYTES + piece.length()).sum());
    pieces.forEach(piece -> out.putInt(piece.length()).put(piece.asByteBuffer()));
    return out.array();
  }

  public static List<Bytes> split(Bytes whole) {
    List<Bytes> pieces = new ArrayList<>();
    int at = 0;
    while (at < whole.length()) {
      ByteBuffer in = whole.slice(at, whole.length() - at).asByteBuffer();
      Require.remaining(in, Integer.BYTES, "length of a piece");
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new AttestationException(
            WRONG_LENGTH, "piece of a body", length + " bytes", "at most " + in.remaining());
      }
      pieces.add(whole.slice(at + Integer.BYTES, length));
      at += Integer.BYTES + length;
    }
    return pieces;
  }

  /** Exactly so many. */
  public static List<Bytes> split(Bytes whole, int count) {
    List<Bytes> pieces = split(whole);
    if (pieces.size() != count) {
      throw new AttestationException(WRONG_LENGTH, "pieces of a body", pieces.size(), count);
    }
    return pieces;
  }
}
