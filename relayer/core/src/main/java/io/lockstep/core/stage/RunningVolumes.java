package io.lockstep.core.stage;

import io.lockstep.core.policy.judging.Transfer;
import io.lockstep.core.policy.judging.Volumes;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What was judged good before a step, which is asked for once, and in it. */
final class RunningVolumes implements Volumes {
  private record Window(Instant begin, Address asset) {}

  private final Volumes before;
  private final Map<Window, BigInteger> asked = new HashMap<>();
  private final Map<Address, BigInteger> added = new HashMap<>();

  RunningVolumes(Volumes before) {
    this.before = before;
  }

  @Override
  public BigInteger since(Instant moment, Address asset) {
    BigInteger kept =
        asked.computeIfAbsent(new Window(moment, asset), _ -> before.since(moment, asset));
    return kept.add(added.getOrDefault(asset, BigInteger.ZERO));
  }

  void add(Transfer transfer) {
    added.merge(transfer.asset(), transfer.amount(), BigInteger::add);
  }
}
