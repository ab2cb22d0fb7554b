package io.lockstep.app.keys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.transport.Callers;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.RefusalReason;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.KeyEpoch;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new share signs before it has a gateway: that it exists, and nothing else. */
class KeyProverTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LocalCeremony PEOPLE = LocalCeremony.among(2, RANDOM);
  private static final List<CertifiedKey> SHARES = PEOPLE.newKey(2, 5);
  private static final CertifiedKey SHARE = SHARES.getFirst();
  private static final Identifier ASKING = Identifier.of(2);
  private static final InteroperableAddress GATEWAY = gateway(1, "11");

  private final List<KeyProver> provers =
      IntStream.range(0, 2)
          .mapToObj(i ->
              new KeyProver(
                  SHARES.get(i),
                  PEOPLE.roster(),
                  PEOPLE.signers().get(i),
                  List.of(GATEWAY),
                  RANDOM))
          .toList();

  private static InteroperableAddress gateway(long chain, String digits) {
    return new InteroperableAddress(
        ChainId.of(chain), Address.fromHex("0x" + digits.repeat(Address.LENGTH)));
  }

  /** What the first answers to a coordinator who wants this signed. */
  private Answer answered(Hash32 digest) {
    Instant now = Instant.EPOCH;
    Duration second = Duration.ofSeconds(1);
    SigningCoordinator coordinator =
        new SigningCoordinator(
            digest,
            new CommitmentStore(provers.getFirst().key(), Callers.coordinatorOf(ASKING)),
            new Patience(second, second, second, second),
            now);
    List<SigningStep> steps = new ArrayList<>(coordinator.tick(now));
    while (true) {
      switch (steps.removeFirst()) {
        case SigningStep.AskCommitments(Identifier signer, var abandoned) ->
            steps.addAll(coordinator.arrived(prover(signer).offer(ASKING, abandoned), now));
        case SigningStep.RequestShare(Identifier signer, var session) -> {
          SignedMessage answer = prover(signer).answer(ASKING, session);
          return Answer.decode(signer, answer.body());
        }
        case SigningStep other -> throw new IllegalStateException("found " + other);
      }
    }
  }

  private KeyProver prover(Identifier signer) {
    return provers.get(PEOPLE.roster().identifiers().indexOf(signer));
  }

  @Test
  void provesItsKeyToItsGateways() {
    assertThat(answered(KeyProver.digest(SHARE, GATEWAY))).isInstanceOf(Answer.Share.class);
  }

  static Stream<Hash32> others() {
    DomainSeparator domain = DomainSeparator.of(GATEWAY);
    GroupKey key = SHARE.groupKey();
    return Stream.of(
        KeyProver.digest(SHARE, gateway(2, "11")),
        KeyProver.digest(SHARE, gateway(1, "12")),
        new KeyEpoch(6, key).digest(domain),
        new KeyEpoch(5, LocalCeremony.among(2, RANDOM).newKey(2, 5).getFirst().groupKey())
            .digest(domain),
        Keccak256.ofText("whatever somebody would like to have signed"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void signsNothingElse(Hash32 digest) {
    assertThat(answered(digest))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_APPROVED));
  }
}
