package io.lockstep.app.keys.ceremony;

import static java.util.Objects.requireNonNull;

import io.lockstep.app.keys.AttesterAddress;
import io.lockstep.app.keys.KeptKeys;
import io.lockstep.app.keys.KeyFolder;
import io.lockstep.app.keys.Sealing;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Attesters with folders and sockets of their own, in one process, sealed at little cost. */
final class Table implements AutoCloseable {
  static final Limits PATIENT =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(20));

  private static final long PATIENCE_S = 60;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Sealing SEALING =
      new Sealing(
          Passphrase.of("a passphrase of the test".getBytes(StandardCharsets.UTF_8), "the test"),
          new Argon2Cost(64, 1, 1),
          RANDOM);

  final LocalCeremony people;
  final Roster roster;
  private final Path folder;
  private final List<String> told = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Table(int count, Path folder) {
    this.people = LocalCeremony.among(FreeAddresses.of(count), RANDOM);
    this.roster = people.roster();
    this.folder = folder;
    IntStream.rangeClosed(1, count).forEach(i -> SecretFile.createFolder(path(i)));
  }

  Path path(int attester) {
    return folder.resolve("attester-" + attester);
  }

  KeptKeys keys(int attester) {
    KeyFolder files = new KeyFolder(path(attester));
    return new KeptKeys(files, files, Identifier.of(attester), roster, SEALING);
  }

  Seat seat(int attester, KeyKeeping keeping) {
    return new Seat(
        Identifier.of(attester),
        people.signers().get(attester - 1),
        AttesterAddress.of(roster.member(Identifier.of(attester)).address()),
        keeping,
        RANDOM);
  }

  Agreement newKey(String session) {
    return Agreement.onNewKey(roster, 3, 1, List.of(), session);
  }

  Agreement refresh(int attester, String session) {
    return Agreement.onRefresh(roster, share(attester), session);
  }

  CertifiedKey share(int attester) {
    return new KeyFolder(path(attester))
        .readShare(Identifier.of(attester), roster, SEALING.passphrase());
  }

  List<CertifiedKey> shares() {
    return IntStream.rangeClosed(1, roster.size()).mapToObj(this::share).toList();
  }

  Future<Held> start(int attester, Agreement agreement, Limits limits) {
    return start(attester, agreement, limits, keys(attester), UnaryOperator.identity());
  }

  Future<Held> start(
      int attester,
      Agreement agreement,
      Limits limits,
      KeyKeeping keeping,
      UnaryOperator<SignedMessage> voice) {
    return threads.submit(() ->
        NetworkedCeremony.hold(
            agreement, seat(attester, keeping), limits, line -> told(attester, line), voice));
  }

  private synchronized void told(int attester, String line) {
    told.add(attester + " " + line);
    notifyAll();
  }

  /** Until this attester has told its operator something that begins so. */
  synchronized void awaitTold(int attester, String beginning) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (told.stream().noneMatch(line -> line.startsWith(attester + " " + beginning))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "attester %d never told: %s; told: %s".formatted(attester, beginning, told));
      }
      TimeUnit.SECONDS.timedWait(this, 1);
    }
  }

  static Held held(Future<Held> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** What it ended with, which must be a failure. */
  static Throwable failure(Future<Held> future) throws InterruptedException, TimeoutException {
    try {
      throw new IllegalStateException(
          "found %s, expected a failure".formatted(future.get(PATIENCE_S, TimeUnit.SECONDS)));
    } catch (ExecutionException e) {
      return requireNonNull(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
