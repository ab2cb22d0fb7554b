package io.lockstep.app.coordination;

import static io.lockstep.app.coordination.FourAttesters.KEY;
import static io.lockstep.app.coordination.FourAttesters.LANE;
import static io.lockstep.app.coordination.FourAttesters.LAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.attester.Refusal.Reason;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Evidence;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Ruling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A panel over real sockets: three of four sign, whatever the fourth does. */
class SigningPanelTest {
  private final FourAttesters four = new FourAttesters();
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private final List<Evidence> lies = new CopyOnWriteArrayList<>();
  private final PanelListener listener =
      new PanelListener() {
        @Override
        public void refused(Identifier attester, Refusal refusal) {
          refusals.add(refusal);
        }

        @Override
        public void lied(Evidence evidence) {
          lies.add(evidence);
        }
      };
  private final SigningPanel panel = four.panel(listener);

  @AfterEach
  void close() {
    four.close();
  }

  private PanelOutcome<FinishedCheckpoint> sign(SigningPanel by, long nonce) throws Exception {
    return by.sign(LANE, 0, nonce, n -> four.log(1).head(n).head());
  }

  private FinishedCheckpoint signed(PanelOutcome<FinishedCheckpoint> outcome) {
    assertThat(outcome).as(outcome.report().inWords()).isInstanceOf(PanelOutcome.Signed.class);
    FinishedCheckpoint finished = ((PanelOutcome.Signed<FinishedCheckpoint>) outcome).what();
    finished.requireSigned(KEY.publicKeys().groupKey(), DomainSeparator.of(LANE.destination()));
    return finished;
  }

  @Test
  void aQuorumSignsAndAllAreTold() throws Exception {
    FinishedCheckpoint finished = signed(sign(panel, 7));

    assertThat(finished.checkpoint().nonce()).isEqualTo(7);
    assertThat(finished.checkpoint().holds().nonces()).isEmpty();
    for (int place = 1; place <= FourAttesters.COUNT; place++) {
      SeatedAttester.Handed handed = four.attester(place).handed.poll(5, TimeUnit.SECONDS);
      assertThat(handed).isNotNull();
      assertThat(handed.checkpoint()).isEqualTo(finished);
      assertThat(handed.heard())
          .hasSize(3)
          .allMatch(share -> share.answer().isSigned(KEY.roster()))
          .allMatch(share -> share.answer().scope().equals(share.session().hash()));
    }
  }

  /** One round trip for holds and one for shares, once commitments are there. */
  @Test
  void aWarmPanelAsksTwice() throws Exception {
    signed(sign(panel, 1));
    for (int place = 1; place <= FourAttesters.COUNT; place++) {
      four.attester(place).handed.poll(5, TimeUnit.SECONDS);
      four.attester(place).asked.set(0);
    }

    signed(sign(panel, 2));

    for (int place = 1; place <= FourAttesters.COUNT; place++) {
      four.attester(place).handed.poll(5, TimeUnit.SECONDS);
    }
    int asked = four.attester(1).asked.get() + four.attester(4).asked.get();
    assertThat(asked).isEqualTo(2 + 1 + 2);
  }

  @Test
  void holdsOfAllAreOnTheList() throws Exception {
    four.log(2).hold(3);
    four.log(4).hold(5);

    assertThat(signed(sign(panel, 6)).checkpoint().holds()).isEqualTo(Holds.of(3, 5));
  }

  @Test
  void aListThatWouldBeTooLongIsShortened() throws Exception {
    for (KeptLog log : four.logs()) {
      for (long nonce = 10; nonce <= LAST; nonce++) {
        log.hold(nonce);
      }
    }

    FinishedCheckpoint finished = signed(sign(panel, LAST));

    assertThat(finished.checkpoint().holds().nonces()).hasSize(Holds.COUNT_MAX);
    assertThat(finished.checkpoint().nonce()).isEqualTo(9 + Holds.COUNT_MAX);
  }

  @Test
  void aSilentAttesterIsNotWaitedFor() throws Exception {
    signed(sign(panel, 1));
    four.attester(1).fallSilent();

    PanelOutcome<FinishedCheckpoint> outcome = sign(panel, 2);

    signed(outcome);
    assertThat(outcome.report().took()).isLessThan(Duration.ofSeconds(2));
  }

  /** Once a request to it has timed out, nobody waits for what it holds. */
  @Test
  void anAttesterThatStaysSilentIsWaitedForNoMore() throws Exception {
    signed(sign(panel, 1));
    four.attester(4).fallSilent();

    Duration took = FourAttesters.TIMING.holdsGrace();
    for (int i = 0; i < 40 && took.compareTo(FourAttesters.TIMING.holdsGrace()) >= 0; i++) {
      PanelOutcome<FinishedCheckpoint> outcome = sign(panel, 2);
      signed(outcome);
      took = outcome.report().took();
    }

    assertThat(took).isLessThan(FourAttesters.TIMING.holdsGrace());
  }

  @Test
  void anAttesterThatIsDownIsNotMissed() throws Exception {
    four.stop(2);

    signed(sign(panel, 2));
  }

  @Test
  void aLiarIsNamedWithEvidence() throws Exception {
    signed(sign(panel, 1));
    four.attester(2).lie();

    PanelOutcome<FinishedCheckpoint> outcome = sign(panel, 7);

    signed(outcome);
    assertThat(lies).singleElement().matches(lie -> lie.proves(KEY));
    assertThat(outcome.report().seats().get(Identifier.of(2))).isInstanceOf(SeatConduct.Lied.class);
  }

