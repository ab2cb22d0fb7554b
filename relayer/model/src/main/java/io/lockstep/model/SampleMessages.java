package io.lockstep.model;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/** Messages that differ by a number. */
public final class SampleMessages {
  private static final Route ROUTE =
      new Route(
          RouteKind.BATCH,
          Address.fromHex("0x" + "11".repeat(20)),
          Address.fromHex("0x" + "22".repeat(20)),
          100_000);

  private SampleMessages() {}

  public static Message of(long number) {
    byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return new Message(ROUTE, Message.NO_DEADLINE, Bytes.copyOf(payload));
  }

  public static List<Message> of(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(SampleMessages::of).toList();
  }
}
