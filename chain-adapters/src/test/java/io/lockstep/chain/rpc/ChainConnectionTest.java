package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.core.Failure.Kind;
import io.lockstep.protocol.ChainId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of servers that do not answer as a node should. */
@Timeout(30)
class ChainConnectionTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  private static ChainException failureOf(RpcEndpoint endpoint) {
    return catchThrowableOfType(
        ChainException.class, () -> ChainConnection.open(endpoint.withTimeout(SHORT)).close());
  }

  @Test
  void nobodyListens() throws IOException {
    BrokenServer server = BrokenServer.saying("");
    server.close();

    ChainException failure = failureOf(server.endpoint());

    assertThat(failure.code()).isEqualTo(Code.RPC_UNREACHABLE);
    assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(failure).hasMessageContaining("is the node running?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"jsonrpc\":\"2.0\",",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"jso\r\n"
      })
  void answerNeverEnds(String beginning) throws IOException {
    try (BrokenServer server = BrokenServer.saying(beginning)) {
      ChainException failure = failureOf(server.endpoint());

      assertThat(failure.code()).isEqualTo(Code.RPC_TIMEOUT);
      assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(failure).hasMessageContaining("after 200 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Welcome!</html>",
        "null",
        "[]",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":0}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"deep\":true}}"
      })
  void answerIsNotJsonRpc(String body) throws IOException {
    try (BrokenServer server = BrokenServer.withStatus("200 OK", body)) {
      ChainException failure = failureOf(server.endpoint());

      assertThat(failure.code()).isEqualTo(Code.RPC_MALFORMED);
      assertThat(failure.kind()).isEqualTo(Kind.EXTERNAL);
      assertThat(failure).hasMessageContaining("expected a JSON-RPC answer");
    }
  }

  @Test
  void answerIsNotHttp() throws IOException {
    try (BrokenServer server = BrokenServer.saying("SSH-2.0-OpenSSH\r\n\r\n")) {
      assertThat(failureOf(server.endpoint()).code()).isEqualTo(Code.RPC_UNREACHABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500 Oops, RPC_BUSY, TRANSIENT",
    "502 Bad, RPC_BUSY, TRANSIENT",
    "429 Slow down, RPC_BUSY, TRANSIENT",
    "401 Who, RPC_REFUSED, CONFIGURATION",
    "404 No, RPC_REFUSED, CONFIGURATION"
  })
  void statusIsNotOk(String status, Code code, Kind kind) throws IOException {
    try (BrokenServer server = BrokenServer.withStatus(status, "the server's own words")) {
      ChainException failure = failureOf(server.endpoint());

      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure)
          .hasMessageContaining("found HTTP status " + status.substring(0, 3))
          .hasMessageContaining("the server's own words");
    }
  }

  @Test
  void nodeAnswersWithAnError() throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32601,\"message\":\"no such method\"}}";
    try (BrokenServer server = BrokenServer.withStatus("200 OK", body)) {
      ChainException failure = failureOf(server.endpoint());

      assertThat(failure.code()).isEqualTo(Code.RPC_ERROR);
      assertThat(failure).hasMessageContaining("eth_chainId failed: no such method (code -32601)");
    }
  }

  @Test
  void nodeBelongsToAnotherChain() throws IOException {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x5\"}";
    try (BrokenServer server = BrokenServer.withStatus("200 OK", body)) {
      ChainException failure =
          catchThrowableOfType(
              ChainException.class,
              () -> ChainConnection.open(server.endpoint(), ChainId.of(1)).close());

      assertThat(failure.code()).isEqualTo(Code.WRONG_CHAIN);
      assertThat(failure).hasMessageContaining("found chain 5, expected chain 1");
    }
  }

  @Test
  void answerIsLargerThanAnyThatIsAskedFor() throws IOException {
    try (BrokenServer server = BrokenServer.withStatus("200 OK", "x".repeat(1_000));
        HttpExchange http = new HttpExchange(server.endpoint(), 999)) {
      ChainException failure = catchThrowableOfType(ChainException.class, () -> http.ask("{}"));

      assertThat(failure.code()).isEqualTo(Code.RPC_TOO_LARGE);
      assertThat(failure).hasMessageContaining("more than 999 bytes");
    }
  }

  @Test
  void waitEndsWhenTheThreadIsInterrupted() throws Exception {
    try (BrokenServer server = BrokenServer.saying("")) {
      CompletableFuture<ChainException> failure = new CompletableFuture<>();
      Thread asking =
          Thread.ofVirtual()
              .start(() ->
                  failure.complete(
                      catchThrowableOfType(
                          ChainException.class,
                          () -> ChainConnection.open(server.endpoint()).close())));

      asking.interrupt();

      assertThat(failure.get(10, TimeUnit.SECONDS).code()).isEqualTo(Code.INTERRUPTED);
    }
  }

  @Test
  void messagesDoNotShowWhatProvidersPutIntoThePath() {
    RpcEndpoint endpoint =
        RpcEndpoint.of(URI.create("https://user:pw@node.example:1/v3/s3cr3t?k=s"));

    assertThat(endpoint).hasToString("https://node.example:1");
  }
}
