package io.lockstep.model;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One lane's source chain: its canonical branch, which a reorg replaces from some block on. */
public final class SimulatedChain {
  private final List<SimulatedBlock> blocks = new ArrayList<>();
  private long finalHeight;
  private long branches;

  /** Nothing comes in on the paired lane. */
  public SimulatedChain(LaneId lane) {
    this(lane, new LaneHead(0, Hash32.ZERO));
  }

  /**
   * Begins at the first block.
   *
   * @param pairedInbound how far the paired lane is executed there
   */
  public SimulatedChain(LaneId lane, LaneHead pairedInbound) {
    BlockId first = new BlockId(0, Keccak256.ofText("first block"));
    blocks.add(
        new SimulatedBlock(first, Hash32.ZERO, List.of(), LaneHead.genesis(lane), pairedInbound));
  }

  private SimulatedChain(SimulatedChain other) {
    blocks.addAll(other.blocks);
    finalHeight = other.finalHeight;
    branches = other.branches;
  }

  /** The same chain, which goes its own way from now on. */
  public SimulatedChain fork() {
    SimulatedChain fork = new SimulatedChain(this);
    fork.branches += 1_000_000;
    return fork;
  }

  /** Nothing of the paired lane is executed in this block. */
  public void mine(List<Message> messages) {
    mine(messages, tip().pairedInbound());
  }

  /**
   * Mines a block.
   *
   * @param pairedInbound how far the paired lane is executed after it
   */
  public void mine(List<Message> messages, LaneHead pairedInbound) {
    SimulatedBlock last = tip();
    LaneHead head = last.head();
    for (Message message : messages) {
      head = head.append(message);
    }
    long number = last.id().number() + 1;
    Hash32 hash =
        new Keccak256()
            .add(last.id().hash())
            .add(number)
            .add(branches)
            .add(head.head())
            .add(pairedInbound.head())
            .finish();
    blocks.add(
        new SimulatedBlock(
            new BlockId(number, hash), last.id().hash(), messages, head, pairedInbound));
  }

  /** The newest blocks vanish; what is mined next are others. */
  public void drop(int count) {
    branches++;
    for (int i = 0; i < count; i++) {
      blocks.removeLast();
    }
  }

  public SimulatedBlock tip() {
    return blocks.getLast();
  }

  public Optional<SimulatedBlock> find(long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  public List<SimulatedBlock> between(long first, long last) {
    return blocks.subList((int) first, (int) Math.min(last + 1, blocks.size()));
  }

  public long finalHeight() {
    return finalHeight;
  }

  public void finalizeThrough(long height) {
    finalHeight = height;
  }

  /** Where a daemon begins that knows nothing but the lane. */
  public FinalPosition start() {
    SimulatedBlock first = blocks.getFirst();
    return new FinalPosition(first.head(), first.id(), first.pairedInbound());
  }
}
