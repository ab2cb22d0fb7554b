package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.NOT_CANONICAL;
import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_RANGE;
import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.nio.ByteBuffer;

/** An address and the chain that it is on; in bytes, the EVM subset of ERC-7930. */
public record InteroperableAddress(ChainId chain, Address account) {
  /** Version 1, then chain type 0, which is eip155. */
  private static final int VERSION_AND_CHAIN_TYPE = 0x0001_0000;

  private static final int CHAIN_LENGTH_MAX = Long.BYTES;

  /** Everything but the chain id itself: version and type, two lengths, the address. */
  private static final int LENGTH_WITHOUT_CHAIN = Integer.BYTES + 1 + 1 + Address.LENGTH;

  public static InteroperableAddress decode(Bytes bytes) {
    if (bytes.length() < LENGTH_WITHOUT_CHAIN + 1) {
      throw wrongLength(bytes, "at least " + (LENGTH_WITHOUT_CHAIN + 1));
    }
    ByteBuffer in = bytes.asByteBuffer();
    int versionAndChainType = in.getInt();
    if (versionAndChainType != VERSION_AND_CHAIN_TYPE) {
      throw new ProtocolException(
          UNKNOWN,
          "version and chain type",
          "%08x".formatted(versionAndChainType),
          "%08x".formatted(VERSION_AND_CHAIN_TYPE));
    }
    int chainLength = Byte.toUnsignedInt(in.get());
    Require.inRange(chainLength, 1, CHAIN_LENGTH_MAX, "length of the chain id");
    if (bytes.length() != LENGTH_WITHOUT_CHAIN + chainLength) {
      throw wrongLength(bytes, LENGTH_WITHOUT_CHAIN + chainLength);
    }
    ChainId chain = chain(Bytes.read(in, chainLength));
    int accountLength = Byte.toUnsignedInt(in.get());
    if (accountLength != Address.LENGTH) {
      throw new ProtocolException(
          OUT_OF_RANGE, "length of the address", accountLength, Address.LENGTH);
    }
    return new InteroperableAddress(chain, Address.read(in));
  }

  private static ChainId chain(Bytes digits) {
    ByteBuffer in = digits.asByteBuffer();
    if (in.get(0) == 0) {
      throw new ProtocolException(NOT_CANONICAL, "chain id", digits, "no leading zero byte");
    }
    return new ChainId(BigEndian.read(in, digits.length()));
  }

  private static ProtocolException wrongLength(Bytes found, Object expected) {
    return new ProtocolException(
        WRONG_LENGTH, "interoperable address", found.length() + " bytes", expected);
  }

  public Bytes encode() {
    int chainLength = (chain.value().bitLength() + 7) / 8;
    ByteBuffer out =
        ByteBuffer.allocate(LENGTH_WITHOUT_CHAIN + chainLength)
            .putInt(VERSION_AND_CHAIN_TYPE)
            .put((byte) chainLength)
            .put(BigEndian.bytes(chain.value(), chainLength))
            .put((byte) Address.LENGTH);
    account.bytes().writeTo(out);
    return Bytes.owning(out.array());
  }

  @Override
  public String toString() {
    return chain + ":" + account;
  }
}
