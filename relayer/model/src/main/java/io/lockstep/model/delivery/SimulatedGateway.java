package io.lockstep.model.delivery;

import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.OutcomeEvent.ParkReason;
import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The gateway's rules, as {@code Gateway.sol} has them, over its storage as a value.
 *
 * @param lanes how far each lane is executed
 * @param standings what was executed without being delivered, by message
 * @param delivered how often each message reached its recipient: the promise is at most once
 */
public record SimulatedGateway(
    Map<LaneId, LaneHead> lanes,
    Map<Place, Standing> standings,
    Map<Place, Integer> delivered,
    boolean paused) {
  /** A message by its place. */
  public record Place(LaneId lane, long nonce) {}

  /** As {@code Standing} in {@code IGateway.sol}. */
  public enum Standing {
    PARKED,
    HELD,
    VOID_PENDING,
    VOIDED
  }

  /** What the world around it is like. */
  public record Surroundings(
      Set<Long> epochs, Instant time, Set<Place> failing, boolean returnPaused) {}

  /** An event, before it has a place in a block. */
  public record Told(Place place, What what, Hash32 messageHash, long number) {
    /** Which event. */
    public enum What {
      PARKED_FAILED,
      PARKED_EXPIRED,
      PARKED_HELD,
      DELIVERED,
      RULED_DELIVER,
      RULED_VOID,
      VOIDED,
      VOID_APPENDED
    }
  }

  /** What a call has come to. */
  public sealed interface Result {
    record Done(SimulatedGateway after, List<Told> events) implements Result {}

    record Reverted(String error) implements Result {}
  }

  static final int HELD_GRACE_SECONDS = 7 * 24 * 3600;

  public static SimulatedGateway of(Set<LaneId> lanes) {
    Map<LaneId, LaneHead> begun = new HashMap<>();
    lanes.forEach(lane -> begun.put(lane, LaneHead.genesis(lane)));
    return new SimulatedGateway(Map.copyOf(begun), Map.of(), Map.of(), false);
  }

  public SimulatedGateway withPaused(boolean isPaused) {
    return new SimulatedGateway(lanes, standings, delivered, isPaused);
  }

  public Result call(GatewayCall call, Surroundings world) {
    try {
      Draft draft = new Draft(this, world);
      if (paused) {
        throw new Refusal("LaneIsPaused");
      }
      switch (call) {
        case GatewayCall.Deliver deliver -> draft.deliver(deliver);
        case GatewayCall.Settle settle -> draft.settle(settle);
        case GatewayCall.Rule rule -> draft.rule(rule);
      }
      return new Result.Done(draft.finish(), List.copyOf(draft.events));
    } catch (Refusal refusal) {
      return new Result.Reverted(String.valueOf(refusal.getMessage()));
    }
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String error) {
      super(error, null, false, false);
    }
  }

  /** One call. */
  private static final class Draft {
    private final Map<LaneId, LaneHead> lanes;
    private final Map<Place, Standing> standings;
    private final Map<Place, Integer> delivered;
    private final Surroundings world;
    private final List<Told> events = new ArrayList<>();

    Draft(SimulatedGateway before, Surroundings world) {
      this.lanes = new HashMap<>(before.lanes);
      this.standings = new HashMap<>(before.standings);
      this.delivered = new HashMap<>(before.delivered);
      this.world = world;
    }

    SimulatedGateway finish() {
      return new SimulatedGateway(
          Map.copyOf(lanes), Map.copyOf(standings), Map.copyOf(delivered), false);
    }

    void deliver(GatewayCall.Deliver call) {
      Checkpoint checkpoint = call.checkpoint().checkpoint();
      LaneId lane = checkpoint.lane();
      LaneHead executed = Objects.requireNonNull(lanes.get(lane), "UnknownLane");
      List<Message> messages =
          call.runs().stream().map(Run::messages).flatMap(List::stream).toList();
      long last = call.first() + messages.size() - 1;
      require(last > executed.nonce(), "AlreadyExecuted");
      require(call.first() <= executed.nonce() + 1, "BatchAhead");
      require(call.tail().size() <= GasPlan.TAIL_MAX, "TailTooLong");
      require(last + call.tail().size() == checkpoint.nonce(), "BatchEndMismatch");
      require(checkpoint.from() <= executed.nonce(), "HoldsAhead");
      require(world.epochs().contains(checkpoint.keyEpoch()), "EpochNotActive");
      LaneHead head = executed;
      List<Message> fresh =
          messages.subList((int) (executed.nonce() + 1 - call.first()), messages.size());
      for (Message message : fresh) {
        head = head.append(message);
      }
      LaneHead end = head;
      for (Hash32 hash : call.tail()) {
        end = end.append(hash);
      }
      require(end.head().equals(checkpoint.head()), "HeadMismatch");
      lanes.put(lane, head);
      Set<Long> held = new HashSet<>(checkpoint.holds().nonces());
      for (int i = 0; i < fresh.size(); i++) {
        execute(new Place(lane, executed.nonce() + 1 + i), fresh.get(i), held);
      }
    }

    private void execute(Place place, Message message, Set<Long> held) {
      if (held.contains(place.nonce())) {
        park(place, message, ParkReason.HELD);
      } else if (isPast(message, 0)) {
        park(place, message, ParkReason.EXPIRED);
      } else if (world.failing().contains(place)) {
        park(place, message, ParkReason.FAILED);
      } else {
        delivered.merge(place, 1, Integer::sum);
      }
    }

    private void park(Place place, Message message, ParkReason reason) {
      standings.put(place, reason == ParkReason.HELD ? Standing.HELD : Standing.PARKED);
      Told.What what =
          switch (reason) {
            case FAILED -> Told.What.PARKED_FAILED;
            case EXPIRED -> Told.What.PARKED_EXPIRED;
            case HELD -> Told.What.PARKED_HELD;
          };
      events.add(new Told(place, what, message.hash(), 0));
    }

    void settle(GatewayCall.Settle call) {
      Place place = new Place(call.lane(), call.nonce());
      Message message = call.message();
      switch (call.kind()) {
        case RETRY -> {
          requireStanding(place, Standing.PARKED);
          require(!isPast(message, 0), "DeadlinePassed");
          require(!world.failing().contains(place), "DeliveryFailed");
          standings.remove(place);
          deliverLate(place, message);
        }
        case VOID -> {
          boolean isHeld = standings.get(place) == Standing.HELD;
          require(isHeld || standings.get(place) == Standing.PARKED, "WrongStanding");
          require(message.deadline() != Message.NO_DEADLINE, "NotVoidable");
          require(isPast(message, isHeld ? HELD_GRACE_SECONDS : 0), "DeadlineNotPassed");
          voidOf(place, message);
        }
        case PUSH -> {
          requireStanding(place, Standing.VOID_PENDING);
          require(!world.returnPaused(), "LaneIsPaused");
          append(place, message);
        }
      }
    }

    void rule(GatewayCall.Rule call) {
      var ruling = call.ruling().ruling();
      Place place = new Place(ruling.lane(), ruling.nonce());
      requireStanding(place, Standing.HELD);
      require(world.epochs().contains(ruling.keyEpoch()), "EpochNotActive");
      boolean deliver = ruling.decision() == Decision.DELIVER;
      events.add(
          new Told(
              place,
              deliver ? Told.What.RULED_DELIVER : Told.What.RULED_VOID,
              ruling.messageHash(),
              0));
      if (!deliver) {
        voidOf(place, call.message());
        return;
      }
      require(!isPast(call.message(), 0), "DeadlinePassed");
      standings.remove(place);
      if (world.failing().contains(place)) {
        park(place, call.message(), ParkReason.FAILED);
      } else {
        deliverLate(place, call.message());
      }
    }

    private void deliverLate(Place place, Message message) {
      delivered.merge(place, 1, Integer::sum);
      events.add(new Told(place, Told.What.DELIVERED, message.hash(), 0));
    }

    private void voidOf(Place place, Message message) {
      standings.put(place, Standing.VOID_PENDING);
      events.add(new Told(place, Told.What.VOIDED, message.hash(), 0));
      if (!world.returnPaused()) {
        append(place, message);
      }
    }

    private void append(Place place, Message message) {
      standings.put(place, Standing.VOIDED);
      events.add(new Told(place, Told.What.VOID_APPENDED, message.hash(), place.nonce()));
    }

    private boolean isPast(Message message, long graceSeconds) {
      return message.deadline() != Message.NO_DEADLINE
          && world.time().getEpochSecond() > message.deadline() + graceSeconds;
    }

    private void requireStanding(Place place, Standing required) {
      require(standings.get(place) == required, "WrongStanding");
    }

    private static void require(boolean holds, String error) {
      if (!holds) {
        throw new Refusal(error);
      }
    }
  }
}
