package io.lockstep.app.watch.scenario;

import io.lockstep.chain.local.LocalChain.Snapshot;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happens on a chain, act by act: sends near the tip and far behind it, a reorg, more sends,
 * and finality in two parts.
 */
final class Story {
  static final int FINALITY = 12;

  private final Ground ground;
  private final Snapshot beginning;
  private Snapshot fork;

  private Story(Ground ground) {
    this.ground = ground;
    this.beginning = ground.fork();
    this.fork = beginning;
  }

  static Story on(Ground ground) {
    return new Story(ground);
  }

  /** One after the other, with time for whoever watches in between. */
  List<Consumer<Story>> acts() {
    return List.of(
        Story::sends,
        Story::sendsFarAhead,
        Story::sendsThatWillVanish,
        Story::reorg,
        Story::moreSends,
        Story::finalityOfSome,
        Story::finalityOfAll);
  }

  private void sends() {
    ground.append(3);
    ground.mine(2);
  }

  private void sendsFarAhead() {
    ground.append(2);
    ground.mine(20);
    ground.append(1);
  }

  private void sendsThatWillVanish() {
    fork = ground.fork();
    ground.append(4);
    ground.mine(2);
    ground.append(1);
  }

  private void reorg() {
    ground.backTo(fork);
    ground.mine(1);
    ground.append(5);
    ground.mine(4);
  }

  private void moreSends() {
    ground.append(2);
    ground.mine(1);
  }

  private void finalityOfSome() {
    ground.mine(FINALITY - 4);
  }

  private void finalityOfAll() {
    ground.mine(FINALITY);
  }

  /** For the next one. */
  void unravel() {
    ground.backTo(beginning);
  }
}
