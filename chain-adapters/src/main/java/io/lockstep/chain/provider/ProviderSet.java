package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.ProviderStore;
import io.lockstep.core.port.SourceChain;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The source chain of one lane through all of its configured providers. It is read through one of
 * them, the same for as long as none does better; all of them are asked what is final.
 */
public final class ProviderSet implements SourceChain {

  private final ChainProviders chain;
  private final List<LaneReader> readers;
  private final ProviderStore store;
  private final ProviderListener listener;
  private int chosen;

  ProviderSet(
      ChainProviders chain,
      List<LaneReader> readers,
      ProviderStore store,
      ProviderListener listener) {
    this.chain = chain;
    this.readers = List.copyOf(readers);
    this.store = store;
    this.listener = listener;
  }

  @Override
  public synchronized ChainProvider provider() {
    int best = bestAfter(chosen, 0);
    if (best != chosen) {
      choose(best, "%s: %s".formatted(name(chosen), health(chosen).reason()));
    }
    if (health(chosen) instanceof Health.Quarantined) {
      throw noneLeft();
    }
    return readers.get(chosen);
  }

  @Override
  public synchronized void turnFrom(String provider, String why) {
    named(provider).doubted(why);
    if (name(chosen).equals(provider)) {
      choose(bestAfter(chosen, 1), why);
    }
  }

  @Override
  public synchronized void turnFromCurrent(String why) {
    turnFrom(name(chosen), why);
  }

  @Override
  public synchronized void quarantine(DisprovedAnswer proof) {
    chain.quarantine(proof, store);
  }

  @Override
  public List<Answer<BlockId>> tips() {
    return chain.survey();
  }

  @Override
  public List<Answer<Long>> finalHeights() {
    return chain.finalHeights();
  }

  @Override
  public List<Answer<BlockId>> blocksAt(long number) {
    return chain.blocksAt(number);
  }

  private void choose(int next, String why) {
    listener.turned(name(chosen), why);
    chosen = next;
  }

  /** The healthiest, and of several the next in turn. */
  private int bestAfter(int from, int firstStep) {
    return IntStream.range(firstStep, firstStep + readers.size())
        .map(step -> (from + step) % readers.size())
        .boxed()
        .min(Comparator.comparingInt(index -> health(index).rank()))
        .orElseThrow();
  }

  private Provider named(String name) {
    return readers.stream()
        .map(LaneReader::provider)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "provider: found %s, expected one of those configured".formatted(name)));
  }

  private String name(int index) {
    return readers.get(index).name();
  }

  private Health health(int index) {
    return readers.get(index).provider().health();
  }

  private ChainException noneLeft() {
    return new ChainException(
        Code.NO_PROVIDER,
        "providers: found none to read from, expected one; "
            + readers.stream()
                .map(reader -> reader.name() + ": " + reader.provider().health().reason())
                .collect(Collectors.joining("; ")));
  }
}
