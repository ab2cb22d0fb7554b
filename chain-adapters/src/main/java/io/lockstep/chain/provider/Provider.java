package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.Reply;
import io.lockstep.chain.rpc.RpcCall;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.chain.rpc.Ticker;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One configured server of a chain. Whatever is asked of it is asked {@link #during} some
 * operation, so that its health tells at what it fails. May be used by many threads at once.
 */
public final class Provider implements AutoCloseable {

  private final ProviderSettings settings;
  private final RpcClient client;
  private final IdentityCheck identity;
  private final HealthRecord health;
  private final Ticker ticker;
  private final ProviderListener listener;

  Provider(
      ProviderSettings settings, ExpectedChain chain, Ticker ticker, ProviderListener listener) {
    this.settings = settings;
    this.ticker = ticker;
    this.listener = listener;
    this.client =
        new RpcClient(settings.endpoint(), settings.limits(), settings.answerBytesMax(), ticker);
    this.identity = new IdentityCheck(chain, toString(), client);
    this.health = new HealthRecord(settings.slowAfter());
  }

  public String name() {
    return settings.name();
  }

  public ProviderListener listener() {
    return listener;
  }

  public Health health() {
    return health.current();
  }

  /** Does the work if the server is the right one, and remembers how it went. */
  public <T> T during(Operation operation, Supplier<T> work) {
    Health before = health();
    try {
      identity.require();
      T result = work.get();
      health.succeeded(operation);
      return result;
    } catch (ChainException e) {
      health.failed(operation, e);
      if (e.code() == Code.RPC_UNREACHABLE || e.code() == Code.RPC_TIMEOUT) {
        identity.forget();
      }
      listener.failed(name(), operation, e);
      throw e;
    } finally {
      tellChange(before);
    }
  }

  public <R> Reply<R> ask(RpcCall<R> call) {
    return timed(call.method(), () -> client.ask(call));
  }

  /** The answer, or an exception if the server refuses. */
  public <R> R require(RpcCall<R> call) {
    return client.require(call.method(), ask(call));
  }

  /** Answers in the order of the questions, in as few exchanges as the server takes. */
  public <R> List<R> requireAll(List<RpcCall<R>> calls) {
    if (settings.batchMax() == 1) {
      return calls.stream().map(this::require).toList();
    }
    List<R> results = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += settings.batchMax()) {
      List<RpcCall<R>> part =
          calls.subList(from, Math.min(from + settings.batchMax(), calls.size()));
      String method = part.getFirst().method();
      for (Reply<R> reply : timed(method, () -> client.askTogether(part))) {
        results.add(client.require(method, reply));
      }
    }
    return results;
  }

  private <T> T timed(String method, Supplier<T> exchange) {
    long start = ticker.nanos();
    T answer = exchange.get();
    Duration elapsed = Duration.ofNanos(ticker.nanos() - start);
    health.answered(elapsed);
    listener.answered(name(), method, elapsed);
    return answer;
  }

  public ChainTip tip() {
    return during(
        Operation.TIP,
        () -> require(Blocks.named("latest")).orElseThrow(() -> unknown("latest block")));
  }

  public Optional<BlockId> blockAt(long number) {
    return during(Operation.BLOCK, () -> require(Blocks.numbered(number)).map(ChainTip::block));
  }

  /** Such a block should be there, and is not. */
  public ChainException unknown(String block) {
    return new ChainException(
        Code.BLOCK_UNKNOWN, "%s: found no %s, expected one".formatted(this, block));
  }

  /** Asks again who it is before its next use. */
  void forgetIdentity() {
    identity.forget();
  }

  // What others find out about it

  /** Somebody who asked all providers could not wait for this one any longer. */
  void tooLate(Operation operation, String why) {
    ChainException late = new ChainException(Code.RPC_TIMEOUT, this + ": " + why);
    change(() -> health.failed(operation, late));
    identity.forget();
    listener.failed(name(), operation, late);
  }

  void behind(long height, long newest) {
    change(() -> health.behind(height, newest));
  }

  void caughtUp() {
    change(health::caughtUp);
  }

  void doubted(String why) {
    change(() -> health.doubted(why));
  }

  void quarantined(String why) {
    change(() -> health.quarantined(why));
  }

  /** Nothing happens if it is not quarantined. */
  void released() {
    change(health::released);
  }

  private void change(Runnable change) {
    Health before = health();
    change.run();
    tellChange(before);
  }

  /** A new figure is not a new state. */
  private void tellChange(Health before) {
    Health now = health();
    if (!now.getClass().equals(before.getClass())) {
      listener.healthChanged(name(), now);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
