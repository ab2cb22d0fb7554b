package io.lockstep.app.keys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.CliException;
import io.lockstep.app.keys.AttesterAddress;
import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three attesters over real sockets, each with a folder of its own. */
class NetworkedCeremonyTest {
  private static final Hash32 DIGEST = Keccak256.ofText("a checkpoint");
  private static final int LAST = 3;

  @TempDir private Path folder;
  private Table table;

  @BeforeEach
  void sitDown() {
    table = new Table(LAST, folder);
  }

  @AfterEach
  void leave() {
    table.close();
  }

  private List<Future<Held>> startUntil(int last, UnaryOperator<Agreement> change) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(i -> table.start(i, change.apply(table.newKey("spring")), Table.PATIENT))
        .toList();
  }

  private static List<Held> all(List<Future<Held>> futures) throws Exception {
    List<Held> held = new ArrayList<>();
    for (Future<Held> future : futures) {
      held.add(Table.held(future));
    }
    return held;
  }

  private List<Held> makeKey() throws Exception {
    return all(startUntil(LAST, UnaryOperator.identity()));
  }

  private void assertOneKeyThatSigns(List<CertifiedKey> shares) {
    assertThat(shares)
        .extracting(share -> share.certificate().hash())
        .containsOnly(shares.getFirst().certificate().hash());
    LocalQuorum quorum = LocalQuorum.of(table.roster, shares, table.people.signers());
    assertThat(FrostVerifier.verify(shares.getFirst().groupKey(), DIGEST, quorum.sign(DIGEST)))
        .isTrue();
  }

  // A new key

  @Test
  void whoComesLateIsWaitedFor() throws Exception {
    List<Future<Held>> early = new ArrayList<>(startUntil(LAST - 1, UnaryOperator.identity()));
    for (int i = 1; i < LAST; i++) {
      for (int other = 1; other < LAST; other++) {
        if (other != i) {
          table.awaitTold(i, "attester %d is there".formatted(other));
        }
      }
    }
    early.add(table.start(LAST, table.newKey("spring"), Table.PATIENT));

    assertThat(all(early))
        .allSatisfy(held -> {
          assertThat(held.unstored()).isEmpty();
          assertThat(held.unfinished()).isEmpty();
        });

    assertOneKeyThatSigns(table.shares());
    assertNothingPending();
  }

  private void assertNothingPending() {
    for (int i = 1; i <= LAST; i++) {
      assertThat(table.path(i)).isDirectoryNotContaining("glob:**.{pending,said,old}");
    }
  }

  @Test
  void whoDiesWithAStoredShareGoesOn() throws Exception {
    List<Future<Held>> futures = new ArrayList<>(startUntil(LAST - 1, UnaryOperator.identity()));
    Future<Held> killed =
        table.start(
            LAST,
            table.newKey("spring"),
            Table.PATIENT,
            new Mortal(table.keys(LAST), Mortal.Moment.AFTER_STORING),
            UnaryOperator.identity());
    assertThat(Table.failure(killed)).isInstanceOf(Mortal.Killed.class);
    assertThat(table.path(LAST)).isDirectoryContaining("glob:**.pending");

    futures.add(table.start(LAST, table.newKey("spring"), Table.PATIENT));

    assertThat(all(futures)).allSatisfy(held -> assertThat(held.unstored()).isEmpty());
    assertOneKeyThatSigns(table.shares());
    assertNothingPending();
  }

  /** It has heard all echoes and nobody has heard its own, as if the process had died too early. */
  @Test
  void whatNobodyHasHeardIsSaidAgain() throws Exception {
    List<Future<Held>> futures = new ArrayList<>(startUntil(LAST - 1, UnaryOperator.identity()));
    List<SignedMessage> said = new ArrayList<>();
    Future<Held> killed =
        table.start(
            LAST,
            table.newKey("spring"),
            Table.PATIENT,
            new Mortal(table.keys(LAST), Mortal.Moment.AFTER_STORING),
            message -> {
              said.add(message);
              return message.kind() == MessageKind.CEREMONY_ECHO ? said.getFirst() : message;
            });
    assertThat(Table.failure(killed)).isInstanceOf(Mortal.Killed.class);
    assertThat(table.path(1)).isDirectoryNotContaining("glob:**.pending");

    futures.add(table.start(LAST, table.newKey("spring"), Table.PATIENT));

    assertThat(all(futures)).allSatisfy(held -> assertThat(held.unstored()).isEmpty());
    assertOneKeyThatSigns(table.shares());
  }

  /** Nobody saw the certificate: each certifies again, and it is made of that. */
  @Test
  void allMayDieWithStoredShares() throws Exception {
    List<Future<Held>> killed =
        IntStream.rangeClosed(1, LAST)
            .mapToObj(i ->
                table.start(
                    i,
                    table.newKey("spring"),
                    Table.PATIENT,
                    new Mortal(table.keys(i), Mortal.Moment.AFTER_STORING),
                    UnaryOperator.identity()))
            .toList();
    for (Future<Held> one : killed) {
      assertThat(Table.failure(one)).isInstanceOf(Mortal.Killed.class);
    }

    makeKey();

    assertOneKeyThatSigns(table.shares());
    assertNothingPending();
  }

  @Test
  void whoLiesIsNamedByAll() throws Exception {
    Limits limits =
        new Limits(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1));
    Agreement agreement = table.newKey("spring");
    List<Future<Held>> futures = new ArrayList<>();
    for (int i = 1; i < LAST; i++) {
      futures.add(table.start(i, agreement, limits));
    }
    Future<Held> liar =
        table.start(LAST, agreement, limits, table.keys(LAST), this::withAWrongShare);

    for (Future<Held> honest : futures) {
      assertThat(Table.failure(honest))
          .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("found attesters 3 breaking the rules");
    }
    assertThat(Table.failure(liar)).isInstanceOf(CliException.class);
    assertThat(table.path(1).resolve("attester-1.share")).doesNotExist();
  }

  /** The last byte of a dealing is one of what is sealed to the last of the others. */
  private SignedMessage withAWrongShare(SignedMessage message) {
    if (message.kind() != MessageKind.CEREMONY_DEALING
        || !message.sender().equals(Identifier.of(LAST))) {
      return message;
    }
    byte[] body = message.body().toArray();
    body[body.length - 1] ^= 1;
    return SignedMessage.sign(
        table.people.signers().get(LAST - 1),
        message.sender(),
        message.kind(),
        message.scope(),
        Bytes.copyOf(body));
  }

  @Test
  void aSessionIsHeldOnce() throws Exception {
    Future<Held> killed =
        table.start(
            1,
            table.newKey("spring"),
            Table.PATIENT,
            new Mortal(table.keys(1), Mortal.Moment.AFTER_STORING),
            UnaryOperator.identity());
    List<Future<Held>> others =
        IntStream.rangeClosed(2, LAST)
            .mapToObj(i -> table.start(i, table.newKey("spring"), Table.PATIENT))
            .toList();
    assertThat(Table.failure(killed)).isInstanceOf(Mortal.Killed.class);
    try (var pending = Files.newDirectoryStream(table.path(1), "*.pending")) {
      Files.delete(pending.iterator().next());
    }

    assertThat(Table.failure(table.start(1, table.newKey("spring"), Table.PATIENT)))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining("session \"spring\": found it begun before");
    assertThat(others).noneMatch(Future::isDone);
  }

  @Test
  void nothingIsBegunOnDifferentTerms() throws Exception {
    List<Future<Held>> futures = new ArrayList<>(startUntil(LAST - 1, UnaryOperator.identity()));
    futures.add(
        table.start(
            LAST, Agreement.onNewKey(table.roster, 3, 2, List.of(), "spring"), Table.PATIENT));

    table.awaitTold(1, "attester 3 agreed to something else: found a new key, 3 of 3, key epoch 2");
    table.awaitTold(
        LAST, "attester 1 agreed to something else: found a new key, 3 of 3, key epoch 1");
    assertThat(futures).noneMatch(Future::isDone);
    assertThat(table.path(1).resolve("sessions")).doesNotExist();
  }

  @Test
  void nothingIsBegunWhileOneIsMissing() throws Exception {
    Duration moment = Duration.ofMillis(100);

    assertThat(
            Table.failure(
                table.start(1, table.newKey("spring"), new Limits(moment, moment, moment))))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("found attesters 2, 3 missing")
        .hasMessageContaining("nothing was begun");
    assertThat(table.path(1).resolve("sessions")).doesNotExist();
  }

  @Test
  void strangersAreTurnedAway() throws Exception {
    Future<Held> first = table.start(1, table.newKey("spring"), Table.PATIENT);
    table.awaitTold(1, "waiting for attesters 2, 3");
    IdentitySigner stranger = IdentitySigner.generate(new SecureRandom());

    try (PeerLine member = line(table.people.signers().get(1));
        PeerLine unknown = line(stranger)) {
      assertThat(member.find(Routes.PREFIX)).isPresent();
      assertThatThrownBy(() -> unknown.find(Routes.PREFIX))
          .isInstanceOf(PeerException.class)
          .hasMessageContaining("cannot be reached");
    }
    assertThat(first).isNotDone();
  }

  @Test
  void anAddressThatIsTakenIsNamed() throws Exception {
    Future<Held> first = table.start(1, table.newKey("spring"), Table.PATIENT);
    table.awaitTold(1, "waiting for attesters 2, 3");

    assertThat(Table.failure(table.start(1, table.newKey("spring"), Table.PATIENT)))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("cannot be listened at");
    assertThat(first).isNotDone();
  }

  private PeerLine line(IdentitySigner caller) {
    var first = table.roster.members().getFirst();
    TlsIdentity shown = TlsIdentity.create(caller, Instant.now(), Duration.ofHours(1));
    return new PeerLine(
        first.identifier(),
        AttesterAddress.of(first.address()),
        Tls.context(shown, Set.of(first.identity()), InstantSource.system()));
  }

  // New shares

  private List<Future<Held>> startRefresh(int last, Limits limits) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(i -> table.start(i, table.refresh(i, "summer"), limits))
        .toList();
  }

  @Test
  void aRefreshLeavesTheKeyAndNoOldShare() throws Exception {
    makeKey();
    List<CertifiedKey> before = table.shares();

    assertThat(all(startRefresh(LAST, Table.PATIENT)))
        .allSatisfy(held -> assertThat(held.unstored()).isEmpty());

    List<CertifiedKey> after = table.shares();
    assertOneKeyThatSigns(after);
    assertThat(after.getFirst().groupKey()).isEqualTo(before.getFirst().groupKey());
    assertThat(after).allSatisfy(share -> assertThat(share.generation()).isEqualTo(1));
    assertNothingPending();
    List<CertifiedKey> mixed = new ArrayList<>(after);
    mixed.set(1, before.get(1));
    assertThatThrownBy(
            () -> LocalQuorum.of(table.roster, mixed, table.people.signers()).sign(DIGEST))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("one of another key");
  }

  /** The rule of old shares: while one has not stored its new share, nobody destroys the old. */
  @Test
  void oldSharesStayUntilAllHaveStoredTheNewOnes() throws Exception {
    makeKey();
    Limits hurried =
        new Limits(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(500));
    List<Future<Held>> futures = startRefresh(LAST - 1, hurried);
    Future<Held> killed =
        table.start(
            LAST,
            table.refresh(LAST, "summer"),
            hurried,
            new Mortal(table.keys(LAST), Mortal.Moment.BEFORE_THE_CERTIFIED_SHARE),
            UnaryOperator.identity());
    assertThat(Table.failure(killed)).isInstanceOf(Mortal.Killed.class);

    assertThat(all(futures))
        .allSatisfy(held -> assertThat(held.unstored()).contains(Identifier.of(LAST)));
    for (int i = 1; i < LAST; i++) {
      assertThat(table.path(i)).isDirectoryContaining("glob:**.share.old");
    }
    assertThat(table.share(LAST).generation()).isZero();
    assertThat(Table.failure(table.start(1, table.refresh(1, "autumn"), hurried)))
        .hasMessageContaining("found a refresh that not all have confirmed");

    assertThat(all(startRefresh(LAST, Table.PATIENT)))
        .allSatisfy(held -> assertThat(held.unstored()).isEmpty());
    assertOneKeyThatSigns(table.shares());
    assertNothingPending();
  }
}
