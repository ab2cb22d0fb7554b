package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.policy.judging.AllowedAccounts;
import io.lockstep.core.policy.judging.AllowedAssets;
import io.lockstep.core.policy.judging.AmountAbove;
import io.lockstep.core.policy.judging.DeniedAccounts;
import io.lockstep.core.policy.judging.DeniedAssets;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.policy.judging.Rule;
import io.lockstep.core.policy.judging.Verdict;
import io.lockstep.core.policy.judging.Verdict.Hold;
import io.lockstep.core.policy.judging.Verdict.Wait;
import io.lockstep.core.policy.judging.VolumeAbove;
import io.lockstep.core.policy.judging.Volumes;
import io.lockstep.core.policy.judging.YoungerThan;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import io.lockstep.protocol.Voided;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules, what they say why, and what a policy makes of several. */
class PolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENT = Duration.ofDays(2);
  private static final Volumes NONE_BEFORE = (_, _) -> BigInteger.ZERO;
  private static final Address ASSET = address("a5");
  private static final Address OTHER_ASSET = address("a6");
  private static final Address ACCOUNT = address("c1");
  private static final Address REFUND = address("c2");
  private static final Address VAULT = address("51");

  private static Address address(String octet) {
    return Address.fromHex("0x" + octet.repeat(20));
  }

  private static Bytes payload(long amount) {
    return new CollateralPayload(
            CollateralKind.CREDIT, ASSET, ACCOUNT, BigInteger.valueOf(amount), REFUND, Hash32.ZERO)
        .encode();
  }

  private static FinalMessage transfer(long amount) {
    return message(RouteKind.BATCH, payload(amount));
  }

  private static FinalMessage message(RouteKind kind, Bytes payload) {
    Route route = new Route(kind, VAULT, address("52"), kind == RouteKind.HELLO ? 0 : 100_000);
    Message message = new Message(route, Message.NO_DEADLINE, payload);
    return new FinalMessage(7, message, message.hash(), NOW.minus(HOUR));
  }

  private static Verdict verdict(FinalMessage message, Rule... rules) {
    return verdict(NONE_BEFORE, message, rules);
  }

  private static Verdict verdict(Volumes before, FinalMessage message, Rule... rules) {
    return new Policy(List.of(rules), PATIENT).judge(message, NOW, before);
  }

  private static void held(Verdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(Hold.class, hold -> assertThat(hold.reason()).contains(reason));
  }

  // Rules that hold

  @Test
  void whoIsDeniedGetsNothingNotEvenARefund() {
    held(verdict(transfer(1), new DeniedAccounts(Set.of(ACCOUNT))), "account " + ACCOUNT);
    held(verdict(transfer(1), new DeniedAccounts(Set.of(REFUND))), "account " + REFUND);
    assertThat(verdict(transfer(1), new DeniedAccounts(Set.of(VAULT)))).isEqualTo(Verdict.SIGN);
  }

  @Test
  void onlyWhoIsAllowedGetsAnything() {
    Rule both = new AllowedAccounts(Set.of(ACCOUNT, REFUND));

    assertThat(verdict(transfer(1), both)).isEqualTo(Verdict.SIGN);
    held(verdict(transfer(1), new AllowedAccounts(Set.of(ACCOUNT))), "account " + REFUND);
  }

  @Test
  void assetsAreDeniedOrAllowed() {
    held(verdict(transfer(1), new DeniedAssets(Set.of(ASSET))), "asset " + ASSET);
    held(verdict(transfer(1), new AllowedAssets(Set.of(OTHER_ASSET))), "asset " + ASSET);
    assertThat(
            verdict(
                transfer(1),
                new DeniedAssets(Set.of(OTHER_ASSET)),
                new AllowedAssets(Set.of(ASSET))))
        .isEqualTo(Verdict.SIGN);
  }

  @Test
  void aLargeAmountIsLookedAt() {
    Rule rule = new AmountAbove(ASSET, BigInteger.valueOf(100));

    assertThat(verdict(transfer(100), rule)).isEqualTo(Verdict.SIGN);
    held(verdict(transfer(101), rule), "amount 101");
    assertThat(verdict(transfer(101), new AmountAbove(OTHER_ASSET, BigInteger.ONE)))
        .isEqualTo(Verdict.SIGN);
  }

  // Rules that wait

  @Test
  void volumeAboveTheLimitWaitsForTheNextWindow() {
    Rule rule = new VolumeAbove(ASSET, BigInteger.valueOf(100), HOUR);
    Volumes sixty =
        (since, asset) -> {
          assertThat(since).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
          assertThat(asset).isEqualTo(ASSET);
          return BigInteger.valueOf(60);
        };

    assertThat(verdict(sixty, transfer(40), rule)).isEqualTo(Verdict.SIGN);
    assertThat(verdict(sixty, transfer(41), rule))
        .isInstanceOfSatisfying(
            Wait.class,
            wait -> assertThat(wait.until()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z")));
  }

  @Test
  void whatIsAboveTheLimitByItselfGoesFirstInAWindow() {
    Rule rule = new VolumeAbove(ASSET, BigInteger.valueOf(100), HOUR);

    assertThat(verdict(transfer(1_000), rule)).isEqualTo(Verdict.SIGN);
    assertThat(verdict((_, _) -> BigInteger.ONE, transfer(1_000), rule)).isInstanceOf(Wait.class);
  }

  @Test
  void whatIsYoungWaitsUntilItIsNot() {
    assertThat(verdict(transfer(1), new YoungerThan(HOUR))).isEqualTo(Verdict.SIGN);
    assertThat(verdict(transfer(1), new YoungerThan(HOUR.plusSeconds(1))))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.until()).isEqualTo(NOW.plusSeconds(1)));
  }

  // Several rules

  @Test
  void suspicionWeighsMoreThanTime() {
    held(
        verdict(
            transfer(1), new YoungerThan(HOUR.multipliedBy(9)), new DeniedAssets(Set.of(ASSET))),
        "asset");
  }

  @Test
  void theLongestWaitCounts() {
    assertThat(
            verdict(
                transfer(1),
                new YoungerThan(HOUR.plusSeconds(60)),
                new YoungerThan(HOUR.plusSeconds(90)),
                new YoungerThan(HOUR.plusSeconds(30))))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.until()).isEqualTo(NOW.plusSeconds(90)));
  }

  /** A lane waits with its messages, so nothing may keep it for ever. */
  @Test
  void waitingIsBounded() {
    Rule never = (_, _, now, _) -> new Wait(now.plus(HOUR), "as long as anybody asks");

    assertThat(new Policy(List.of(never), HOUR.plusSeconds(5)).judge(transfer(1), NOW, NONE_BEFORE))
        .isInstanceOfSatisfying(
            Wait.class, wait -> assertThat(wait.until()).isEqualTo(NOW.plusSeconds(5)));
    assertThat(new Policy(List.of(never), HOUR).judge(transfer(1), NOW, NONE_BEFORE))
        .isEqualTo(Verdict.SIGN);
  }

  /** Otherwise the lane would be asked again at once, and for ever. */
  @Test
  void aWaitThatIsOverIsNone() {
    Rule past = (_, _, now, _) -> new Wait(now, "until now");

    assertThat(verdict(transfer(1), past)).isEqualTo(Verdict.SIGN);
  }

  // What is no transfer

  @Test
  void whatMovesNoCollateralIsNobodysConcern() {
    Rule suspicious = (_, _, _, _) -> new Hold("whatever it is");
    Bytes hello = new Hello(1_000_000, 1_000, 100_000).encode();

    assertThat(verdict(message(RouteKind.HELLO, hello), suspicious)).isEqualTo(Verdict.SIGN);
    assertThat(verdict(message(RouteKind.BATCH, Bytes.fromHex("0x0102")), suspicious))
        .isEqualTo(Verdict.SIGN);
    held(verdict(message(RouteKind.ERC7786, payload(5)), suspicious), "whatever");
  }

  @Test
  void aRefundConcernsOnlyWhoIsRefunded() {
    LaneId lane = new LaneId(Keccak256.ofText("lane"));
    FinalMessage refund = message(RouteKind.VOIDED, new Voided(lane, 3, payload(5)).encode());

    assertThat(verdict(refund, new DeniedAccounts(Set.of(ACCOUNT)))).isEqualTo(Verdict.SIGN);
    held(verdict(refund, new DeniedAccounts(Set.of(REFUND))), "account " + REFUND);
  }

  @Test
  void oddSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policy(List.of(), Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VolumeAbove(ASSET, BigInteger.ONE, Duration.ofMillis(999)));
  }
}
