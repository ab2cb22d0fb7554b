package io.lockstep.core.policy.judging;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Slows an asset down: what is above its volume waits for the next window. */
public record VolumeAbove(Address asset, BigInteger limit, Duration window) implements Rule {
  public VolumeAbove {
    if (window.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "window of a volume: found %s, expected a second or more".formatted(window));
    }
  }

  /** A transfer above the limit by itself is let through at the beginning of a window. */
  @Override
  public Verdict judge(FinalMessage message, Transfer transfer, Instant now, Volumes volumes) {
    if (!transfer.asset().equals(asset)) {
      return Verdict.SIGN;
    }
    Instant begin = beginOfWindow(now);
    BigInteger before = volumes.since(begin, asset);
    boolean fits = before.add(transfer.amount()).compareTo(limit) <= 0 || before.signum() == 0;
    return fits
        ? Verdict.SIGN
        : new Verdict.Wait(
            begin.plus(window),
            "volume %d of asset %s since %s leaves no room for %d within %d"
                .formatted(before, asset, begin, transfer.amount(), limit));
  }

  private Instant beginOfWindow(Instant now) {
    long seconds = window.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
  }
}
