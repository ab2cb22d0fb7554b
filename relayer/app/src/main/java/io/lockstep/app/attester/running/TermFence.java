package io.lockstep.app.attester.running;

import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The starting fence of the term in which this process signs. Each term asks the peers anew,
 * because the database may have been put back while the process had no turn.
 */
final class TermFence implements Fence {
  private final QuorumKey key;
  private final Identifier self;
  private final LongSupplier height;
  private final SecureRandom random;
  private volatile @Nullable StartingFence current;

  TermFence(QuorumKey key, Identifier self, LongSupplier height, SecureRandom random) {
    this.key = key;
    this.self = self;
    this.height = height;
    this.random = random;
  }

  void begin() {
    byte[] question = new byte[Hash32.LENGTH];
    random.nextBytes(question);
    current = new StartingFence(key, self, height, Hash32.of(question));
  }

  /** Nothing before the first term. */
  Optional<StartingFence> current() {
    return Optional.ofNullable(current);
  }

  /** Whether the peers still have to be asked. */
  boolean isAsking() {
    return current()
        .filter(fence -> fence.closed().isPresent() && fence.restored().isEmpty())
        .isPresent();
  }

  @Override
  public Optional<String> closed() {
    return current()
        .map(StartingFence::closed)
        .orElseGet(() -> Optional.of("the peers have not been asked what they last heard"));
  }
}
