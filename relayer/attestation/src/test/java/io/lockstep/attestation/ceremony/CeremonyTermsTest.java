package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeremonyTermsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TestRoster TEST = TestRoster.of(4, RANDOM);
  private static final Hash32 SESSION = Gathering.fresh();

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"2, 2", "3, 3", "3, 4", "4, 4", "4, 5", "5, 7", "9, 13"})
  void twoQuorumsShareAnHonestAttester(int threshold, int count) {
    Roster roster = TestRoster.of(count, RANDOM).roster();

    assertThat(CeremonyTerms.newKey(roster, threshold, 1, SESSION).threshold())
        .isEqualTo(threshold);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "2, 3, at least 3 of 3",
    "2, 4, at least 3 of 4",
    "3, 5, at least 4 of 5",
    "4, 7, at least 5 of 7",
    "7, 13, at least 8 of 13"
  })
  void thresholdsWhoseQuorumsMayShareOnlyAFaultyOneAreRefused(
      int threshold, int count, String expected) {
    Roster roster = TestRoster.of(count, RANDOM).roster();

    refused(OUT_OF_RANGE, expected, () -> CeremonyTerms.newKey(roster, threshold, 1, SESSION));
  }

  @Test
  void thresholdsAndEpochsHaveBounds() {
    refused(OUT_OF_RANGE, "threshold", () -> CeremonyTerms.newKey(TEST.roster(), 5, 1, SESSION));
    refused(OUT_OF_RANGE, "threshold", () -> CeremonyTerms.newKey(TEST.roster(), 1, 1, SESSION));
    refused(OUT_OF_RANGE, "key epoch", () -> CeremonyTerms.newKey(TEST.roster(), 3, 0, SESSION));
    refused(OUT_OF_RANGE, "key epoch", () -> CeremonyTerms.newKey(TEST.roster(), 3, -1, SESSION));
    assertThat(CeremonyTerms.newKey(TEST.roster(), 3, Long.MAX_VALUE, SESSION).keyEpoch())
        .as("the greatest that a statement can name")
        .isEqualTo(Long.MAX_VALUE);
    refused(OUT_OF_RANGE, "limit", () -> CeremonyLimits.each(Duration.ZERO));
  }

  @Test
  void everyTermChangesTheHash() {
    KeyCertificate first = certificate();
    KeyCertificate second = certificate();

    assertThat(
            Stream.of(
                    CeremonyTerms.newKey(TEST.roster(), 3, 1, SESSION),
                    CeremonyTerms.newKey(TestRoster.of(4, RANDOM).roster(), 3, 1, SESSION),
                    CeremonyTerms.newKey(TEST.roster(), 4, 1, SESSION),
                    CeremonyTerms.newKey(TEST.roster(), 3, 2, SESSION),
                    CeremonyTerms.newKey(TEST.roster(), 3, 1, Hash32.ZERO),
                    CeremonyTerms.refresh(TEST.roster(), first, SESSION),
                    CeremonyTerms.refresh(TEST.roster(), second, SESSION))
                .map(CeremonyTerms::hash))
        .doesNotHaveDuplicates();
  }

  private static KeyCertificate certificate() {
    return new LocalCeremony(TEST.roster(), TEST.signers(), RANDOM)
        .newKey(3, 1)
        .getFirst()
        .certificate();
  }

  @Test
  void refreshChangesNothingButTheShares() {
    KeyCertificate previous = certificate();
    CeremonyPurpose purpose = new CeremonyPurpose.Refresh(previous);
    Roster other = TestRoster.of(4, RANDOM).roster();
    RosterMember moved =
        new RosterMember(
            TEST.roster().identifiers().getFirst(), TEST.signers().getFirst().key(), "elsewhere:1");
    Roster elsewhere =
        new Roster(
            Stream.concat(Stream.of(moved), TEST.roster().members().stream().skip(1)).toList());

    for (Roster changed : List.of(other, elsewhere)) {
      refused(
          INCONSISTENT,
          "hold a new ceremony",
          () -> new CeremonyTerms(changed, 3, 1, purpose, SESSION));
    }
    refused(
        INCONSISTENT,
        "threshold of a refresh: found 4, expected 3, as before; to change it, hold a new ceremony",
        () -> new CeremonyTerms(TEST.roster(), 4, 1, purpose, SESSION));
    refused(
        INCONSISTENT,
        "key epoch of a refresh",
        () -> new CeremonyTerms(TEST.roster(), 3, 2, purpose, SESSION));
    assertThat(CeremonyTerms.refresh(TEST.roster(), previous, SESSION).generation()).isEqualTo(1);
  }

  @Test
  void strangersTakeNoPart() {
    CeremonyTerms terms = CeremonyTerms.newKey(TEST.roster(), 3, 1, SESSION);

    refused(
        FOREIGN,
        "identity key",
        () ->
            CeremonyParticipant.inNewKey(
                terms, IdentitySigner.generate(RANDOM), Gathering.ports(RANDOM)));
  }
}
