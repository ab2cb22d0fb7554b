package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.model.SimulatedProvider;
import java.util.List;

/** What is under test. A broken one in its place shows that the checker can find something. */
interface Parts {
  /** All of it as it is. */
  Parts REAL = new Parts() {};

  /** The providers that an attester counts on, of those that it has; the first lies at times. */
  default List<SimulatedProvider> asked(List<SimulatedProvider> configured) {
    return configured;
  }

  /** What a process that starts finds of what the last one has kept. */
  default Disk found(Disk kept) {
    return kept;
  }

  default Fence fence(StartingFence own) {
    return own;
  }

  default SigningLedger ledger(SigningLedger own) {
    return own;
  }

  default Speaker speaker(Seat seat, SigningLedger ledger, Fence fence) {
    return Speaker.of(
        new Attester(
            seat.key(),
            seat.share(),
            seat.identity(),
            seat.coordinators(),
            LanePair.BOTH,
            ledger,
            seat.quota(),
            fence,
            seat.random()));
  }
}
