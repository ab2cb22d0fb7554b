package io.lockstep.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many may be at work: in all, and from one address. */
class RoomTest {
  private final Room room = new Room(3, 2);

  @Test
  void oneAddressDoesNotTakeAllPlaces() {
    room.enter("a");
    room.enter("a");

    assertRejected("a", "2 of them from your address");
    room.enter("b");
    assertRejected("c", "found 3 requests at work");
  }

  @Test
  void aPlaceIsFreeAgain() {
    room.enter("a");
    room.enter("a");
    room.leave("a");

    room.enter("a");
    assertRejected("a", "expected fewer");
  }

  @Test
  void whoIsInsideIsWaitedForAndNobodyComesIn() throws InterruptedException {
    room.enter("a");
    Thread closing = Thread.ofVirtual().start(this::close);
    while (!isClosing()) {
      Thread.onSpinWait();
    }
    assertThat(closing.isAlive()).isTrue();

    room.leave("a");

    closing.join();
    assertRejected("b", "about to stop");
  }

  private void close() {
    try {
      room.close(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isClosing() {
    try {
      room.enter("b");
      room.leave("b");
      return false;
    } catch (HttpResponseException _) {
      return true;
    }
  }

  private void assertRejected(String address, String text) {
    assertThatThrownBy(() -> room.enter(address))
        .isInstanceOfSatisfying(
            HttpResponseException.class,
            rejection -> {
              assertThat(rejection.getStatus()).isEqualTo(503);
              assertThat(rejection).hasMessageContaining(text);
            });
  }
}
