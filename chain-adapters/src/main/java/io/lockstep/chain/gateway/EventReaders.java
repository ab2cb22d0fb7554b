package io.lockstep.chain.gateway;

import io.lockstep.protocol.Hash32;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** How to read logs, by the event that their first topic names. */
final class EventReaders {

  private final Map<Hash32, Function<Log, GatewayEvent>> readers = new HashMap<>();

  EventReaders on(Event event, Function<Log, GatewayEvent> reader) {
    readers.put(Hash32.fromHex(EventEncoder.encode(event)), reader);
    return this;
  }

  EventReaders and(EventReaders others) {
    readers.putAll(others.readers);
    return this;
  }

  /** Nothing for an event that nobody here reads. */
  Optional<GatewayEvent> read(Log log) {
    if (log.getTopics().isEmpty()) {
      return Optional.empty();
    }
    Hash32 topic = Hash32.fromHex(log.getTopics().getFirst());
    return Optional.ofNullable(readers.get(topic)).map(reader -> reader.apply(log));
  }
}
