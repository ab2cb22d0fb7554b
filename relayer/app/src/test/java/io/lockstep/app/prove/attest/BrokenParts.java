package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Findings.Broken;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.model.SimulatedProvider;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parts with one defect each, and what the checker must find of it. */
enum BrokenParts implements Parts {
  ATTESTER_WITHOUT_THE_CROSS_CHECK(Broken.SIGNED_AFTER_CONTRADICTION, Broken.NOT_HALTED) {
    @Override
    public SigningLedger ledger(SigningLedger own) {
      return new AlteredLedger(
          own,
          known -> AlteredLedger.withPairedHead(known, Optional.of(known.pairedInbound().head())));
    }
  },
  ATTESTER_THAT_SIGNS_WHAT_IT_IS_HANDED(
      Broken.WRONGLY_SIGNED, Broken.EQUIVOCATIONS, Broken.UNFOUNDED_SHARES) {
    @Override
    public Speaker speaker(Seat seat, SigningLedger ledger, Fence fence) {
      return new Believer(seat, ledger, Parts.REAL.speaker(seat, ledger, fence));
    }
  },
  ATTESTER_THAT_REQUIRES_NO_HOLDS(Broken.HOLDS_DROPPED) {
    @Override
    public Speaker speaker(Seat seat, SigningLedger ledger, Fence fence) {
      SigningLedger without = new AlteredLedger(ledger, AlteredLedger::withoutHolds);
      return new HoldsOfAnother(
          Parts.REAL.speaker(seat, ledger, fence), Parts.REAL.speaker(seat, without, fence));
    }
  },
  FENCE_THAT_IS_ALWAYS_OPEN(Broken.SIGNED_WHILE_FENCED) {
    @Override
    public Fence fence(StartingFence own) {
      return Fence.OPEN;
    }
  },
  FINALITY_BY_ONE_PROVIDER(Broken.UNFOUNDED_SHARES) {
    @Override
    public List<SimulatedProvider> asked(List<SimulatedProvider> configured) {
      return configured.subList(0, 1);
    }
  },
  LEDGER_THAT_FORGETS_AT_RESTART(Broken.UNRECORDED_SHARES) {
    @Override
    public Disk found(Disk kept) {
      return kept.withBlankBook();
    }
  },
  LEDGER_THAT_FORGETS_HALTS(Broken.NOT_HALTED) {
    @Override
    public SigningLedger ledger(SigningLedger own) {
      return new AlteredLedger(own, known -> known) {
        @Override
        public void haltPair(LaneId lane, Incident incident) {}
      };
    }
  },
  CROSS_CHECK_AGAINST_ANOTHER_LOG(Broken.HALTED_WITHOUT_CAUSE, Broken.NOT_SIGNED_AGAIN) {
    @Override
    public SigningLedger ledger(SigningLedger own) {
      return new AlteredLedger(
          own, known -> AlteredLedger.withPairedHead(known, Optional.of(Hash32.ZERO)));
    }
  },
  CROSS_CHECK_THAT_NEVER_DECIDES(Broken.NOT_SIGNED_AGAIN) {
    @Override
    public SigningLedger ledger(SigningLedger own) {
      return new AlteredLedger(own, known -> AlteredLedger.withPairedHead(known, Optional.empty()));
    }
  };

  /** Cannot be changed, which its type does not say. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Broken> findings;

  BrokenParts(Broken... findings) {
    this.findings = Set.of(findings);
  }

  Set<Broken> findings() {
    return findings;
  }
}
