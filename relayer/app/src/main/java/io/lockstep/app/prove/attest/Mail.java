package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.simulation.VirtualNetwork;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Questions and answers over a network that loses some. */
final class Mail {
  private record Link(Object from, Object to) {}

  private final VirtualNetwork network;
  private final List<Node> nodes;

  Mail(VirtualNetwork network, List<Node> nodes) {
    this.network = network;
    this.nodes = nodes;
  }

  /** There and back; whoever is down or cut off says nothing. */
  <T> void ask(Object asker, Node node, Supplier<Optional<T>> question, Consumer<T> then) {
    Link there = new Link(asker, node);
    Link back = new Link(node, asker);
    network.send(
        there, Duration.ZERO, () -> question.get().ifPresent(said -> bring(back, said, then)));
  }

  private <T> void bring(Link link, T said, Consumer<T> then) {
    network.send(link, Duration.ZERO, () -> then.accept(said));
  }

  void askPeersOf(Node node, Hash32 question, Consumer<SignedMessage> then) {
    for (Node peer : nodes) {
      if (peer != node) {
        ask(node, peer, () -> peer.lastHeard(node.identifier(), question), then);
      }
    }
  }

  /** A coordinator tells what it has heard of an attester to the others. */
  void tellPeersOf(Node node, long height, LastHeard.Share share) {
    for (Node peer : nodes) {
      if (peer != node) {
        bring(new Link(node.identifier(), peer), share, told -> peer.hear(height, told));
      }
    }
  }
}
