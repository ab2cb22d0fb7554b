package io.lockstep.chain.provider.heads;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Subscribes to {@code newHeads} by WebSocket, for as long as it takes: a lost, refused or silent
 * subscription is renewed after a pause that grows until blocks are announced again.
 */
public final class SubscribedHeads implements Heads {

  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final String provider;
  private final URI uri;
  private final HeadsSettings settings;
  private final Runnable wake;
  private final HeadsListener listener;
  private final HttpClient client;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private SubscribedHeads(
      String provider, URI uri, HeadsSettings settings, Runnable wake, HeadsListener listener) {
    this.provider = provider;
    this.uri = uri;
    this.settings = settings;
    this.wake = wake;
    this.listener = listener;
    this.client = HttpClient.newBuilder().connectTimeout(settings.connectMax()).build();
    this.thread = Thread.ofVirtual().name("heads of " + provider).unstarted(this::run);
  }

  /**
   * Returns at once.
   *
   * @param wake called on a thread of its own, for every block that is announced and whenever a
   *     subscription begins, since blocks may have been missed before
   */
  public static SubscribedHeads start(
      String provider, URI uri, HeadsSettings settings, Runnable wake, HeadsListener listener) {
    SubscribedHeads heads = new SubscribedHeads(provider, uri, settings, wake, listener);
    heads.thread.start();
    return heads;
  }

  private void run() {
    Duration pause = settings.pauseMin();
    try {
      while (closed.getCount() > 0) {
        boolean served = follow();
        pause = served ? settings.pauseMin() : pause;
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(settings.pauseMax()) > 0 ? settings.pauseMax() : doubled;
  }

  /** Whether any block was announced before the end. */
  private boolean follow() throws InterruptedException {
    HeadSignals signals = new HeadSignals();
    CompletableFuture<WebSocket> connecting =
        client.newWebSocketBuilder().connectTimeout(settings.connectMax()).buildAsync(uri, signals);
    try {
      WebSocket socket = await(connecting);
      try {
        await(socket.sendText(SUBSCRIBE, true));
        return listen(signals);
      } finally {
        socket.abort();
      }
    } catch (TimeoutException e) {
      connecting.cancel(true);
      lost("no connection within %d ms".formatted(settings.connectMax().toMillis()));
    } catch (ExecutionException e) {
      // The cause may quote the address, and with it a customer's key.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      lost("no connection (" + cause.getClass().getSimpleName() + ")");
    }
    return false;
  }

  private <T> T await(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(settings.connectMax().toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean listen(HeadSignals signals) throws InterruptedException {
    boolean served = false;
    Duration patience = settings.connectMax();
    while (true) {
      switch (signals.next(patience)) {
        case HeadSignals.Signal.Subscribed() -> {
          listener.connected(provider);
          patience = settings.silenceMax();
          wake.run();
        }
        case HeadSignals.Signal.Head() -> {
          served = true;
          wake.run();
        }
        case HeadSignals.Signal.Lost(String why) -> {
          lost(why);
          return served;
        }
        case HeadSignals.Signal.Silence() -> {
          lost("nothing heard for %d ms".formatted(patience.toMillis()));
          return served;
        }
      }
    }
  }

  private void lost(String why) {
    if (closed.getCount() > 0) {
      listener.lost(provider, why);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    client.shutdownNow();
  }
}
