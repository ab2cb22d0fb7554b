package io.lockstep.chain.deploy.check;

import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvent.KeyEpochRegistered;
import io.lockstep.chain.gateway.KeyEpochs;
import io.lockstep.protocol.KeyEpoch;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The one key that may sign is the one that was to be registered, and there was never another. */
final class KeyCheck {

  private KeyCheck() {}

  static List<Finding> findings(Subject subject, List<GatewayEvent> history) {
    KeyEpoch expected = subject.settings().keyEpoch();
    KeyEpochs epochs = subject.gateway().keyEpochs();
    Instant now = subject.state().block().time();
    return List.of(
        subject.finding("current key epoch", expected.keyEpoch(), epochs.current()),
        subject.finding("previous key epoch", 0L, epochs.previous()),
        subject.finding("latest key epoch", expected.keyEpoch(), epochs.latest()),
        subject.finding("current key is active", true, !epochs.currentStartsAt().isAfter(now)),
        subject.finding(
            "keys registered",
            List.of(describe(expected)),
            history.stream().flatMap(KeyCheck::registered).toList()));
  }

  private static Stream<String> registered(GatewayEvent event) {
    return event instanceof KeyEpochRegistered(long keyEpoch, var key, var _)
        ? Stream.of(describe(new KeyEpoch(keyEpoch, key)))
        : Stream.empty();
  }

  private static String describe(KeyEpoch epoch) {
    return "%s as epoch %d".formatted(epoch.key().point().compressed(), epoch.keyEpoch());
  }
}
