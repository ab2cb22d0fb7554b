package io.lockstep.model.delivery;

import io.lockstep.core.domain.FinalMessage;
import java.util.stream.IntStream;

class InMemoryDeliveryTest extends DeliveryPortsContract {
  @Override
  protected DeliveryDatabase begin() {
    SettableClock clock = new SettableClock(DeliveryScene.START);
    InMemoryDelivery database = new InMemoryDelivery(clock, new Effects());
    database.register(LANE, START);
    database.makeFinal(
        LANE,
        IntStream.range(0, MESSAGES.size())
            .mapToObj(i ->
                new FinalMessage(
                    i + 1, MESSAGES.get(i), MESSAGES.get(i).hash(), DeliveryScene.START))
            .toList());
    return database;
  }
}
