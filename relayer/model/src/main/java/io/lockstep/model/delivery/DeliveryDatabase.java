package io.lockstep.model.delivery;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.port.AttestationStore;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.Submissions;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** A database behind the ports of delivery, as their contract needs it. */
public interface DeliveryDatabase {
  /** Takes a lease over from whoever has it, under a new epoch. */
  Lease take(String name, String holder);

  AttestationStore attestation(LaneId lane, Lease lease);

  DeliveryStore delivery(LaneId lane, Lease lease);

  OutcomeStore outcomes(LaneId lane, Lease lease);

  Submissions submissions(LaneId lane, Lease laneLease, Signer signer, Lease signerLease);

  SignerStore signer(Signer signer, Lease lease);

  /** What the stages of the paired lane have proven of this one's destination. */
  void prove(LaneId lane, Executed executed);

  List<Incident> incidents();
}
