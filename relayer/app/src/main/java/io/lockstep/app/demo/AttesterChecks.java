package io.lockstep.app.demo;

import io.lockstep.app.coordination.PanelOutcome;
import io.lockstep.app.coordination.SeatConduct;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LaneLog;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.attesters.AttesterSite;
import io.lockstep.app.testnet.attesters.LocalAttesters;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.persistence.attester.SignedHeads;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the attesters' own databases say that they have signed, held against the chains.
 *
 * @param signed by each of them
 * @param logs of the lanes, as the source gateways have them
 */
record AttesterChecks(
    int threshold, Map<Identifier, List<SignedHeads.Row>> signed, Map<LaneId, LaneLog> logs) {

  static AttesterChecks of(TwoChains chains, LocalAttesters attesters) {
    Map<Identifier, List<SignedHeads.Row>> signed = new HashMap<>();
    for (AttesterSite site : attesters.sites()) {
      signed.put(site.self(), attesters.signedBy(site.self()));
    }
    Map<LaneId, LaneLog> logs = new HashMap<>();
    for (Direction direction : chains.directions()) {
      logs.put(direction.lane(), direction.log());
    }
    return new AttesterChecks(attesters.key().threshold(), signed, logs);
  }

  /**
   * I5.
   *
   * @param early what the attesters said of a message whose block was not final
   * @param delivered what was signed of all that was delivered
   */
  List<Optional<String>> finality(PanelOutcome<FinishedCheckpoint> early, List<Hash32> delivered) {
    List<Optional<String>> findings = new ArrayList<>();
    findings.add(refused(early));
    delivered.forEach(digest -> findings.add(vouchedFor(digest)));
    return findings;
  }

  private static Optional<String> refused(PanelOutcome<FinishedCheckpoint> early) {
    boolean isRefused =
        early instanceof PanelOutcome.NotSigned<FinishedCheckpoint> notSigned
            && notSigned.report().seats().values().stream()
                .anyMatch(seat -> seat instanceof SeatConduct.Refused);
    return isRefused
        ? Optional.empty()
        : Optional.of("before finality: found %s, expected a refusal".formatted(early));
  }

  /** In the databases of a quorum, which record only what is final, before their share leaves. */
  private Optional<String> vouchedFor(Hash32 digest) {
    long signers =
        signed.values().stream()
            .filter(rows -> rows.stream().anyMatch(row -> row.digest().equals(digest)))
            .count();
    return signers >= threshold
        ? Optional.empty()
        : Optional.of(
            "%s was delivered: found %d attesters that recorded it, expected at least %d"
                .formatted(digest, signers, threshold));
  }

  /** I6: what each has signed is on the one log, so no two contradict each other either. */
  List<Optional<String>> equivocation() {
    List<Optional<String>> findings = new ArrayList<>();
    signed.forEach(
        (attester, rows) -> rows.forEach(row -> findings.add(contradiction(attester, row))));
    if (findings.isEmpty()) {
      findings.add(Optional.of("found no attester that signed anything"));
    }
    return findings;
  }

  private Optional<String> contradiction(Identifier attester, SignedHeads.Row row) {
    LaneLog log = logs.get(row.lane());
    boolean isOnTheLog =
        log != null
            && row.head().nonce() <= log.lastNonce()
            && log.headAt(row.head().nonce()).equals(row.head());
    return isOnTheLog
        ? Optional.empty()
        : Optional.of(
            "attester %s signed %s of lane %s, which is not on its log"
                .formatted(attester, row.head(), row.lane()));
  }
}
