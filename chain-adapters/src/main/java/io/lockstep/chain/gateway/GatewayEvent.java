package io.lockstep.chain.gateway;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.time.Instant;

/** What a gateway logs. */
public sealed interface GatewayEvent {

  record LaneOpened(
      LaneId outbound, LaneId inbound, InteroperableAddress peer, Channel channel, Hello limits)
      implements GatewayEvent {}

  record LaneReady(LaneId outbound, Hello peerLimits) implements GatewayEvent {}

  record LaneClosed(LaneId outbound) implements GatewayEvent {}

  record LanePaused(LaneId lane) implements GatewayEvent {}

  record LaneResumed(LaneId lane) implements GatewayEvent {}

  record GatewayPaused() implements GatewayEvent {}

  record GatewayResumed() implements GatewayEvent {}

  record SenderAllowed(LaneId lane, Address sender, boolean paysFee) implements GatewayEvent {}

  record SenderRemoved(LaneId lane, Address sender) implements GatewayEvent {}

  record FeeChanged(LaneId lane, BigInteger fee) implements GatewayEvent {}

  record FeesWithdrawn(Address to, BigInteger amount) implements GatewayEvent {}

  record DefaultChannelChanged(Address sender, Channel channel) implements GatewayEvent {}

  record MessageAppended(LaneId lane, long nonce, Message message) implements GatewayEvent {}

  /** Messages {@code first} to {@code last} were executed, each delivered or parked. */
  record MessagesExecuted(LaneId lane, long first, LaneHead last) implements GatewayEvent {}

  record MessageParked(LaneId lane, long nonce, ParkReason reason, Hash32 messageHash)
      implements GatewayEvent {}

  /** One that had been parked or held. */
  record MessageDelivered(LaneId lane, long nonce) implements GatewayEvent {}

  record MessageRuled(LaneId lane, long nonce, Decision decision, long keyEpoch)
      implements GatewayEvent {}

  record MessageVoided(LaneId lane, long nonce, Hash32 messageHash) implements GatewayEvent {}

  record VoidAppended(LaneId lane, long nonce, LaneId returnLane, long returnNonce)
      implements GatewayEvent {}

  record KeyEpochRegistered(long keyEpoch, GroupKey key, Instant startsAt)
      implements GatewayEvent {}

  record KeyEpochKilled(long keyEpoch) implements GatewayEvent {}
}
