package io.lockstep.chain.provider.logs;

import io.lockstep.chain.provider.Blocks;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Map;

/** Which logs are asked for: one gateway's, of messages that were appended to one lane. */
public record LogFilter(Address gateway, LaneId lane) {

  public static final Hash32 MESSAGE_APPENDED =
      Keccak256.ofText("MessageAppended(bytes32,uint64,address,uint8,address,uint64,bytes)");

  Map<String, Object> within(long fromBlock, long throughBlock) {
    return Map.of(
        "address",
        gateway.toString(),
        "topics",
        List.of(MESSAGE_APPENDED.toString(), lane.toString()),
        "fromBlock",
        Blocks.quantity(fromBlock),
        "toBlock",
        Blocks.quantity(throughBlock));
  }
}
