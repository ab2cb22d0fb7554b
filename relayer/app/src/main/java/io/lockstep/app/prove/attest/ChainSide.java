package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.model.SimulatedBlock;
import io.lockstep.model.SimulatedChain;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One chain with its gateway: what is truly sent there, what is final, and what is executed. */
final class ChainSide {
  private static final int FINALITY_BLOCKS = 4;
  private static final int MESSAGES_IN_A_BLOCK_MAX = 3;

  /** What a relayer brings: a checkpoint, and the hashes of the lane's messages up to it. */
  private record Batch(FinishedCheckpoint finished, List<Hash32> hashes) {
    /** The heads that executing it leads through, or nothing if it does not fit. */
    List<LaneHead> from(LaneHead executed) {
      Checkpoint checkpoint = finished.checkpoint();
      if (checkpoint.from() > executed.nonce()
          || checkpoint.nonce() <= executed.nonce()
          || checkpoint.nonce() > hashes.size()) {
        return List.of();
      }
      List<LaneHead> heads = new ArrayList<>();
      LaneHead head = executed;
      for (Hash32 hash : hashes.subList((int) head.nonce(), (int) checkpoint.nonce())) {
        head = head.append(hash);
        heads.add(head);
      }
      return head.head().equals(checkpoint.head()) ? heads : List.of();
    }
  }

  private final Lane outbound;
  private final GroupKey key;
  private final SimulatedChain chain;
  private final List<Message> waiting = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final Map<LaneHead, Message> refunds = new HashMap<>();

  ChainSide(Lane outbound, GroupKey key) {
    this.outbound = outbound;
    this.key = key;
    this.chain = new SimulatedChain(outbound.id(), LaneHead.genesis(outbound.paired().id()));
  }

  Lane outbound() {
    return outbound;
  }

  SimulatedChain chain() {
    return chain;
  }

  void send(Message message) {
    waiting.add(message);
  }

  /** Whether every message is in a final block. */
  boolean isSettled() {
    return waiting.isEmpty() && finalHead().equals(chain.tip().head());
  }

  /** The next block: what it executes, and some of what waits to be sent. */
  void mine(Random random) {
    LaneHead executed = execute(random);
    int count = Math.min(waiting.size(), 1 + random.nextInt(MESSAGES_IN_A_BLOCK_MAX));
    List<Message> sent = new ArrayList<>(waiting.subList(0, count));
    waiting.subList(0, count).clear();
    Message refund = refunds.get(chain.tip().pairedInbound());
    if (refund != null && !messagesAfter(0).contains(refund)) {
      sent.add(refund);
    }
    chain.mine(sent, executed);
    chain.finalizeThrough(
        Math.max(chain.finalHeight(), chain.tip().id().number() - FINALITY_BLOCKS));
  }

  /** Blocks above finality vanish. Their messages are sent again, in another order. */
  boolean reorg(Random random) {
    int depthMax = (int) (chain.tip().id().number() - chain.finalHeight());
    if (depthMax == 0) {
      return false;
    }
    int depth = 1 + random.nextInt(depthMax);
    List<Message> lost = new ArrayList<>(messagesAfter(chain.tip().id().number() - depth));
    lost.removeAll(refunds.values());
    Collections.shuffle(lost, random);
    chain.drop(depth);
    waiting.addAll(0, lost);
    return true;
  }

  private List<Message> messagesAfter(long block) {
    return chain.between(block + 1, chain.tip().id().number()).stream()
        .flatMap(each -> each.messages().stream())
        .toList();
  }

  // What the gateway executes

  /** Refuses what the quorum has not signed. */
  void deliver(FinishedCheckpoint finished, List<Hash32> hashes) {
    finished.requireSigned(key, DomainSeparator.of(outbound.source()));
    batches.addFirst(new Batch(finished, hashes));
  }

  /** Executes a batch, or its beginning, if it ends in the signed head. */
  private LaneHead execute(Random random) {
    LaneHead executed = chain.tip().pairedInbound();
    for (Batch batch : batches) {
      List<LaneHead> heads = batch.from(executed);
      if (!heads.isEmpty()) {
        return heads.get(random.nextBoolean() ? heads.size() - 1 : random.nextInt(heads.size()));
      }
    }
    return executed;
  }

  /** What was executed without ever having been sent is void, and refunded by the next block. */
  void voids(LaneHead executed, Message refund) {
    refunds.put(executed, refund);
  }

  // What is true

  LaneHead finalHead() {
    return finalBlock().head();
  }

  /** How far the paired lane is executed here, at finality. */
  LaneHead finalExecuted() {
    return finalBlock().pairedInbound();
  }

  private SimulatedBlock finalBlock() {
    return chain.find(chain.finalHeight()).orElseThrow();
  }

  boolean isFinal(long nonce, Hash32 head) {
    return nonce <= finalHead().nonce() && heads(chain).get((int) nonce).head().equals(head);
  }

  /** Where the lane stood after each message, from none on. */
  static List<LaneHead> heads(SimulatedChain chain) {
    List<LaneHead> heads = new ArrayList<>();
    heads.add(chain.find(0).orElseThrow().head());
    chain.between(1, chain.tip().id().number()).stream()
        .flatMap(block -> block.messages().stream())
        .forEach(message -> heads.add(heads.getLast().append(message)));
    return heads;
  }

  List<Hash32> messageHashes() {
    return messagesAfter(0).stream().map(Message::hash).toList();
  }

  List<Message> messages() {
    return messagesAfter(0);
  }

  /** Whether something was executed here that the other side never sent. */
  boolean executedForgery() {
    return refunds.containsKey(chain.tip().pairedInbound());
  }

  /** The first message that may follow from a forgery; none if nothing was forged. */
  long firstTainted() {
    for (SimulatedBlock block : chain.between(0, chain.tip().id().number())) {
      if (refunds.containsKey(block.pairedInbound())) {
        return block.head().nonce() - block.messages().size() + 1;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Whether a forgery is executed for ever. */
  boolean forgeryIsFinal() {
    return refunds.containsKey(finalExecuted());
  }
}
