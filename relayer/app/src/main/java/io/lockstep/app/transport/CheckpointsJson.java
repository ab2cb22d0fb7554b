package io.lockstep.app.transport;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.ProtocolException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finished checkpoints as everybody may read them. Nothing of it needs to be believed: a gateway
 * checks the signature itself, and so does whoever reads it here.
 *
 * <pre>
 * {"lane": "0x…", "checkpoints": [{"from": 0, "nonce": 7, "head": "0x…", "holds": [3], "keyEpoch": 1,
 *   "digest": "0x…", "signature": "0x…"}]}
 * </pre>
 */
final class CheckpointsJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private CheckpointsJson() {}

  static String write(LaneId lane, List<KeptCheckpoint> checkpoints) {
    ObjectNode root = JSON.createObjectNode().put("lane", lane.toString());
    ArrayNode list = root.putArray("checkpoints");
    checkpoints.forEach(kept -> write(kept, list.addObject()));
    return root.toString();
  }

  private static void write(KeptCheckpoint kept, ObjectNode out) {
    Checkpoint checkpoint = kept.checkpoint();
    out.put("from", checkpoint.from())
        .put("nonce", checkpoint.nonce())
        .put("head", checkpoint.head().toString());
    ArrayNode holds = out.putArray("holds");
    checkpoint.holds().nonces().forEach(holds::add);
    out.put("keyEpoch", checkpoint.keyEpoch())
        .put("digest", kept.digest().toString())
        .put("signature", kept.signature().encode().toString());
  }

  /**
   * Reads them again; the digest is left out, because whoever wants it computes it.
   *
   * @throws TransportException if it is anything else
   */
  static List<FinishedCheckpoint> read(LaneId lane, String text) {
    try {
      return StreamSupport.stream(JSON.readTree(text).required("checkpoints").spliterator(), false)
          .map(node -> read(lane, node))
          .toList();
    } catch (JacksonException | ProtocolException e) {
      throw new TransportException("checkpoints: found no such list (%s)".formatted(e), e);
    }
  }

  private static FinishedCheckpoint read(LaneId lane, JsonNode node) {
    List<Long> holds =
        StreamSupport.stream(node.required("holds").spliterator(), false)
            .map(JsonNode::longValue)
            .toList();
    return new FinishedCheckpoint(
        new Checkpoint(
            lane,
            node.required("from").longValue(),
            node.required("nonce").longValue(),
            Hash32.fromHex(node.required("head").stringValue()),
            new Holds(holds),
            node.required("keyEpoch").longValue()),
        FrostSignature.decode(Bytes.fromHex(node.required("signature").stringValue())));
  }
}
