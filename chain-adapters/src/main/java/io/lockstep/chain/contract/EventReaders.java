package io.lockstep.chain.contract;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** How to read logs, by the event that their first topic names. */
public final class EventReaders<E> {

  private final Map<Hash32, Function<Log, E>> readers = new HashMap<>();

  public EventReaders<E> on(Event event, Function<Log, E> reader) {
    readers.put(Hash32.fromHex(EventEncoder.encode(event)), reader);
    return this;
  }

  public EventReaders<E> and(EventReaders<E> others) {
    readers.putAll(others.readers);
    return this;
  }

  /** A contract's own events among the logs, in order. */
  public List<E> read(List<Log> logs, Address contract) {
    return logs.stream()
        .filter(log -> Address.fromHex(log.getAddress()).equals(contract))
        .map(this::read)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Nothing for an event that nobody here reads. */
  private Optional<E> read(Log log) {
    if (log.getTopics().isEmpty()) {
      return Optional.empty();
    }
    Hash32 topic = Hash32.fromHex(log.getTopics().getFirst());
    return Optional.ofNullable(readers.get(topic)).map(reader -> reader.apply(log));
  }
}
