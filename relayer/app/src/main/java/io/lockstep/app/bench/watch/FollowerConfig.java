package io.lockstep.app.bench.watch;

import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.LocalDatabase;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Keccak256;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configuration by which a daemon follows the lane, as an operator would write it. */
final class FollowerConfig {

  private FollowerConfig() {}

  static String of(FilledLane lane, Voters voters, LocalDatabase server, FollowerFiles files) {
    return """
    version: 1
    database:
      url: %s
      user: %s
      password: { file: "%s" }
    chains:
    %s%s
    lanes:
      - { source: %s, destination: %s, channel: "%s" }
    """
        .formatted(
            server.url(),
            LocalDatabase.USER,
            files.password(),
            chain(lane.source(), voters),
            chain(lane.destination(), Voters.ONE),
            name(lane.source()),
            name(lane.destination()),
            lane.lane().channel().value());
  }

  private static String chain(End end, Voters voters) {
    return """
      - name: %s
        chain-id: %s
        genesis: "%s"
        finality: finalized
        quorum: %d
        gateway: { address: "%s", code-hash: "%s", first-block: 1 }
        providers:
    %s
    """
        .formatted(
            name(end),
            end.chainId(),
            ChainState.at(end.chain().connection(), 0).block().hash(),
            voters.quorum(),
            end.gateway(),
            Keccak256.of(end.latest().code(end.gateway())),
            IntStream.rangeClosed(1, voters.providers())
                .mapToObj(number -> provider(end, number))
                .collect(Collectors.joining("\n")));
  }

  /** One node under several addresses: what comes after the question mark it does not look at. */
  private static String provider(End end, int number) {
    URI node = end.chain().endpoint().uri();
    return "      - { name: provider-%d, url: \"%s/?provider=%d\", websocket: \"ws://%s\" }"
        .formatted(number, node, number, node.getAuthority());
  }

  private static String name(End end) {
    return "chain-" + end.chainId();
  }
}
