package io.lockstep.app.attester.desk;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.AttestationException.Code;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.port.CheckpointStore;
import io.lockstep.core.port.PeerStore;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the quorum has signed, for everybody, and what each attester last said, for that attester.
 * Whoever brings it is believed nothing: all of it is verified before any of it is kept.
 */
public final class Archive {
  private static final int SERVED_MAX = 16;

  private final QuorumKey key;
  private final Hash32 keyHash;
  private final Map<LaneId, Lane> lanes;
  private final CheckpointStore checkpoints;
  private final PeerStore peers;

  public Archive(
      QuorumKey key, Collection<Lane> lanes, CheckpointStore checkpoints, PeerStore peers) {
    this.key = key;
    this.keyHash = key.hash();
    this.lanes =
        lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::id, Function.identity()));
    this.checkpoints = checkpoints;
    this.peers = peers;
  }

  /**
   * Keeps it with what its signers said.
   *
   * @throws AttestationException if anything of it is not what it should be
   */
  KeptCheckpoint keep(FinishedCheckpoint finished, List<LastHeard.Share> heard) {
    Checkpoint checkpoint = finished.checkpoint();
    DomainSeparator domain = DomainSeparator.of(followed(checkpoint.lane()).destination());
    if (checkpoint.keyEpoch() != key.epoch()) {
      throw new AttestationException(
          Code.INCONSISTENT, "key epoch", checkpoint.keyEpoch(), key.epoch());
    }
    Hash32 digest = finished.requireSigned(key.publicKeys().groupKey(), domain);
    List<Long> heights = heard.stream().map(share -> share.heightOf(key, digest)).toList();
    KeptCheckpoint kept = new KeptCheckpoint(checkpoint, digest, finished.signature());
    checkpoints.keep(kept);
    for (int i = 0; i < heights.size(); i++) {
      keep(heard.get(i), heights.get(i));
    }
    return kept;
  }

  private void keep(LastHeard.Share share, long height) {
    peers.heard(
        name(share.answer().sender()), keyHash, height, new LastHeard(Optional.of(share)).encode());
  }

  /** Those that lead beyond the message, the furthest first. */
  List<KeptCheckpoint> beyond(LaneId lane, long nonce) {
    return checkpoints.beyond(followed(lane).id(), nonce, SERVED_MAX);
  }

  /** What was last heard of an attester under this key, as it was kept. */
  Bytes lastHeard(Identifier attester) {
    return peers.lastHeard(name(attester), keyHash).orElse(Bytes.EMPTY);
  }

  private static Hash32 name(Identifier attester) {
    return new Hash32(attester.encode());
  }

  /** Any other lane is refused. */
  Lane followed(LaneId id) {
    Lane lane = lanes.get(id);
    if (lane == null) {
      throw new AttestationException(Code.FOREIGN, "lane", id, "one that this attester follows");
    }
    return lane;
  }
}