  @Test
  void holdsBeyondTheQuotaOfTheirAuthorAreLeftOut() throws Exception {
    for (long nonce = 1; nonce <= FourAttesters.HOLD_QUOTA + 1; nonce++) {
      four.log(4).hold(nonce);
    }

    FinishedCheckpoint finished = signed(sign(panel, 7));

    assertThat(finished.checkpoint().holds().nonces()).isEmpty();
    assertThat(refusals).extracting(Refusal::reason).contains(Reason.HOLDS_OVER_QUOTA);
  }

  /** Of two who hold, the honest one may be left out first; then it is heard again. */
  @Test
  void whoHoldsRightlyIsHeardAgain() throws Exception {
    four.log(1).hold(6);
    for (long nonce = 1; nonce <= FourAttesters.HOLD_QUOTA + 1; nonce++) {
      four.log(4).hold(nonce);
    }

    FinishedCheckpoint finished = signed(sign(panel, 7));

    assertThat(finished.checkpoint().holds().nonces()).isEqualTo(List.of(6L));
    assertThat(refusals).extracting(Refusal::reason).contains(Reason.HOLDS_OVER_QUOTA);
  }

  @Test
  void aHoldThatComesInBetweenIsAskedForAgain() throws Exception {
    four.stop(4);
    four.attester(2).afterHolds = () -> four.log(2).hold(5);

    FinishedCheckpoint finished = signed(sign(panel, 7));

    assertThat(finished.checkpoint().holds()).isEqualTo(Holds.of(5));
    assertThat(refusals).extracting(Refusal::reason).contains(Reason.HOLD_MISSING);
  }

  @Test
  void whatNobodyVouchesForIsNotSignedAndSaysWhy() throws Exception {
    PanelOutcome<FinishedCheckpoint> outcome =
        panel.sign(LANE, 0, LAST + 1, _ -> four.log(1).head(LAST).head());

    assertThat(outcome).isInstanceOf(PanelOutcome.NotSigned.class);
    assertThat(outcome.report().refusals(Reason.NOT_FINAL)).isGreaterThan(1);
    assertThat(outcome.report().inWords())
        .contains("refused, NOT_FINAL: message 301: final here is message 300");
  }

  @Test
  void aContradictionIsToldAndTheOthersSign() throws Exception {
    signed(sign(panel, 1));
    four.log(3).contradictFrom(5);

    signed(sign(panel, 7));

    assertThat(refusals).extracting(Refusal::reason).containsExactly(Reason.CONTRADICTS);
  }

  @Test
  void withTwoDownThereIsNoQuorum() throws Exception {
    four.stop(1);
    four.stop(2);

    PanelOutcome<FinishedCheckpoint> outcome = sign(panel, 7);

    assertThat(outcome).isInstanceOf(PanelOutcome.NotSigned.class);
    assertThat(outcome.report().seats().get(Identifier.of(1)))
        .isInstanceOf(SeatConduct.Unreachable.class);
    assertThat(outcome.report().seats().get(Identifier.of(3)))
        .isInstanceOf(SeatConduct.Willing.class);
  }

  @Test
  void aCoordinatorThatStartsAgainFindsItsWay() throws Exception {
    signed(sign(panel, 1));
    signed(sign(panel, 2));

    signed(sign(four.panel(listener), 3));
  }

  @Test
  void severalCoordinatorsAndSigningsAtOnceDoNotDisturbEachOther() throws Exception {
    SigningPanel own = four.panelOf(2, listener);
    List<Callable<PanelOutcome<FinishedCheckpoint>>> signings = new ArrayList<>();
    for (long nonce = 1; nonce <= 12; nonce++) {
      long at = nonce;
      signings.add(() -> sign(at % 2 == 0 ? own : panel, at));
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PanelOutcome<FinishedCheckpoint>> each : threads.invokeAll(signings)) {
        signed(each.get());
      }
    }
    assertThat(lies).isEmpty();
  }

  @Test
  void anAttesterCoordinatesByItself() throws Exception {
    four.stop(4);

    signed(sign(four.panelOf(1, listener), 9));
  }

  @Test
  void whatAnAttesterDoesNotTakeIsHandedOverAgain() throws Exception {
    four.attester(3).handOversRefused.set(2);

    signed(sign(panel, 7));

    assertThat(four.attester(3).handed.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aRulingIsSignedWhereOperatorsHaveDecided() throws Exception {
    four.logs().subList(0, 3).forEach(log -> log.decide(Decision.VOID, 7));
    Ruling ruling = new Ruling(LANE.id(), 7, SampleMessages.of(7).hash(), Decision.VOID, 1);

    PanelOutcome<FinishedRuling> outcome = panel.sign(LANE, ruling);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PanelOutcome.Signed.class,
            signed ->
                assertThat(
                        FrostVerifier.verify(
                            KEY.publicKeys().groupKey(),
                            ruling.digest(DomainSeparator.of(LANE.destination())),
                            ((FinishedRuling) signed.what()).signature()))
                    .isTrue());
  }

  @Test
  void aRulingWithoutDecisionsIsRefused() throws Exception {
    four.log(1).decide(Decision.VOID, 7);
    Ruling ruling = new Ruling(LANE.id(), 7, SampleMessages.of(7).hash(), Decision.DELIVER, 1);

    PanelOutcome<FinishedRuling> outcome = panel.sign(LANE, ruling);

    assertThat(outcome).isInstanceOf(PanelOutcome.NotSigned.class);
    assertThat(refusals).extracting(Refusal::reason).contains(Reason.NOT_EXECUTED);
  }
}
