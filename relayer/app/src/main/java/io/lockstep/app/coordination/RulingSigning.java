package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.RulingProposal;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.Ruling;

/** Has one decision about a held message signed. */
record RulingSigning(PanelParts parts, Runs runs, Lane lane, Ruling ruling) {
  PanelOutcome<FinishedRuling> outcome(Stopwatch watch) throws InterruptedException {
    Hash32 digest = ruling.digest(DomainSeparator.of(lane.destination()));
    SigningRun run = runs.begin(new RulingProposal(ruling), digest);
    return switch (runs.finish(run)) {
      case SigningRun.Result.Done(FrostSignature signature, int sessions) -> {
        requireSigned(digest, signature);
        yield new PanelOutcome.Signed<>(
            new FinishedRuling(ruling, signature),
            run.heard(),
            watch.report(1, sessions, run.troubles()));
      }
      case SigningRun.Result.Failed failed -> run.notSigned(failed, 1, watch);
    };
  }

  private void requireSigned(Hash32 digest, FrostSignature signature) {
    if (!FrostVerifier.verify(parts.key().publicKeys().groupKey(), digest, signature)) {
      throw new IllegalStateException(
          "ruling on message %d: found a signature that the gateway would not take, expected one that it takes"
              .formatted(ruling.nonce()));
    }
  }
}
