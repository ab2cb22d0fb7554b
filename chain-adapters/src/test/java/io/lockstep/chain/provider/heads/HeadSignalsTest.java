package io.lockstep.chain.provider.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.provider.heads.HeadSignals.Signal;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** However much a server says, little of it waits. */
class HeadSignalsTest {

  private static final String HEAD = "{\"method\":\"eth_subscription\"}";
  private static final String SUBSCRIBED = "{\"id\":1,\"result\":\"0x1\"}";
  private static final String REFUSED = "{\"id\":1,\"error\":{}}";
  private static final int FLOOD = 1000;

  private final HeadSignals signals = new HeadSignals();

  private void say(String text, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(signals.onText(new DeafSocket(), text, true)).isNull();
    }
  }

  private List<Signal> waiting() throws InterruptedException {
    List<Signal> waiting = new ArrayList<>();
    Signal next = signals.next(Duration.ZERO);
    while (!(next instanceof Signal.Silence)) {
      waiting.add(next);
      next = signals.next(Duration.ZERO);
    }
    return waiting;
  }

  @Test
  void subscriptionBeginsOnce() throws Exception {
    say(SUBSCRIBED, FLOOD);

    assertThat(waiting()).containsExactly(new Signal.Subscribed());
  }

  @Test
  void announcementsAreBounded() throws Exception {
    say(HEAD, FLOOD);

    assertThat(waiting())
        .isEqualTo(Collections.nCopies(HeadSignals.WAITING_MAX, new Signal.Head()));
  }

  @Test
  void subscriptionEndsOnceHoweverManyAnnouncementsWait() throws Exception {
    say(HEAD, FLOOD);
    say(REFUSED, FLOOD);
    say(SUBSCRIBED, FLOOD);

    assertThat(waiting())
        .hasSize(HeadSignals.WAITING_MAX + 1)
        .endsWith(new Signal.Lost("the subscription was refused"));
  }

  /** What a listener needs of a socket, which is to ask for more. */
  private record DeafSocket() implements WebSocket {
    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int status, String reason) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public void request(long more) {}

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return false;
    }

    @Override
    public boolean isInputClosed() {
      return false;
    }

    @Override
    public void abort() {}
  }
}
