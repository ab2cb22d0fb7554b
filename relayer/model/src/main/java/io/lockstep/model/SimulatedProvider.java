package io.lockstep.model;

import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A provider of a simulated chain, which may follow another branch of it. */
public final class SimulatedProvider implements ChainProvider {
  private final String name;
  private SimulatedChain chain;
  private SimulatedChain logged;
  private Behaviour behaviour = Behaviour.HONEST;
  private long behind;
  private long blocksPerPageMax = Long.MAX_VALUE;
  private long statesKept = Long.MAX_VALUE;

  public SimulatedProvider(String name, SimulatedChain chain) {
    this.name = name;
    this.chain = chain;
    this.logged = chain;
  }

  public void behave(Behaviour as) {
    behaviour = as;
  }

  public void follow(SimulatedChain other) {
    chain = other;
    logged = other;
  }

  /** As one of several nodes behind one address does, of which another is on another branch. */
  public void readLogsFrom(SimulatedChain other) {
    logged = other;
  }

  /** It knows the chain up to so many blocks before its tip. */
  public void fallBehind(long blocks) {
    behind = blocks;
  }

  /** What it is asked for beyond so many blocks it leaves out. */
  public void limitPages(long blocks) {
    blocksPerPageMax = blocks;
  }

  /** It proves nothing at blocks that are further below its tip than so many. */
  public void keepStates(long blocks) {
    statesKept = blocks;
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ChainTip tip() {
    SimulatedBlock tip = answering().find(tipNumber()).orElseThrow();
    return new ChainTip(named(tip.id()), tip.parent());
  }

  private long tipNumber() {
    return Math.max(0, chain.tip().id().number() - behind);
  }

  private SimulatedChain answering() {
    return requireAnswer(chain);
  }

  private SimulatedChain requireAnswer(SimulatedChain asked) {
    if (behaviour == Behaviour.SILENT) {
      throw new SimulatedFailure(name + " is silent");
    }
    return asked;
  }

  @Override
  public Optional<BlockId> blockAt(long number) {
    return number > tipNumber()
        ? Optional.empty()
        : answering().find(number).map(SimulatedBlock::id).map(this::named);
  }

  private BlockId named(BlockId block) {
    return behaviour == Behaviour.NAMES_OTHER_BLOCKS && block.number() > 0
        ? new BlockId(block.number(), Keccak256.of(block.hash().bytes()))
        : block;
  }

  /** The height that it calls final. */
  public long finalHeight() {
    return behaviour == Behaviour.CALLS_ALL_FINAL
        ? tipNumber()
        : Math.min(answering().finalHeight(), tipNumber());
  }

  @Override
  public AppendedPage appended(long fromBlock, long throughBlock) {
    long wanted = Math.min(throughBlock, tipNumber());
    long last = wanted - fromBlock < blocksPerPageMax ? wanted : fromBlock + blocksPerPageMax - 1;
    List<AppendedLog> logs = new ArrayList<>();
    for (SimulatedBlock block : requireAnswer(logged).between(fromBlock, last)) {
      long nonce = block.head().nonce() - block.messages().size();
      for (Message message : block.messages()) {
        nonce++;
        logs.add(log(nonce, message, block.id()));
      }
    }
    return new AppendedPage(
        told(logs, logged.find(last).orElseThrow()), logged.find(last).orElseThrow().id());
  }

  private static AppendedLog log(long nonce, Message message, BlockId block) {
    Hash32 transaction = new Keccak256().add(block.hash()).add(nonce).finish();
    return new AppendedLog(nonce, message, new LogPlace(block, transaction, 0));
  }

  private List<AppendedLog> told(List<AppendedLog> logs, SimulatedBlock last) {
    if (logs.isEmpty() && behaviour != Behaviour.INVENTS_LOGS) {
      return logs;
    }
    return switch (behaviour) {
      case HIDES_LOGS -> logs.subList(0, logs.size() - 1);
      case REORDERS_LOGS -> logs.reversed();
      case INVENTS_LOGS -> {
        logs.add(log(last.head().nonce() + 1, SampleMessages.of(-1), last.id()));
        yield logs;
      }
      case ALTERS_LOGS -> {
        AppendedLog first = logs.getFirst();
        logs.set(0, log(first.nonce(), SampleMessages.of(-2), first.place().block()));
        yield logs;
      }
      case DUPLICATES_LOGS -> {
        logs.add(1, logs.getFirst());
        yield logs;
      }
      case HONEST, SILENT, CALLS_ALL_FINAL, NAMES_OTHER_BLOCKS -> logs;
    };
  }

  /** What arithmetic would show: even a liar can only show what its chain holds. */
  @Override
  public ProvenLane prove(BlockId block) {
    SimulatedBlock found =
        answering()
            .find(block.number())
            .filter(one -> one.id().equals(block))
            .orElseThrow(() -> new SimulatedFailure(name + " has no state of " + block));
    return new ProvenLane(block, found.head(), found.pairedInbound(), Bytes.EMPTY);
  }

  @Override
  public Optional<ProvenLane> findProof(BlockId block) {
    return tipNumber() - block.number() > statesKept ? Optional.empty() : Optional.of(prove(block));
  }
}
