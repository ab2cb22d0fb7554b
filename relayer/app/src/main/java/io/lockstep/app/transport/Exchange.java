package io.lockstep.app.transport;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One exchange whose whole answer must come in time and in so many bytes. The time-out of a request
 * ends with the headers of its answer: whoever sends a body byte by byte would be waited for for
 * ever.
 */
public final class Exchange {
  private Exchange() {}

  /**
   * Asks, and waits for the answer.
   *
   * @throws IOException also if the answer is too long or too late
   */
  public static HttpResponse<byte[]> whole(
      HttpClient client, HttpRequest request, long bytesMax, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException(
          "found no whole answer after %d ms, expected one".formatted(timeout.toMillis()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    }
  }
}
