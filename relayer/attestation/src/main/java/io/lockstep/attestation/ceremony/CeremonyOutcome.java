package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import java.util.List;

/** How a ceremony ended for one participant. */
public sealed interface CeremonyOutcome {
  /** All have certified the key, so it counts. */
  record Certified(CertifiedKey key) implements CeremonyOutcome {}

  /** Nobody is at fault, but this key would be of no use: hold another ceremony. */
  record Restart(String reason) implements CeremonyOutcome {}

  /**
   * Some broke the rules: hold another ceremony, without them.
   *
   * @param faults one of each culprit, rising
   */
  record Faulty(List<Fault> faults) implements CeremonyOutcome {
    public Faulty {
      faults = List.copyOf(faults);
    }

    public List<Identifier> culprits() {
      return faults.stream().map(Fault::culprit).toList();
    }

    @Override
    public String toString() {
      return "Faulty" + faults.stream().map(Fault::told).toList();
    }
  }

  /**
   * The time of a step ran out. Whoever is missing may be silent, slow or cut off, so nobody is
   * blamed.
   *
   * @param missing rising; the participant itself if its own storage did not answer
   */
  record Stalled(CeremonyStep step, List<Identifier> missing) implements CeremonyOutcome {
    public Stalled {
      missing = List.copyOf(missing);
    }
  }
}
