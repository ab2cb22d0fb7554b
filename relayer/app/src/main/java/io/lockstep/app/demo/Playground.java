package io.lockstep.app.demo;

/** How to go on by hand while the chains are up. */
final class Playground {

  private Playground() {}

  static void describe(TwoChains chains, Narrator narrator) {
    Direction there = chains.there();
    String cast = "contracts/node_modules/.bin/cast";
    narrator.line("The chains stay up until Ctrl-C. In another terminal, for example:");
    narrator.line("");
    narrator.line("  where lane %s ends, at its source:".formatted(there));
    narrator.line(
        "    %s call --rpc-url %s %s \\"
            .formatted(cast, there.source().chain().endpoint(), there.source().gateway()));
    narrator.line(
        "      '%s' %s"
            .formatted(
                "outboundLane(bytes32)((uint64,bytes32,uint96,(uint32,uint32,uint32),bool,bool,bool))",
                there.lane()));
    narrator.line("  how far it has been executed, at its destination:");
    narrator.line(
        "    %s call --rpc-url %s %s \\"
            .formatted(
                cast, there.destination().chain().endpoint(), there.destination().gateway()));
    narrator.line(
        "      'inboundLane(bytes32)((uint64,bytes32,uint64,bool))' %s".formatted(there.lane()));
    narrator.line("  everything that was sent:");
    narrator.line(
        "    %s logs --rpc-url %s --from-block 0 --address %s \\"
            .formatted(cast, there.source().chain().endpoint(), there.source().gateway()));
    narrator.line(
        "      'MessageAppended(bytes32 indexed,uint64 indexed,address indexed,uint8,address,uint64,bytes)'");
    narrator.line("");
  }
}
