package io.lockstep.model;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.SourceChain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Simulated providers in a ring: turning from one leads to the next that is not quarantined. */
public final class SimulatedSourceChain implements SourceChain {
  private final List<SimulatedProvider> providers;
  private final List<DisprovedAnswer> disproved = new ArrayList<>();
  private final Set<String> quarantined = new LinkedHashSet<>();
  private int reading;

  public SimulatedSourceChain(List<SimulatedProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  @Override
  public ChainProvider provider() {
    for (int i = 0; i < providers.size(); i++) {
      SimulatedProvider provider = providers.get((reading + i) % providers.size());
      if (!quarantined.contains(provider.name()) && provider.behaviour() != Behaviour.SILENT) {
        return provider;
      }
    }
    throw new SimulatedFailure("no provider can be asked");
  }

  @Override
  public void turnFrom(String provider, String why) {
    for (int i = 0; i < providers.size(); i++) {
      if (providers.get(i).name().equals(provider)) {
        reading = i + 1;
      }
    }
  }

  @Override
  public void turnFromCurrent(String why) {
    reading++;
  }

  @Override
  public void quarantine(DisprovedAnswer proof) {
    disproved.add(proof);
    quarantined.add(proof.provider());
    turnFrom(proof.provider(), proof.toString());
  }

  public List<DisprovedAnswer> disproved() {
    return List.copyOf(disproved);
  }

  @Override
  public List<Answer<BlockId>> tips() {
    return ask(provider -> provider.tip().block());
  }

  @Override
  public List<Answer<Long>> finalHeights() {
    return ask(SimulatedProvider::finalHeight);
  }

  @Override
  public List<Answer<BlockId>> blocksAt(long number) {
    return ask(provider ->
        provider.blockAt(number).orElseThrow(() -> new SimulatedFailure("has no block " + number)));
  }

  private <T> List<Answer<T>> ask(Function<SimulatedProvider, T> question) {
    return providers.stream().map(provider -> answer(provider, question)).toList();
  }

  private <T> Answer<T> answer(
      SimulatedProvider provider, Function<SimulatedProvider, T> question) {
    if (quarantined.contains(provider.name())) {
      return new Answer.Missing<>(provider.name(), "quarantined");
    }
    try {
      return new Answer.Given<>(provider.name(), question.apply(provider));
    } catch (SimulatedFailure e) {
      return new Answer.Missing<>(provider.name(), String.valueOf(e.getMessage()));
    }
  }
}
