package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.KeyCertificate;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where what others bring is laid down until the ceremony's own thread takes it, and where it lays
 * down what others may fetch. Safe for several threads.
 */
final class Desk implements PeerApi {
  /** Bounds what others can fill; who finds it full comes again. */
  private static final int INBOX_MAX = 256;

  private static final int NOTICES_MAX = 1_024;

  private final Hash32 agreement;
  private final String told;
  private final BlockingQueue<SignedMessage> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
  private final Set<Hash32> ceremonies = new LinkedHashSet<>();
  private final Map<Notice, Set<Identifier>> notices = new LinkedHashMap<>();
  private Optional<KeyCertificate> certificate = Optional.empty();
  private Optional<KeyProver> prover = Optional.empty();

  Desk(Hash32 agreement, String told) {
    this.agreement = agreement;
    this.told = told;
  }

  // For others

  @Override
  public Hash32 agreement() {
    return agreement;
  }

  @Override
  public String told() {
    return told;
  }

  /** A message of a ceremony that has not begun here is left with its bringer. */
  @Override
  public boolean take(SignedMessage message) {
    synchronized (this) {
      if (certificate.isPresent()) {
        return true;
      }
      if (!ceremonies.contains(message.scope())) {
        return false;
      }
    }
    return inbox.offer(message);
  }

  @Override
  public synchronized Optional<KeyCertificate> findCertificate(Hash32 terms) {
    return certificate.filter(one -> one.certification().termsHash().equals(terms));
  }

  @Override
  public synchronized void noticed(Identifier from, Notice notice) {
    if (notices.size() < NOTICES_MAX || notices.containsKey(notice)) {
      notices.computeIfAbsent(notice, _ -> new TreeSet<>()).add(from);
      notifyAll();
    }
  }

  @Override
  public Optional<SignedMessage> offer(Identifier from, Allotment abandoned) {
    return prover().map(one -> one.offer(from, abandoned));
  }

  @Override
  public Optional<SignedMessage> answer(Identifier from, SigningSession session) {
    return prover().map(one -> one.answer(from, session));
  }

  // For the ceremony's own thread

  synchronized void begin(Hash32 terms) {
    ceremonies.add(terms);
  }

  /** The next message, if one comes in time. */
  Optional<SignedMessage> next(Duration patience) {
    try {
      return Optional.ofNullable(inbox.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted", e);
    }
  }

  synchronized void show(KeyCertificate certified) {
    certificate = Optional.of(certified);
  }

  synchronized void prove(KeyProver one) {
    prover = Optional.of(one);
  }

  private synchronized Optional<KeyProver> prover() {
    return prover;
  }

  /** Waits until all of these have said it, but not for long; returns who has not. */
  synchronized Set<Identifier> awaitNotice(Notice notice, Set<Identifier> all, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!missing(notice, all).isEmpty() && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return missing(notice, all);
  }

  private Set<Identifier> missing(Notice notice, Set<Identifier> all) {
    Set<Identifier> missing = new TreeSet<>(all);
    missing.removeAll(new HashSet<>(notices.getOrDefault(notice, Set.of())));
    return missing;
  }
}
