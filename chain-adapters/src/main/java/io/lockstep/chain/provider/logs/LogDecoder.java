package io.lockstep.chain.provider.logs;

import io.lockstep.core.domain.AppendedLog;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.ProtocolException;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.nio.ByteBuffer;

/**
 * From a log of {@code MessageAppended} to the message. The data has one form only:
 *
 * <pre>
 *   word 0  kind
 *   word 1  recipient
 *   word 2  gas limit
 *   word 3  where the record begins: 128
 *   word 4  length of the record
 *   then    the record, filled up with zeros to whole words
 * </pre>
 *
 * <p>Its checks may be overridden, for tests that leave one out to show that it is needed.
 */
class LogDecoder {

  private static final int WORD = Hash32.LENGTH;
  private static final int HEAD_WORDS = 5;

  /** What is around a record in the data of its log. */
  static final int DATA_BYTES_BESIDE_RECORD = (HEAD_WORDS + 1) * WORD;

  private final LogFilter filter;

  LogDecoder(LogFilter filter) {
    this.filter = filter;
  }

  final AppendedLog decode(RawLog log) {
    requireAddress(log.address(), filter.gateway());
    requireTopic(log.topic(0), LogFilter.MESSAGE_APPENDED);
    requireTopic(log.topic(1), filter.lane().value());
    try {
      return new AppendedLog(number(word(log.topic(2))), message(log), log.place());
    } catch (ProtocolException e) {
      throw LogDefect.NOT_ENCODED.found(e.getMessage(), "a message of the protocol");
    }
  }

  void requireAddress(Address found, Address gateway) {
    if (!found.equals(gateway)) {
      throw LogDefect.FOREIGN_ADDRESS.found(found, gateway + ", the gateway that was asked for");
    }
  }

  void requireTopic(Hash32 found, Hash32 wanted) {
    if (!found.equals(wanted)) {
      throw LogDefect.FOREIGN_TOPIC.found(found, wanted);
    }
  }

  private static Message message(RawLog log) {
    ByteBuffer data = log.data();
    if (data.remaining() < HEAD_WORDS * WORD) {
      throw LogDefect.NOT_ENCODED.found(
          data.remaining() + " bytes", "at least " + HEAD_WORDS * WORD);
    }
    long kind = number(data);
    Address recipient = address(data);
    long gasLimit = number(data);
    requireOffset(number(data));
    Bytes messageRecord = record(data);
    Address sender = address(word(log.topic(3)));
    RouteKind routeKind = RouteKind.ofCode((int) Math.min(kind, Integer.MAX_VALUE));
    return Message.ofRecord(new Route(routeKind, sender, recipient, gasLimit), messageRecord);
  }

  private static void requireOffset(long found) {
    if (found != (HEAD_WORDS - 1) * WORD) {
      throw LogDefect.NOT_ENCODED.found("a record at " + found, (HEAD_WORDS - 1) * WORD);
    }
  }

  private static Bytes record(ByteBuffer data) {
    long length = number(data);
    int filled = data.remaining();
    if (length > filled || filled - length >= WORD || filled % WORD != 0) {
      throw LogDefect.NOT_ENCODED.found(
          "%d bytes for a record of %d".formatted(filled, length), "as many, in whole words");
    }
    byte[] bytes = new byte[(int) length];
    data.get(bytes);
    while (data.hasRemaining()) {
      if (data.get() != 0) {
        throw LogDefect.NOT_ENCODED.found("a record filled up with other bytes", "zeros");
      }
    }
    return Bytes.copyOf(bytes);
  }

  private static ByteBuffer word(Hash32 topic) {
    return topic.bytes().asByteBuffer();
  }

  /** A word that holds a number below 2^63. */
  private static long number(ByteBuffer in) {
    boolean fits = true;
    for (int i = 1; i < WORD / Long.BYTES; i++) {
      fits &= in.getLong() == 0;
    }
    long value = in.getLong();
    if (!fits || value < 0) {
      throw LogDefect.NOT_ENCODED.found("a number of more than 63 bits", "a smaller one");
    }
    return value;
  }

  private static Address address(ByteBuffer in) {
    long high = in.getLong() | in.getInt();
    if (high != 0) {
      throw LogDefect.NOT_ENCODED.found("an address of more than 20 bytes", "20");
    }
    byte[] bytes = new byte[Address.LENGTH];
    in.get(bytes);
    return Address.of(bytes);
  }
}
