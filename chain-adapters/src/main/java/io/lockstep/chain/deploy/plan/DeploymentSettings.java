package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.KeyEpoch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What shall stand when a deployment has ended.
 *
 * @param collateral which assets travel on which of the lanes
 * @param keyEpoch the first key, the same on every chain
 * @param administrationDelay how long administrators wait between announcing and acting
 */
public record DeploymentSettings(
    List<ChainSettings> chains,
    List<LanePairSettings> lanes,
    List<CollateralSettings> collateral,
    KeyEpoch keyEpoch,
    Duration administrationDelay) {

  public static final Duration ADMINISTRATION_DELAY = Duration.ofDays(2);

  public DeploymentSettings {
    chains = List.copyOf(chains);
    lanes = List.copyOf(lanes);
    collateral = List.copyOf(collateral);
    Set<ChainId> known = new HashSet<>();
    for (ChainSettings chain : chains) {
      require(known.add(chain.chain()), "chain " + chain.chain() + " is named twice");
    }
    for (LanePairSettings lane : lanes) {
      require(
          known.contains(lane.one().chain()) && known.contains(lane.other().chain()),
          "channel " + lane.channel() + " leads to a chain that is not deployed to");
    }
    CollateralRules.check(collateral, lanes);
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

  /** What is locked on the chain. */
  public List<CollateralSettings> lockedOn(ChainId chain) {
    return collateral.stream().filter(settings -> settings.vaultChain().equals(chain)).toList();
  }

  /** What is used on the chain. */
  public List<CollateralSettings> usedOn(ChainId chain) {
    return collateral.stream().filter(settings -> settings.ledgerChain().equals(chain)).toList();
  }

  /**
   * Who may send on the lane that begins here, in the order in which they are allowed: the gateway
   * keeps the first sender where its sends are cheapest, and most of them are the vault's. Holders
   * pay the fee with their lock; a release must not depend on one.
   */
  public List<AllowedSender> senders(LanePairSettings lane, DeployedChain here) {
    List<AllowedSender> senders = new ArrayList<>();
    if (lockedOn(here.chain()).stream().anyMatch(settings -> settings.travelsOn(lane))) {
      senders.add(new AllowedSender(here.requireVault(), true));
    }
    if (usedOn(here.chain()).stream().anyMatch(settings -> settings.travelsOn(lane))) {
      senders.add(new AllowedSender(here.requireLedger(), false));
    }
    senders.addAll(lane.endOn(here.chain()).senders());
    return senders;
  }
}
