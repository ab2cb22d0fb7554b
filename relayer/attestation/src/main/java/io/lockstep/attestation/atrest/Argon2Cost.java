package io.lockstep.attestation.atrest;

import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What one guess at a passphrase costs with Argon2id (RFC 9106). Its bounds keep a stranger's file
 * from costing more memory than a machine has.
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {
  /** RFC 9106's second choice, for machines without two gigabytes to spare, but with one lane. */
  public static final Argon2Cost STANDARD = new Argon2Cost(64 * 1024, 3, 1);

  public static final int MEMORY_KIB_MAX = 256 * 1024;
  public static final int PASSES_MAX = 16;
  public static final int LANES_MAX = 4;

  static final int LENGTH = 2 * Integer.BYTES + 1;

  /** Argon2 works on at least this much for each lane. */
  private static final int MEMORY_KIB_OF_LANE_MIN = 8;

  public Argon2Cost {
    Require.inRange(lanes, 1, LANES_MAX, "lanes of Argon2");
    Require.inRange(
        memoryKib, MEMORY_KIB_OF_LANE_MIN * lanes, MEMORY_KIB_MAX, "KiB of memory of Argon2");
    Require.inRange(passes, 1, PASSES_MAX, "passes of Argon2");
  }

  static Argon2Cost read(ByteBuffer in) {
    return new Argon2Cost(in.getInt(), in.getInt(), Byte.toUnsignedInt(in.get()));
  }

  /** Memory in KiB (4 bytes) ‖ passes (4) ‖ lanes (1). */
  void writeTo(ByteBuffer out) {
    out.putInt(memoryKib).putInt(passes).put((byte) lanes);
  }

  /** The key that a passphrase stands for, from its characters in UTF-8. */
  byte[] key(char[] passphrase, Bytes salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt.toArray())
            .build());
    byte[] key = new byte[length];
    generator.generateBytes(passphrase, key);
    return key;
  }
}
