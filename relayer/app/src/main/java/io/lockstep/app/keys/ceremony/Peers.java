package io.lockstep.app.keys.ceremony;

import io.lockstep.app.keys.AttesterAddress;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The others on the roster, as this attester reaches them. */
final class Peers implements AutoCloseable {
  private final Map<Identifier, PeerLine> lines = new TreeMap<>();
  private final Map<Identifier, Outbox> outboxes = new TreeMap<>();
  private final Routes routes;
  private final UnaryOperator<SignedMessage> voice;

  /**
   * Connects when there is something to say.
   *
   * @param voice what is said in place of what should be: the same, but for a liar in a test
   */
  Peers(
      Identifier self,
      Roster roster,
      TlsIdentity own,
      Hash32 agreement,
      Progress progress,
      UnaryOperator<SignedMessage> voice) {
    this.routes = Routes.of(agreement);
    this.voice = voice;
    for (RosterMember member : roster.members()) {
      if (!member.identifier().equals(self)) {
        PeerLine line = line(member, own);
        lines.put(member.identifier(), line);
        outboxes.put(member.identifier(), new Outbox(line, progress));
      }
    }
  }

  private static PeerLine line(RosterMember member, TlsIdentity own) {
    return new PeerLine(
        member.identifier(),
        AttesterAddress.of(member.address()),
        Tls.context(own, Set.of(member.identity()), InstantSource.system()));
  }

  Routes routes() {
    return routes;
  }

  Map<Identifier, PeerLine> lines() {
    return lines;
  }

  PeerLine line(Identifier peer) {
    return Optional.ofNullable(lines.get(peer)).orElseThrow();
  }

  Set<Identifier> identifiers() {
    return lines.keySet();
  }

  void send(SignedMessage message) {
    Bytes body = voice.apply(message).encode();
    outboxes.values().forEach(outbox -> outbox.put(routes.messages(), body));
  }

  void send(Notice notice) {
    outboxes.values().forEach(outbox -> outbox.put(routes.notices(), notice.encode()));
  }

  /** Waits until everybody has taken everything, but not for long. */
  void flush(Duration patience) {
    Pause pause = new Pause(patience);
    boolean empty = false;
    while (!empty) {
      empty = outboxes.values().stream().allMatch(Outbox::isEmpty) || !pause.again();
    }
  }

  @Override
  public void close() {
    outboxes.values().forEach(Outbox::close);
    lines.values().forEach(PeerLine::close);
  }
}
