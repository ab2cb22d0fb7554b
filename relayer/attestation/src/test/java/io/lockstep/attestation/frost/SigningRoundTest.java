package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NONCES_USED;
import static io.lockstep.attestation.AttestationException.Code.NOT_OWN_COMMITMENT;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SigningRoundTest {
  private static final Bytes MESSAGE = Bytes.fromHex("0x01");
  private static final Bytes OTHER_MESSAGE = Bytes.fromHex("0x02");

  private final List<KeyPackage> keys = TrustedDealer.split(3, 5, Seed.next().random());
  private final PublicKeyPackage publicKeys = keys.getFirst().publicKeys();
  private final Quorum quorum = Quorum.of(keys.subList(0, 3), MESSAGE);

  @Test
  void signerThatIsNotInTheListSignsNothing() {
    KeyPackage fifth = keys.get(4);
    SigningNonces nonces = Quorum.nonces(fifth);

    refused(
        NOT_OWN_COMMITMENT,
        "commitment of 5: found none",
        () -> quorum.round().sign(fifth, nonces));
  }

  @Test
  void signerWhoseCommitmentWasChangedSignsNothing() {
    SigningNonces others = Quorum.nonces(keys.getFirst());

    refused(
        NOT_OWN_COMMITMENT,
        "commitment of 1: found another",
        () -> quorum.round().sign(keys.getFirst(), others));
  }

  @Test
  void signerDoesNotTakeAnothersNonces() {
    refused(
        NOT_OWN_COMMITMENT,
        "commitment of 1",
        () -> quorum.round().sign(keys.get(0), quorum.nonces().get(1)));
  }

  @Test
  void refusedListCostsNoNonces() {
    KeyPackage fourth = keys.get(3);
    SigningNonces nonces = Quorum.nonces(fourth);
    refused(NOT_OWN_COMMITMENT, "none", () -> quorum.round().sign(fourth, nonces));

    List<SigningNonces> all = new ArrayList<>(quorum.nonces());
    all.add(nonces);
    SigningRound round = SigningRound.of(publicKeys, Quorum.commitments(all), MESSAGE);

    assertThat(round.isRight(round.sign(fourth, nonces))).isTrue();
  }

  @Test
  void noncesSignOnce() {
    SigningNonces nonces = quorum.nonces().getFirst();
    SigningRound sameCommitmentsOtherMessage =
        SigningRound.of(publicKeys, Quorum.commitments(quorum.nonces()), OTHER_MESSAGE);
    quorum.round().sign(keys.getFirst(), nonces);

    refused(
        NONCES_USED,
        "nonces of 1: found used ones",
        () -> sameCommitmentsOtherMessage.sign(keys.getFirst(), nonces));
    refused(NONCES_USED, "nonces of 1", () -> quorum.round().sign(keys.getFirst(), nonces));
  }

  @Test
  void noncesSignOnceForAllThreadsTogether() throws Exception {
    for (int i = 0; i < 50; i++) {
      Quorum fresh = Quorum.of(keys.subList(0, 3), MESSAGE);
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<Boolean>> attempts =
            threads.invokeAll(Collections.nCopies(8, () -> signs(fresh)));

        assertThat(attempts).map(Future::get).containsOnlyOnce(true);
      }
    }
  }

  private static boolean signs(Quorum quorum) {
    try {
      quorum.round().sign(quorum.signers().getFirst(), quorum.nonces().getFirst());
      return true;
    } catch (AttestationException e) {
      assertThat(e.code()).isEqualTo(NONCES_USED);
      return false;
    }
  }

  /** The same random bytes give different nonces to different signers: the share is mixed in. */
  @Test
  void noncesDependOnTheSecretShareToo() {
    String zeros = "00".repeat(32);
    SigningCommitment one = SigningNonces.generate(keys.get(0), zeros(zeros)).commitment();
    SigningCommitment two = SigningNonces.generate(keys.get(1), zeros(zeros)).commitment();

    assertThat(one.hiding()).isNotEqualTo(two.hiding());
  }

  private static SecureRandom zeros(String zeros) {
    return new GivenRandomness(zeros, zeros);
  }

  @Test
  void everyPairOfNoncesIsNew() {
    List<SigningCommitment> many =
        Collections.nCopies(200, keys.getFirst()).stream()
            .map(key -> Quorum.nonces(key).commitment())
            .toList();

    assertThat(many).map(SigningCommitment::hiding).doesNotHaveDuplicates();
    assertThat(many).allMatch(commitment -> !commitment.hiding().equals(commitment.binding()));
  }

  @Test
  void commitmentOfSomebodyWhoIsNotOnTheRosterIsRefused() {
    KeyPackage sixth = TrustedDealer.split(3, 6, Seed.next().random()).get(5);
    List<SigningNonces> all = new ArrayList<>(quorum.nonces());
    all.add(Quorum.nonces(sixth));

    refused(
        FOREIGN,
        "identifier: found 6, expected one that is on the roster",
        () -> SigningRound.of(publicKeys, Quorum.commitments(all), MESSAGE));
  }

  @Test
  void signerOfAnotherKeySignsNothing() {
    KeyPackage stranger = TrustedDealer.split(3, 5, Seed.next().random()).getFirst();
    SigningNonces nonces = Quorum.nonces(stranger);
    List<SigningNonces> all = List.of(nonces, quorum.nonces().get(1), quorum.nonces().get(2));
    SigningRound round = SigningRound.of(publicKeys, Quorum.commitments(all), MESSAGE);

    refused(INCONSISTENT, "key package", () -> round.sign(stranger, nonces));
  }

  /** The same key over a roster of its own: weights would be those of other signers. */
  @Test
  void signerOfAnotherRosterSignsNothing() {
    PublicKeyPackage smaller =
        new PublicKeyPackage(3, publicKeys.groupKey(), publicKeys.roster().subList(0, 4));
    KeyPackage signer = new KeyPackage(Identifier.of(1), keys.getFirst().secretShare(), smaller);

    refused(
        INCONSISTENT, "key package", () -> quorum.round().sign(signer, quorum.nonces().getFirst()));
  }

  @Test
  void sharesOfMoreOrFewerOrOthersAreNotAddedUp() {
    List<SignatureShare> shares = quorum.shares();
    SignatureShare first = shares.getFirst();
    SignatureShare stranger = new SignatureShare(Identifier.of(5), first.z());

    refused(FOREIGN, "senders", () -> quorum.round().aggregate(List.of()));
    refused(FOREIGN, "senders", () -> quorum.round().aggregate(shares.subList(0, 2)));
    refused(
        FOREIGN,
        "found [1, 1, 2], expected [1, 2, 3]",
        () -> quorum.round().aggregate(List.of(first, first, shares.get(1))));
    refused(
        FOREIGN,
        "found [1, 2, 5]",
        () -> quorum.round().aggregate(List.of(first, shares.get(1), stranger)));
    refused(FOREIGN, "signer: found 5", () -> quorum.round().isRight(stranger));
  }

  @Test
  void signatureIsOfItsMessageAndKeyOnly() {
    KeyPackage other = TrustedDealer.split(3, 5, Seed.next().random()).getFirst();

    assertThat(quorum.round().aggregate(quorum.shares()))
        .isInstanceOfSatisfying(
            Aggregation.Signed.class,
            signed -> {
              assertThat(
                      FrostVerifier.verify(
                          publicKeys.groupKey(), OTHER_MESSAGE, signed.signature()))
                  .isFalse();
              assertThat(FrostVerifier.verify(other.groupKey(), MESSAGE, signed.signature()))
                  .isFalse();
            });
  }
}
