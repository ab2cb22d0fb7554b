package io.lockstep.app.keys.ceremony;

import io.lockstep.app.CliException;
import io.lockstep.app.transport.Frames;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Waits until all others are there and have agreed to the same, before anybody says a word: a slip
 * in one configuration costs no session.
 */
final class Gathering {
  private final Agreement agreement;
  private final Peers peers;
  private final Progress progress;
  private final Set<Identifier> missing;
  private final Map<Identifier, String> told = new TreeMap<>();

  Gathering(Agreement agreement, Peers peers, Progress progress) {
    this.agreement = agreement;
    this.peers = peers;
    this.progress = progress;
    this.missing = new TreeSet<>(peers.identifiers());
  }

  void complete(Duration patience) {
    progress.tell("waiting for attesters " + names(missing));
    Pause pause = new Pause(patience);
    do {
      List.copyOf(missing).forEach(this::ask);
    } while (!missing.isEmpty() && pause.again());
    if (!missing.isEmpty()) {
      throw CliException.temporary(
          "found attesters %s missing after %d s, expected all; nothing was begun%s"
              .formatted(
                  names(missing),
                  patience.toSeconds(),
                  told.isEmpty() ? "" : ": " + String.join("; ", told.values())));
    }
  }

  private void ask(Identifier peer) {
    try {
      List<Bytes> answer =
          Frames.split(peers.line(peer).find(Routes.PREFIX).orElse(Bytes.EMPTY), 2);
      if (answer.get(0).equals(agreement.hash().bytes())) {
        missing.remove(peer);
        told.remove(peer);
        progress.tell("attester %s is there".formatted(peer));
      } else {
        tell(
            peer,
            "attester %s agreed to something else: found %s, expected %s"
                .formatted(peer, PeerLine.printable(answer.get(1).toArray()), agreement.told()));
      }
    } catch (PeerException | AttestationException e) {
      tell(peer, String.valueOf(e.getMessage()));
    }
  }

  /** Once for each thing that is in the way. */
  private void tell(Identifier peer, String text) {
    if (!text.equals(told.put(peer, text))) {
      progress.tell(text);
    }
  }

  static String names(Iterable<Identifier> identifiers) {
    return String.join(", ", texts(identifiers));
  }

  private static List<String> texts(Iterable<Identifier> identifiers) {
    List<String> texts = new ArrayList<>();
    identifiers.forEach(one -> texts.add(one.toString()));
    return texts;
  }
}
