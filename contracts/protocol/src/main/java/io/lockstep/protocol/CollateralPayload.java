package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * The payload of the collateral application, of fixed width.
 *
 * @param asset the token's address on the chain of the vault, whichever way the message travels
 * @param account who gains on the destination
 * @param amount in the token's own decimals, a uint128
 * @param refund who is made whole on the source if the message is voided
 * @param reference free for the sender
 */
public record CollateralPayload(
    CollateralKind kind,
    Address asset,
    Address account,
    BigInteger amount,
    Address refund,
    Hash32 reference) {
  public static final int LENGTH = 109;
  private static final int AMOUNT_LENGTH = 16;

  public CollateralPayload {
    Require.nonZero(account, "account");
    Require.inRange(amount, BigInteger.ONE, BigEndian.UINT128_MAX, "amount");
    Require.nonZero(refund, "refund address");
  }

  public static CollateralPayload decode(Bytes payload) {
    Require.length(payload, LENGTH, "collateral payload");
    ByteBuffer in = payload.asByteBuffer();
    return new CollateralPayload(
        CollateralKind.ofCode(Byte.toUnsignedInt(in.get())),
        Address.read(in),
        Address.read(in),
        BigEndian.read(in, AMOUNT_LENGTH),
        Address.read(in),
        Hash32.read(in));
  }

  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.put((byte) kind.code());
    asset.bytes().writeTo(out);
    account.bytes().writeTo(out);
    out.put(BigEndian.bytes(amount, AMOUNT_LENGTH));
    refund.bytes().writeTo(out);
    reference.bytes().writeTo(out);
    return Bytes.owning(out.array());
  }
}
