package io.lockstep.app.attester.running;

import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.attester.PeerAddresses;
import io.lockstep.app.coordination.OwnSeat;
import io.lockstep.app.coordination.PanelNews;
import io.lockstep.app.coordination.PanelTiming;
import io.lockstep.app.coordination.RemoteSeat;
import io.lockstep.app.coordination.Seat;
import io.lockstep.app.coordination.SelfCoordination;
import io.lockstep.app.coordination.SelfCoordinationTiming;
import io.lockstep.app.coordination.SigningPanel;
import io.lockstep.app.coordination.SteadyClock;
import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.core.port.UnsignedStore;
import io.lockstep.protocol.Lane;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** This attester as a coordinator, for when nobody else has the lanes signed. */
final class OwnCoordination implements Runnable, AutoCloseable {
  private static final Duration EXCHANGE_MAX = Duration.ofSeconds(5);

  private final SigningPanel panel;
  private final SelfCoordination coordination;

  private OwnCoordination(SigningPanel panel, SelfCoordination coordination) {
    this.panel = panel;
    this.coordination = coordination;
  }

  /**
   * Asks nobody before a message has waited too long.
   *
   * @param patience for how long others have the time to coordinate
   */
  static OwnCoordination of(
      Duration patience,
      AttesterKeys keys,
      List<Lane> lanes,
      UnsignedStore store,
      SigningPanel panel,
      Fence fence) {
    return new OwnCoordination(
        panel,
        new SelfCoordination(
            lanes,
            store,
            panel,
            keys.quorum().epoch(),
            fence,
            SelfCoordinationTiming.after(patience),
            new SteadyClock(),
            keys.quorum().roster().identifiers().indexOf(keys.self()),
            new SecureRandom()::nextDouble));
  }

  /** All attesters of the roster, itself among them. */
  static SigningPanel panel(AttesterKeys keys, AttesterApi desk, PeerAddresses peers, OwnTls tls) {
    List<Seat> seats = new ArrayList<>();
    seats.add(new OwnSeat(keys.self(), desk));
    peers
        .byAttester()
        .forEach((peer, address) ->
            seats.add(
                RemoteSeat.at(
                    address,
                    peer,
                    tls.context(Set.of(keys.quorum().roster().member(peer).identity())),
                    EXCHANGE_MAX)));
    return new SigningPanel(
        keys.quorum(),
        Callers.coordinatorOf(keys.self()),
        seats,
        PanelTiming.USUAL,
        new SteadyClock(),
        new PanelNews());
  }

  @Override
  public void run() {
    try {
      coordination.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    panel.close();
  }
}
