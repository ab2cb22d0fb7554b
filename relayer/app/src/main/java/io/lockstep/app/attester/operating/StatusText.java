package io.lockstep.app.attester.operating;

import io.lockstep.app.attester.operating.AttesterStatus.LaneStanding;
import io.lockstep.app.status.Lines;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.persistence.view.AttesterViews.Attested;
import io.lockstep.persistence.view.IncidentView.HaltView;
import io.lockstep.protocol.LaneId;

/** An attester, for people. */
final class StatusText {
  private StatusText() {}

  static void print(AttesterStatus status, Lines out) {
    out.title("attester " + status.attester());
    out.line("identity", status.key().identity());
    out.line("key epoch", status.key().keyEpoch());
    out.line("generation", status.key().generation());
    out.line("ledger", "%d shares given".formatted(status.ledgerHeight()));
    out.line("process", status.process().state());
    status.process().parts().forEach(part -> out.line("", part));
    status.peers().forEach(peer -> out.line("peer", peer(peer)));
    status.lanes().forEach(lane -> print(lane, out));
    out.title("refused in the last hour");
    if (status.refusals().isEmpty()) {
      out.line("", "nothing");
    }
    status.refusals().forEach(refused -> out.line(refused.reason(), refused(refused)));
  }

  private static String peer(AttesterViews.Peer peer) {
    return "attester %d, heard at %s with a ledger of %d under key %s"
        .formatted(peer.attester(), peer.heardAt(), peer.ledgerHeight(), peer.key());
  }

  private static void print(LaneStanding lane, Lines out) {
    out.title(lane.plan().toString());
    out.line(
        "positions",
        lane.attested().map(StatusText::positions).orElse("not registered: nobody follows it yet"));
    lane.halts()
        .forEach(halt ->
            out.line(
                "halted",
                "%s; ./lockstep decide lift-halt %s ends it"
                    .formatted(halt.text(), halt.halt().map(HaltView::number).orElse(0L))));
  }

  private static String positions(Attested attested) {
    return "final %d, judged %d, signed %d, signed by the quorum %d; %d held"
        .formatted(
            attested.finalNonce(),
            attested.judgedNonce(),
            attested.signedNonce(),
            attested.finishedNonce(),
            attested.holds());
  }

  private static String refused(AttesterViews.Refused refused) {
    return "%s%s, %d in all, last at %s: %s"
        .formatted(
            refused.coordinator(),
            refused.lane().map(LaneId::toString).map(lane -> ", lane " + lane).orElse(""),
            refused.refusals(),
            refused.lastAt(),
            refused.lastText());
  }
}
