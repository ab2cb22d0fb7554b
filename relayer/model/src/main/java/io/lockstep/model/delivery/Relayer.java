package io.lockstep.model.delivery;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.SendingChain;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.stage.AttestLane;
import io.lockstep.core.stage.ConfirmLane;
import io.lockstep.core.stage.ResolveOutcome;
import io.lockstep.core.stage.Sender;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.SubmitBatch;
import io.lockstep.core.stage.TrackSubmission;
import io.lockstep.protocol.LaneId;
import java.util.Map;
import java.util.Objects;

/** A process of a {@link DeliveryScene}. Its stages are new each time, as after a restart. */
public final class Relayer {
  private final DeliveryScene scene;
  private final Map<LaneId, Lease> lanes;
  private final Signer signer;
  private final Lease signerLease;

  Relayer(DeliveryScene scene, Map<LaneId, Lease> lanes, Signer signer, Lease signerLease) {
    this.scene = scene;
    this.lanes = Map.copyOf(lanes);
    this.signer = signer;
    this.signerLease = signerLease;
  }

  private Lease lease(LaneId lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  private DeliveryStore delivery(LaneId lane) {
    return scene.wiring.delivery(scene.database.delivery(lane, lease(lane)));
  }

  private OutcomeStore outcomes(LaneId lane) {
    return scene.wiring.outcomes(scene.database.outcomes(lane, lease(lane)));
  }

  private SignerStore signerStore() {
    return scene.wiring.signer(scene.database.signer(signer, signerLease));
  }

  private SendingChain chain() {
    return scene.wiring.chain(scene.chain, signerStore());
  }

  public Stage attest(LaneId lane) {
    return new AttestLane(
        scene.database.attestation(lane, lease(lane)),
        scene.attesters(lane),
        scene.chain.gateway(),
        scene.pauses,
        scene.checkpointMessagesMax);
  }

  public Stage submit(LaneId lane) {
    return new SubmitBatch(
        delivery(lane),
        sender(lane),
        scene.chain.gateway(),
        scene.pauses,
        scene.batches,
        scene.gas,
        scene.retries,
        scene.stageClock);
  }

  private Sender sender(LaneId lane) {
    return new Sender(
        scene.key(signer),
        scene.wiring.submissions(
            scene.database.submissions(lane, lease(lane), signer, signerLease)),
        chain(),
        scene.fees);
  }

  public Stage confirm(LaneId lane) {
    return new ConfirmLane(delivery(lane), outcomes(lane), scene.chain.log(lane));
  }

  public Stage resolve(LaneId lane) {
    return new ResolveOutcome(
        outcomes(lane),
        sender(lane),
        scene.attesters(lane),
        scene.chain.gateway(),
        scene.pauses,
        scene.gas,
        scene.retries,
        scene.stageClock);
  }

  public Stage track() {
    return new TrackSubmission(
        signerStore(),
        scene.key(signer),
        chain(),
        scene.pauses,
        scene.fees,
        scene.retries,
        scene.rebroadcastAfter,
        scene.stageClock);
  }
}
