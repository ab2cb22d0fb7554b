package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.ForeignText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question and its whole answer over HTTP, in bounded time and bounded memory. */
final class HttpExchange implements AutoCloseable {

  /** Larger than any answer we ask for; a server that sends more is broken or hostile. */
  static final long ANSWER_BYTES_MAX = 64L * 1024 * 1024;

  private static final int QUOTED_CHARS_MAX = 200;

  private final RpcEndpoint endpoint;
  private final long answerBytesMax;
  private final HttpClient client;

  HttpExchange(RpcEndpoint endpoint, long answerBytesMax) {
    this.endpoint = endpoint;
    this.answerBytesMax = answerBytesMax;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(endpoint.connectTimeout())
            // Its own threads would stay for a minute each, for every server and every burst.
            .executor(task -> Thread.ofVirtual().name("http").start(task))
            .build();
  }

  /** The body of an answer with status 200. */
  byte[] ask(String question) {
    HttpResponse<byte[]> response = exchange(question.getBytes(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw refused(response);
    }
    return response.body();
  }

  HttpResponse<byte[]> exchange(byte[] question) {
    return exchange(question, answerBytesMax);
  }

  /** The answer, whatever its status, if it is not longer than that. */
  HttpResponse<byte[]> exchange(byte[] question, long bytesMax) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(question))
            .build();
    return await(
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax)),
        bytesMax);
  }

  /** The request's own time-out ends with the headers; a body that stalls must end as well. */
  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer, long bytesMax) {
    try {
      return answer.get(endpoint.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ChainException(
          Code.RPC_TIMEOUT,
          "%s: no complete answer after %d ms".formatted(endpoint, timeoutMillis()),
          e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw ChainException.interrupted("waiting for " + endpoint, e);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause(), bytesMax);
    }
  }

  private ChainException unreachable(Throwable cause, long bytesMax) {
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return new ChainException(
          Code.RPC_TOO_LARGE,
          "%s: found an answer of more than %d bytes".formatted(endpoint, bytesMax),
          cause);
    }
    return new ChainException(
        Code.RPC_UNREACHABLE,
        "%s cannot be reached (%s); is the node running?".formatted(endpoint, reason(cause)),
        cause);
  }

  ChainException refused(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    boolean busy = status == 429 || status >= 500;
    return new ChainException(
        busy ? Code.RPC_BUSY : Code.RPC_REFUSED,
        "%s: found HTTP status %d, expected 200; it says: %s"
            .formatted(endpoint, status, quote(response.body())));
  }

  private long timeoutMillis() {
    return endpoint.requestTimeout().toMillis();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  static String quote(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    return ForeignText.excerpt(text, QUOTED_CHARS_MAX);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
