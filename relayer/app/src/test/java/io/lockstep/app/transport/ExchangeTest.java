package io.lockstep.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that never end, over real sockets. */
@Timeout(60)
class ExchangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Says it to whoever connects, and keeps the connection open until the test ends. */
  private static byte[] ask(String answer, long bytesMax, Duration timeout)
      throws IOException, InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpClient client = HttpClient.newHttpClient()) {
      Thread.ofVirtual().start(() -> say(server, answer, over));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      try {
        return Exchange.whole(
                client, HttpRequest.newBuilder(address).timeout(timeout).build(), bytesMax, timeout)
            .body();
      } finally {
        over.countDown();
        client.shutdownNow();
      }
    }
  }

  private static void say(ServerSocket server, String answer, CountDownLatch over) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      over.await();
    } catch (IOException | InterruptedException e) {
      // The test has ended.
    }
  }

  private static String ok(int length, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(length, body);
  }

  @Test
  void aWholeAnswerIsTaken() throws Exception {
    assertThat(ask(ok(3, "abc"), 3, PATIENCE)).asString().isEqualTo("abc");
  }

  @Test
  void whoSendsHeadersAndThenNothingIsNotWaitedFor() {
    assertThatThrownBy(() -> ask(ok(3, "a"), 3, Duration.ofMillis(500)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void whatIsTooLongIsNotTaken() {
    assertThatThrownBy(() -> ask(ok(4, "abcd"), 3, PATIENCE))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }
}
