package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * One Keccak-256 hash in the making, used once. {@code add} appends bytes as they are and {@code
 * word} appends a value as {@code abi.encode} does, so that nothing is joined in memory before it
 * is hashed.
 */
public final class Keccak256 {
  private static final byte[] ZEROS = new byte[Hash32.LENGTH];

  private final KeccakDigest digest = new KeccakDigest(256);

  public static Hash32 of(Bytes bytes) {
    return new Keccak256().add(bytes).finish();
  }

  public static Hash32 ofText(String text) {
    return of(Bytes.owning(text.getBytes(StandardCharsets.UTF_8)));
  }

  public Keccak256 add(Bytes bytes) {
    bytes.digestInto(digest);
    return this;
  }

  public Keccak256 add(Hash32 hash) {
    return add(hash.bytes());
  }

  /** Eight bytes, big-endian. */
  public Keccak256 add(long uint64) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(uint64).array();
    digest.update(bytes, 0, Long.BYTES);
    return this;
  }

  public Keccak256 word(Hash32 bytes32) {
    return add(bytes32);
  }

  public Keccak256 word(Address address) {
    digest.update(ZEROS, 0, Hash32.LENGTH - Address.LENGTH);
    return add(address.bytes());
  }

  /** An unsigned number of any Solidity type up to uint64. */
  public Keccak256 word(long number) {
    digest.update(ZEROS, 0, Hash32.LENGTH - Long.BYTES);
    return add(number);
  }

  public Keccak256 word(BigInteger uint256) {
    return add(BigEndian.uint256(uint256));
  }

  public Hash32 finish() {
    byte[] hash = new byte[Hash32.LENGTH];
    digest.doFinal(hash, 0);
    return new Hash32(Bytes.owning(hash));
  }
}
