package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Misinformation;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.port.SourceChain;
import io.lockstep.model.Behaviour;
import io.lockstep.model.SimulatedChain;
import io.lockstep.model.SimulatedProvider;
import io.lockstep.model.SimulatedSourceChain;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How one attester sees one chain: through three providers, of which the first lies at times and
 * any may be silent or behind. Or all tell a forgery; then the attester is deceived.
 */
final class Eyes {
  private static final int PROVIDERS = 3;

  private static final List<Misinformation> OF_ANY =
      List.of(Misinformation.SILENT, Misinformation.BEHIND);
  private static final List<Misinformation> OF_THE_LIAR =
      List.of(
          Misinformation.ON_ANOTHER_BRANCH,
          Misinformation.HIDES_LOGS,
          Misinformation.INVENTS_LOGS,
          Misinformation.ALTERS_LOGS,
          Misinformation.DUPLICATES_LOGS,
          Misinformation.REORDERS_LOGS,
          Misinformation.CALLS_ALL_FINAL,
          Misinformation.CALLS_ALL_FINAL,
          Misinformation.NAMES_OTHER_BLOCKS);

  private final ChainSide side;
  private final List<SimulatedProvider> providers;
  private final SimulatedProvider liar;
  private final SourceChain source;
  private final ProviderQuorum quorum;
  private final Findings findings;

  Eyes(ChainSide side, Parts parts, Findings findings) {
    this.side = side;
    this.findings = findings;
    this.providers =
        IntStream.range(0, PROVIDERS)
            .mapToObj(i -> new SimulatedProvider("provider-" + (i + 1), side.chain()))
            .toList();
    this.liar = providers.getFirst();
    List<SimulatedProvider> asked = parts.asked(providers);
    this.source = new SimulatedSourceChain(asked);
    this.quorum = new ProviderQuorum(asked.size() / 2 + 1, asked.size());
  }

  ChainSide side() {
    return side;
  }

  SourceChain source() {
    return source;
  }

  ProviderQuorum quorum() {
    return quorum;
  }

  void misinform(Random random) {
    if (random.nextBoolean()) {
      Misinformation how = OF_ANY.get(random.nextInt(OF_ANY.size()));
      misinform(providers.get(random.nextInt(PROVIDERS)), how, random);
    } else {
      misinform(liar, OF_THE_LIAR.get(random.nextInt(OF_THE_LIAR.size())), random);
    }
  }

  private void misinform(SimulatedProvider provider, Misinformation how, Random random) {
    findings.add(how);
    switch (how) {
      case BEHIND -> provider.fallBehind(1 + random.nextInt(6));
      case ON_ANOTHER_BRANCH -> provider.follow(anotherBranch(random));
      case SILENT,
          HIDES_LOGS,
          INVENTS_LOGS,
          ALTERS_LOGS,
          DUPLICATES_LOGS,
          REORDERS_LOGS,
          CALLS_ALL_FINAL,
          NAMES_OTHER_BLOCKS ->
          provider.behave(Behaviour.valueOf(how.name()));
      case ALL_FORGED -> throw new IllegalArgumentException("One provider cannot be all.");
    }
  }

  /** From some block above finality on. */
  private SimulatedChain anotherBranch(Random random) {
    SimulatedChain branch = side.chain().fork();
    int above = (int) (branch.tip().id().number() - branch.finalHeight());
    int dropped = above == 0 ? 0 : 1 + random.nextInt(above);
    branch.drop(dropped);
    for (int i = 0; i < dropped; i++) {
      branch.mine(List.of());
    }
    return branch;
  }

  void deceive(SimulatedChain forged) {
    findings.add(Misinformation.ALL_FORGED);
    providers.forEach(provider -> provider.follow(forged));
  }

  /** All serve well, and the true chain. */
  void heal() {
    for (SimulatedProvider provider : providers) {
      provider.behave(Behaviour.HONEST);
      provider.fallBehind(0);
      provider.follow(side.chain());
    }
  }
}
