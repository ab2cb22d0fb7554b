package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Keccak256;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The code that a deployed contract must have, but for its immutables, which the constructor writes
 * into it: they are zero here, and zeroed wherever code is compared.
 */
public record RuntimeCode(Bytes code, List<Gap> immutables) {

  /** Where a constructor writes. */
  public record Gap(int start, int length) {}

  public RuntimeCode {
    immutables = List.copyOf(immutables);
  }

  static RuntimeCode of(JsonNode artifact) {
    List<Gap> gaps =
        artifact
            .required("immutableReferences")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .map(
                gap -> new Gap(gap.required("start").intValue(), gap.required("length").intValue()))
            .toList();
    return new RuntimeCode(Bytes.fromHex(artifact.required("runtimeCode").stringValue()), gaps);
  }

  public boolean matches(Bytes deployed) {
    return code.length() == deployed.length() && masked(code).equals(masked(deployed));
  }

  /** A fingerprint that does not depend on what the constructor wrote. */
  public static String describe(Bytes code) {
    return code.length() == 0
        ? "no code"
        : "%d bytes, keccak %s".formatted(code.length(), Keccak256.of(code));
  }

  public String describe() {
    return describe(code);
  }

  private Bytes masked(Bytes bytes) {
    byte[] copy = bytes.toArray();
    immutables.forEach(gap -> Arrays.fill(copy, gap.start(), gap.start() + gap.length(), (byte) 0));
    return Bytes.copyOf(copy);
  }
}
