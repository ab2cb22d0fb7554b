package io.lockstep.app.deliver;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.chain.gateway.GatewayKeys;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Whether a checkpoint can carry a lane: by the key that its gateway itself keeps. */
final class OfferCheck {
  private final DomainSeparator domain;
  private final LongFunction<List<GroupKey>> keys;
  private final Map<Long, List<GroupKey>> known = new HashMap<>();

  OfferCheck(Lane lane, LongFunction<List<GroupKey>> keys) {
    this.domain = DomainSeparator.of(lane.destination());
    this.keys = keys;
  }

  static OfferCheck by(Lane lane, GatewayKeys gateway) {
    return new OfferCheck(lane, gateway::candidates);
  }

  /** Why it cannot. */
  Optional<String> objection(FinishedCheckpoint offered, long executed) {
    Checkpoint checkpoint = offered.checkpoint();
    if (checkpoint.nonce() <= executed) {
      return Optional.of(
          "it ends at message %d, expected one beyond %d, which the gateway has executed"
              .formatted(checkpoint.nonce(), executed));
    }
    if (checkpoint.from() > executed) {
      return Optional.of(
          "it begins after message %d, expected at most %d, which the gateway has executed"
              .formatted(checkpoint.from(), executed));
    }
    return isSigned(offered)
        ? Optional.empty()
        : Optional.of(
            "found another signature, expected one by the gateway's key of epoch %d"
                .formatted(checkpoint.keyEpoch()));
  }

  private boolean isSigned(FinishedCheckpoint offered) {
    Hash32 digest = offered.checkpoint().digest(domain);
    return known.computeIfAbsent(offered.checkpoint().keyEpoch(), keys::apply).stream()
        .anyMatch(key -> FrostVerifier.verify(key, digest, offered.signature()));
  }
}
