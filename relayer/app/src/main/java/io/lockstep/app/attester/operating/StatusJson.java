package io.lockstep.app.attester.operating;

import io.lockstep.app.attester.operating.AttesterStatus.LaneStanding;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.protocol.LaneId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An attester, for programs. */
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(AttesterStatus status) {
    ObjectNode root =
        JsonMapper.shared()
            .createObjectNode()
            .put("attester", status.attester())
            .put("identity", status.key().identity())
            .put("keyEpoch", status.key().keyEpoch())
            .put("generation", status.key().generation())
            .put("ledgerHeight", status.ledgerHeight());
    root.putObject("process")
        .put("state", status.process().state())
        .set("parts", strings(status.process()));
    ArrayNode lanes = root.putArray("lanes");
    status.lanes().forEach(lane -> write(lane, lanes.addObject()));
    ArrayNode peers = root.putArray("peers");
    status.peers().forEach(peer -> write(peer, peers.addObject()));
    ArrayNode refusals = root.putArray("refusalsOfTheLastHour");
    status.refusals().forEach(refused -> write(refused, refusals.addObject()));
    return root;
  }

  private static ArrayNode strings(ProcessHealth process) {
    ArrayNode parts = JsonMapper.shared().createArrayNode();
    process.parts().forEach(parts::add);
    return parts;
  }

  private static void write(LaneStanding lane, ObjectNode out) {
    out.put("lane", lane.plan().lane().id().toString())
        .put("source", lane.plan().source().name())
        .put("destination", lane.plan().destination().name());
    lane.attested()
        .ifPresent(attested ->
            out.put("final", attested.finalNonce())
                .put("judged", attested.judgedNonce())
                .put("signed", attested.signedNonce())
                .put("finished", attested.finishedNonce())
                .put("holds", attested.holds()));
    ArrayNode halts = out.putArray("halts");
    lane.halts().forEach(halt -> halts.add(halt.text()));
  }

  private static void write(AttesterViews.Peer peer, ObjectNode out) {
    out.put("attester", peer.attester())
        .put("key", peer.key().toString())
        .put("ledgerHeight", peer.ledgerHeight())
        .put("heardAt", peer.heardAt().toString());
  }

  private static void write(AttesterViews.Refused refused, ObjectNode out) {
    out.put("coordinator", refused.coordinator())
        .put("lane", refused.lane().map(LaneId::toString).orElse(null))
        .put("reason", refused.reason())
        .put("total", refused.refusals())
        .put("lastText", refused.lastText())
        .put("lastAt", refused.lastAt().toString());
  }
}
