package io.lockstep.app.prove.signing;

import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;

/** One message of a world, and all who have tried to have it signed. */
final class Signing {
  private final World world;
  private final Hash32 digest;
  private final List<Attempt> attempts = new ArrayList<>();
  private boolean signed;

  Signing(World world, Hash32 digest) {
    this.world = world;
    this.digest = digest;
  }

  Hash32 digest() {
    return digest;
  }

  boolean isSigned() {
    return signed;
  }

  void signed() {
    signed = true;
  }

  void begin(CoordinatorProcess process) {
    Attempt attempt = new Attempt(world, this, process);
    attempts.add(attempt);
    attempt.wake();
  }

  /** Whoever asked may be gone; then its answers come to the one that took over. */
  void arrived(Attempt asked, SignedMessage message) {
    (asked.isAlive() ? asked : attempts.getLast()).arrived(message);
  }

  /** Begins again where the process has forgotten that it had begun. */
  void lostMemoryOf(CoordinatorProcess process) {
    List<Attempt> forgotten =
        attempts.stream().filter(Attempt::isAlive).filter(a -> a.isOf(process)).toList();
    forgotten.forEach(Attempt::die);
    forgotten.forEach(_ -> begin(process));
  }
}
