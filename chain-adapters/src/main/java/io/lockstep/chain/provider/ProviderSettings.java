package io.lockstep.chain.provider;

import io.lockstep.chain.rpc.RequestLimits;
import io.lockstep.chain.rpc.RpcEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One server of a chain, as configured. Its text leaves out what may be secret in the addresses.
 *
 * @param name by which it votes, and by which it is quarantined
 * @param webSocket where new blocks are announced; they are polled for otherwise
 * @param answerBytesMax larger answers are not taken
 * @param batchMax how many questions it takes in one exchange; 1 for none of that
 * @param slowAfter it counts as slow when it usually takes longer
 */
public record ProviderSettings(
    String name,
    RpcEndpoint endpoint,
    Optional<URI> webSocket,
    RequestLimits limits,
    long answerBytesMax,
    int batchMax,
    Duration slowAfter) {

  private static final long ANSWER_BYTES_MAX = 32L * 1024 * 1024;
  private static final int BATCH_MAX = 50;
  private static final Duration SLOW_AFTER = Duration.ofSeconds(2);

  public ProviderSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a provider: found none, expected one");
    }
    if (batchMax < 1) {
      throw new IllegalArgumentException(
          "%s: batchMax: found %d, expected 1 or more".formatted(name, batchMax));
    }
  }

  public static ProviderSettings of(String name, RpcEndpoint endpoint) {
    return new ProviderSettings(
        name,
        endpoint,
        Optional.empty(),
        RequestLimits.USUAL,
        ANSWER_BYTES_MAX,
        BATCH_MAX,
        SLOW_AFTER);
  }

  public ProviderSettings withWebSocket(URI uri) {
    return new ProviderSettings(
        name, endpoint, Optional.of(uri), limits, answerBytesMax, batchMax, slowAfter);
  }

  public ProviderSettings withLimits(RequestLimits wanted) {
    return new ProviderSettings(
        name, endpoint, webSocket, wanted, answerBytesMax, batchMax, slowAfter);
  }

  public ProviderSettings withAnswerBytesMax(long bytes) {
    return new ProviderSettings(name, endpoint, webSocket, limits, bytes, batchMax, slowAfter);
  }

  public ProviderSettings withBatchMax(int questions) {
    return new ProviderSettings(
        name, endpoint, webSocket, limits, answerBytesMax, questions, slowAfter);
  }

  public ProviderSettings withSlowAfter(Duration wanted) {
    return new ProviderSettings(
        name, endpoint, webSocket, limits, answerBytesMax, batchMax, wanted);
  }

  @Override
  public String toString() {
    return "%s at %s".formatted(name, endpoint);
  }
}
