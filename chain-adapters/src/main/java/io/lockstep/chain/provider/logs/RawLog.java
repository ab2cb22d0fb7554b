package io.lockstep.chain.provider.logs;

import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The fields of one log while its JSON streams by. */
final class RawLog {

  static final int TOPICS = 4;

  private @Nullable Address address;
  private final Hash32[] topics = new Hash32[TOPICS];
  private int topicCount;
  private byte @Nullable [] data;
  private @Nullable Hash32 blockHash;
  private @Nullable Hash32 transaction;
  private long blockNumber = -1;
  private long index = -1;
  private boolean removed;

  private RawLog() {}

  static RawLog read(JsonParser in, int dataBytesMax) {
    JsonValues.requireObject(in, "log");
    RawLog log = new RawLog();
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      if (in.nextToken() == JsonToken.VALUE_NULL) {
        throw LogDefect.MISSING_FIELD.found(name + " null", "its value");
      }
      log.readField(name, in, dataBytesMax);
    }
    return log;
  }

  private void readField(String name, JsonParser in, int dataBytesMax) {
    switch (name) {
      case "address" -> address = JsonValues.address(in, "address of a log");
      case "topics" -> readTopics(in);
      case "data" -> data = readData(in, dataBytesMax);
      case "blockHash" -> blockHash = JsonValues.hash(in, "block of a log");
      case "blockNumber" -> blockNumber = JsonValues.quantity(in, "block number of a log");
      case "transactionHash" -> transaction = JsonValues.hash(in, "transaction of a log");
      case "logIndex" -> index = JsonValues.quantity(in, "index of a log");
      case "removed" -> removed = JsonValues.truth(in, "removed");
      default -> in.skipChildren();
    }
  }

  private void readTopics(JsonParser in) {
    JsonValues.requireArray(in, "topics");
    topicCount = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (topicCount == TOPICS) {
        throw LogDefect.FOREIGN_TOPIC.found("more than four topics", "four");
      }
      topics[topicCount++] = JsonValues.hash(in, "topic");
    }
  }

  private static byte[] readData(JsonParser in, int dataBytesMax) {
    int digits = in.getStringLength() - 2;
    if (digits > 2 * dataBytesMax) {
      throw LogDefect.OVERSIZED.found(digits / 2 + " bytes", "at most " + dataBytesMax);
    }
    return JsonValues.bytes(in, "data of a log", 0, dataBytesMax);
  }

  boolean removed() {
    return removed;
  }

  Address address() {
    return required(address, "address");
  }

  int topicCount() {
    return topicCount;
  }

  Hash32 topic(int position) {
    if (position >= topicCount) {
      throw LogDefect.FOREIGN_TOPIC.found(topicCount + " topics", "four");
    }
    return topics[position];
  }

  ByteBuffer data() {
    return ByteBuffer.wrap(required(data, "data"));
  }

  LogPlace place() {
    if (blockNumber < 0 || index < 0 || index > Integer.MAX_VALUE) {
      throw LogDefect.MISSING_FIELD.found(
          "block number %d, index %d".formatted(blockNumber, index), "both, from 0 upwards");
    }
    return new LogPlace(
        new BlockId(blockNumber, required(blockHash, "blockHash")),
        required(transaction, "transactionHash"),
        (int) index);
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static UnreadableAnswer missing(String name) {
    return LogDefect.MISSING_FIELD.found("no " + name, "it in every log");
  }
}
