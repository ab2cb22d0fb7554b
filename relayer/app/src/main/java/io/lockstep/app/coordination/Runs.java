package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Proposal;
import io.lockstep.protocol.Hash32;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The proposals of a panel that are under way: commitments that one brings, another may need. */
final class Runs {
  private final PanelParts parts;
  private final Set<SigningRun> underWay = ConcurrentHashMap.newKeySet();

  Runs(PanelParts parts) {
    this.parts = parts;
  }

  SigningRun begin(Proposal proposal, Hash32 digest) {
    return new SigningRun(parts, proposal, digest, this);
  }

  SigningRun.Result finish(SigningRun run) throws InterruptedException {
    underWay.add(run);
    try {
      return run.run();
    } finally {
      underWay.remove(run);
    }
  }

  void replenishedBy(SigningRun run) {
    underWay.stream().filter(other -> other != run).forEach(SigningRun::nudge);
  }
}
