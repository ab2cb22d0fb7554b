package io.lockstep.app.testnet;

import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.OutboundLane;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Every message of a lane, as the source gateway logged it and checked against its head: a missing,
 * altered or invented log shows at once.
 *
 * @param messages the message with nonce n at index n − 1
 * @param heads where the lane stood after each
 */
public record LaneLog(LaneId lane, List<Message> messages, List<LaneHead> heads) {

  static LaneLog read(End source, LaneId lane) {
    ChainState state = source.latest();
    List<Message> messages = new ArrayList<>();
    List<LaneHead> heads = new ArrayList<>();
    LaneHead head = LaneHead.genesis(lane);
    for (GatewayEvent event : GatewayEvents.of(state.logs(source.gateway(), 0), source.gateway())) {
      if (event instanceof MessageAppended(LaneId of, long nonce, Message message)
          && of.equals(lane)) {
        head = head.append(message);
        if (head.nonce() != nonce) {
          throw new IllegalStateException(
              "lane %s: found a log of message %d, expected %d"
                  .formatted(lane, nonce, head.nonce()));
        }
        messages.add(message);
        heads.add(head);
      }
    }
    LaneHead held =
        source.view().findOutboundLane(lane).map(OutboundLane::head).orElse(LaneHead.genesis(lane));
    if (!held.equals(head)) {
      throw new IllegalStateException(
          "lane %s: the logs end in %s, the gateway holds %s".formatted(lane, head, held));
    }
    return new LaneLog(lane, List.copyOf(messages), List.copyOf(heads));
  }

  public long lastNonce() {
    return messages.size();
  }

  public Message messageAt(long nonce) {
    return messages.get(Math.toIntExact(nonce - 1));
  }

  public List<Message> between(long first, long last) {
    return messages.subList(Math.toIntExact(first - 1), Math.toIntExact(last));
  }

  public LaneHead headAt(long nonce) {
    return nonce == 0 ? LaneHead.genesis(lane) : heads.get(Math.toIntExact(nonce - 1));
  }
}
