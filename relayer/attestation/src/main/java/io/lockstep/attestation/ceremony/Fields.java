package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The fields of something encoded, read from front to end, and neither more nor less than that. */
final class Fields {
  private final ByteBuffer in;
  private final String what;

  private Fields(Bytes bytes, String what) {
    this.in = bytes.asByteBuffer();
    this.what = what;
  }

  static Fields of(Bytes bytes, String what) {
    return new Fields(bytes, what);
  }

  /** One behind the other, as all fields are written. */
  static Bytes join(List<Bytes> fields) {
    ByteBuffer out = ByteBuffer.allocate(fields.stream().mapToInt(Bytes::length).sum());
    fields.forEach(field -> out.put(field.asByteBuffer()));
    return Bytes.copyOf(out.array());
  }

  static Bytes join(Bytes... fields) {
    return join(List.of(fields));
  }

  static Bytes uint64(long number) {
    return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  static Bytes uint8(int number) {
    return Bytes.copyOf(new byte[] {(byte) number});
  }

  Bytes bytes(int length) {
    return Bytes.copyOf(array(length));
  }

  byte[] array(int length) {
    Require.remaining(in, length, what);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  int uint8() {
    return Byte.toUnsignedInt(array(1)[0]);
  }

  long uint64() {
    Require.remaining(in, Long.BYTES, what);
    return in.getLong();
  }

  Hash32 hash() {
    return new Hash32(bytes(Hash32.LENGTH));
  }

  Identifier identifier() {
    return Identifier.decode(bytes(Identifier.LENGTH));
  }

  CurvePoint point(String name) {
    Require.remaining(in, Points.LENGTH, what);
    return Points.read(in, name);
  }

  BigInteger scalar() {
    Require.remaining(in, Scalars.LENGTH, what);
    return Scalars.read(in);
  }

  /** All that is left. */
  Bytes rest() {
    return bytes(in.remaining());
  }

  /** As many in a row, each read by the same means. */
  <T> List<T> repeated(int count, Supplier<T> field) {
    List<T> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(field.get());
    }
    return List.copyOf(fields);
  }

  void end() {
    if (in.hasRemaining()) {
      throw new AttestationException(
          WRONG_LENGTH, what, in.remaining() + " bytes behind its end", "none");
    }
  }
}
