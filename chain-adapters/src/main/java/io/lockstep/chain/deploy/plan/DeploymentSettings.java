package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.KeyEpoch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What shall stand when a deployment has ended.
 *
 * @param keyEpoch the first key, the same on every chain
 * @param administrationDelay how long administrators wait between announcing and acting
 */
public record DeploymentSettings(
    List<ChainSettings> chains,
    List<LanePairSettings> lanes,
    KeyEpoch keyEpoch,
    Duration administrationDelay) {

  public static final Duration ADMINISTRATION_DELAY = Duration.ofDays(2);

  public DeploymentSettings {
    chains = List.copyOf(chains);
    lanes = List.copyOf(lanes);
    Set<ChainId> known = new HashSet<>();
    for (ChainSettings chain : chains) {
      require(known.add(chain.chain()), "chain " + chain.chain() + " is named twice");
    }
    for (LanePairSettings lane : lanes) {
      require(
          known.contains(lane.one().chain()) && known.contains(lane.other().chain()),
          "channel " + lane.channel() + " leads to a chain that is not deployed to");
    }
    require(
        administrationDelay.isPositive()
            && administrationDelay.equals(administrationDelay.truncatedTo(ChronoUnit.SECONDS)),
        "the administration delay is a whole number of seconds above zero");
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }

  public List<LanePairSettings> lanesOf(ChainId chain) {
    return lanes.stream().filter(lane -> lane.touches(chain)).toList();
  }
}
