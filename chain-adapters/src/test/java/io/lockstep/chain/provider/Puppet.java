package io.lockstep.chain.provider;

import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/**
 * A contract that logs whatever it is told, and then calls somebody as often as it is told: a
 * forger of logs, and a sender of many messages in one transaction. Its calldata is
 *
 * <pre>
 *   4 words  topics of the log
 *   1 word   length of the log's data
 *   1 word   who is called
 *   1 word   how often
 *   then     the log's data and the calldata of the call
 * </pre>
 */
public record Puppet(Address address) {

  /** Copies what follows the words to memory, logs, and calls in a loop. */
  private static final String RUNTIME =
      "60e0360360e05f37" // memory := what follows the seven words
          + "6060356040356020355f35" // topics, the last first
          + "6080355fa4" // log4(0, length of the data)
          + "60c035" // how often
          + "5b8015604257" // loop: until none are left
          + "5f5f60803560e00136036080355f" // output none, size and place of the input, no value
          + "60a0355af1" // who, with all gas
          + "603a575f5ffd" // revert if that failed
          + "5b60019003601b565b00"; // one less, again; end

  static TransactionRequest creation() {
    String code = "60%02x8060095f395ff3".formatted(RUNTIME.length() / 2) + RUNTIME;
    return TransactionRequest.creation(Bytes.fromHex("0x" + code));
  }

  /** Calls, and logs nothing that matters. */
  public TransactionRequest calling(TransactionRequest call, int times) {
    return request(Collections.nCopies(4, Hash32.ZERO), Bytes.EMPTY, call, times);
  }

  /** Logs first, then calls, all in one receipt. */
  public TransactionRequest request(
      List<Hash32> topics, Bytes data, TransactionRequest call, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    topics.forEach(topic -> out.writeBytes(topic.toArray()));
    out.writeBytes(word(BigInteger.valueOf(data.length())));
    out.writeBytes(word(new BigInteger(1, call.to().orElseThrow().toArray())));
    out.writeBytes(word(BigInteger.valueOf(times)));
    out.writeBytes(data.toArray());
    out.writeBytes(call.data().toArray());
    return TransactionRequest.call(address, Bytes.copyOf(out.toByteArray()));
  }

  static byte[] word(BigInteger number) {
    byte[] word = new byte[Hash32.LENGTH];
    byte[] digits = number.toByteArray();
    int length = Math.min(digits.length, word.length);
    System.arraycopy(digits, digits.length - length, word, word.length - length, length);
    return word;
  }
}
