package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.List;

/** What the state of a chain holds under an address. */
public record Account(long nonce, BigInteger balance, Hash32 storageRoot, Hash32 codeHash) {

  private static final int FIELDS = 4;
  private static final int WORD_BYTES = 32;

  public static Account decode(Bytes encoded) {
    List<RlpItem> items =
        RlpShape.list(RlpDecoder.decode(encoded, TrieNode.BYTES_MAX), FIELDS, "account");
    return new Account(
        RlpShape.smallNumber(items.get(0), "nonce of an account"),
        RlpShape.number(items.get(1), WORD_BYTES, "balance"),
        RlpShape.hash(items.get(2), "storage root"),
        RlpShape.hash(items.get(3), "code hash"));
  }

  public Bytes encode() {
    return RlpEncoder.encode(
        RlpList.of(
            RlpString.of(nonce),
            RlpString.of(balance),
            RlpString.of(storageRoot),
            RlpString.of(codeHash)));
  }
}
