package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Messages that follow each other and share route and width, packed for delivery.
 *
 * @param width the length of one record, deadline and payload
 * @param records at least one record and at most {@link #COUNT_MAX}
 */
public record Run(Route route, int width, Bytes records) {
  public static final int COUNT_MAX = 256;

  public Run {
    Require.inRange(width, Message.DEADLINE_LENGTH, Integer.MAX_VALUE, "width of a record");
    int length = records.length();
    if (length == 0 || length % width != 0) {
      throw new ProtocolException(
          WRONG_LENGTH, "records", length + " bytes", "a whole number of records of " + width);
    }
    Require.inRange(length / width, 1, COUNT_MAX, "count of records");
    for (int i = 0; i < length / width; i++) {
      messageAt(route, width, records, i);
    }
  }

  /** Packs messages that are alike in route and width; {@link Runs#of} finds those in any list. */
  public static Run of(List<Message> messages) {
    Require.inRange(messages.size(), 1, COUNT_MAX, "count of messages in a run");
    Message first = messages.getFirst();
    long length = (long) messages.size() * first.recordLength();
    Require.inRange(length, 1, Integer.MAX_VALUE, "length of records");
    ByteBuffer records = ByteBuffer.allocate((int) length);
    for (Message message : messages) {
      if (!fitTogether(first, message)) {
        throw new ProtocolException(
            INCONSISTENT,
            "message in a run",
            message.route() + " of width " + message.recordLength(),
            first.route() + " of width " + first.recordLength());
      }
      message.writeRecordTo(records);
    }
    return new Run(first.route(), first.recordLength(), Bytes.owning(records.array()));
  }

  static boolean fitTogether(Message one, Message other) {
    return one.recordLength() == other.recordLength() && one.route().equals(other.route());
  }

  public int count() {
    return records.length() / width;
  }

  /** The messages in order. Their payloads are slices of this run's records. */
  public List<Message> messages() {
    return IntStream.range(0, count()).mapToObj(i -> messageAt(route, width, records, i)).toList();
  }

  public List<Hash32> messageHashes() {
    Hash32 routeHash = route.hash();
    return messages().stream().map(message -> message.hash(routeHash)).toList();
  }

  private static Message messageAt(Route route, int width, Bytes records, int index) {
    return Message.ofRecord(route, records.slice(index * width, width));
  }
}
