package io.lockstep.attestation;

import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Decoders of this module under fuzz: they read exactly, or refuse in the module's own words. */
public final class Decoders {
  private Decoders() {}

  /**
   * A decoder.
   *
   * @param recode reads and writes again
   */
  public static DecoderFuzz decoder(String name, Stream<Bytes> valid, UnaryOperator<Bytes> recode) {
    return new DecoderFuzz(
        name,
        valid.map(Bytes::toArray).toList(),
        bytes -> recode.apply(Bytes.copyOf(bytes)).toArray(),
        AttestationException.class);
  }
}
