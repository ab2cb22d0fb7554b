package io.lockstep.core.domain.delivery;

import java.util.Set;

/**
 * The key epochs that a gateway takes.
 *
 * @param signing the one to ask signatures of
 * @param accepted all of which it takes signatures now
 */
public record ActiveEpochs(long signing, Set<Long> accepted) {
  public ActiveEpochs {
    accepted = Set.copyOf(accepted);
    if (!accepted.contains(signing)) {
      throw new IllegalArgumentException(
          "epoch to sign under: found %d, expected one of %s".formatted(signing, accepted));
    }
  }
}
