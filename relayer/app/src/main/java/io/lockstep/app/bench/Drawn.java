package io.lockstep.app.bench;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A transfer as those of an eighteen-decimals token look: another account and amount each time, and
 * a counting reference.
 */
record Drawn(Address account, BigInteger amount, Hash32 reference) {

  static Drawn number(int number) {
    return ofAccount(number, number);
  }

  /** Accounts come again; amounts and references do not. */
  static Drawn ofAccount(int account, int number) {
    Bytes random = Keccak256.ofText("transfer " + number).bytes();
    return new Drawn(
        Address.of(
            Keccak256.ofText("account " + account).bytes().slice(0, Address.LENGTH).toArray()),
        new BigInteger(1, random.slice(0, Long.BYTES).toArray()).add(BigInteger.ONE),
        Hash32.of(ByteBuffer.allocate(Hash32.LENGTH).putInt(28, number).array()));
  }
}
