package io.lockstep.model.delivery;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.delivery.ActiveEpochs;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.OutcomeEvent.ParkReason;
import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerView;
import io.lockstep.core.port.DestinationGateway;
import io.lockstep.core.port.DestinationLog;
import io.lockstep.core.port.SendingChain;
import io.lockstep.model.delivery.SimulatedGateway.Place;
import io.lockstep.model.delivery.SimulatedGateway.Result;
import io.lockstep.model.delivery.SimulatedGateway.Surroundings;
import io.lockstep.model.delivery.SimulatedGateway.Told;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A chain where lanes end: accounts with nonces, a pool, blocks, reorgs, and a gateway. Its whole
 * state is one value, which a test may keep and put back.
 */
public final class SimulatedDestination implements SendingChain {
  private static final long GAS_PRICE_WEI = 10;

  /** What the chain knows after a block. */
  public record World(SimulatedGateway gateway, Map<Signer, Long> nonces) {
    long nonce(Signer signer) {
      return nonces.getOrDefault(signer, 0L);
    }
  }

  /** A mined transaction, and the error if it reverted. */
  public record Mined(SimulatedTransaction transaction, Optional<String> error) {}

  /** A block. */
  public record Block(BlockId id, List<Mined> mined, List<List<Told>> events, World after) {}

  /** Everything. */
  public record State(
      List<Block> blocks,
      List<SimulatedTransaction> pool,
      long finalHeight,
      long branch,
      FeeQuote quote,
      ActiveEpochs epochs,
      Instant time,
      Set<Place> failing,
      boolean returnPaused) {
    World tip() {
      return blocks.getLast().after();
    }

    World atFinality() {
      return blocks.get((int) finalHeight).after();
    }

    Surroundings surroundings() {
      return new Surroundings(epochs.accepted(), time, failing, returnPaused);
    }
  }

  private final Map<Signer, SimulatedSigner> signers;
  private final Effects effects;
  private State state;
  private Function<SimulatedTransaction, Optional<Broadcast>> node = _ -> Optional.empty();
  private boolean hidesReceipts;

  /** Begins with an empty block. */
  public SimulatedDestination(
      Set<LaneId> lanes, Collection<SimulatedSigner> signers, Instant time, Effects effects) {
    this.signers =
        signers.stream().collect(Collectors.toMap(SimulatedSigner::signer, signer -> signer));
    this.effects = effects;
    Block first =
        new Block(
            new BlockId(0, Keccak256.ofText("first block")),
            List.of(),
            List.of(),
            new World(SimulatedGateway.of(lanes), Map.of()));
    this.state =
        new State(
            List.of(first),
            List.of(),
            0,
            0,
            new FeeQuote(GAS_PRICE_WEI, 1),
            new ActiveEpochs(1, Set.of(1L)),
            time,
            Set.of(),
            false);
  }

  public State state() {
    return state;
  }

  public void restore(State kept) {
    state = kept;
  }

  /** A node that answers so instead of taking what it is given; nothing if it takes it. */
  public void answer(Function<SimulatedTransaction, Optional<Broadcast>> answers) {
    node = answers;
  }

  public void hideReceipts(boolean hides) {
    hidesReceipts = hides;
  }

  // What happens on the chain

  /** Mines everything in the pool that can be mined. */
  public void mine() {
    mineOf(state.pool());
  }

  /** Whether a transaction of the pool is the next of its signer. */
  public boolean canMine() {
    return state.pool().stream().anyMatch(one -> one.nonce() == state.tip().nonce(one.signer()));
  }

  /** Mines what a stranger sends, and nothing of the pool. */
  public void mineForeign(SimulatedTransaction transaction) {
    mineOf(List.of(transaction));
  }

  private void mineOf(List<SimulatedTransaction> pool) {
    SimulatedGateway gateway = state.tip().gateway();
    Map<Signer, Long> nonces = new HashMap<>(state.tip().nonces());
    List<Mined> mined = new ArrayList<>();
    List<List<Told>> events = new ArrayList<>();
    for (SimulatedTransaction next : inOrder(pool)) {
      if (next.nonce() != nonces.getOrDefault(next.signer(), 0L)) {
        continue;
      }
      nonces.put(next.signer(), next.nonce() + 1);
      Result result = run(gateway, next.call());
      if (result instanceof Result.Done(SimulatedGateway after, List<Told> told)) {
        gateway = after;
        events.add(told);
        mined.add(new Mined(next, Optional.empty()));
      } else if (result instanceof Result.Reverted(String error)) {
        events.add(List.of());
        mined.add(new Mined(next, Optional.of(error)));
      }
    }
    append(List.copyOf(mined), List.copyOf(events), new World(gateway, Map.copyOf(nonces)));
  }

  private static List<SimulatedTransaction> inOrder(List<SimulatedTransaction> pool) {
    return pool.stream().sorted(Comparator.comparingLong(SimulatedTransaction::nonce)).toList();
  }

  private Result run(SimulatedGateway gateway, Optional<GatewayCall> call) {
    return call.map(one -> gateway.call(one, state.surroundings()))
        .orElseGet(() -> new Result.Done(gateway, List.of()));
  }

  private void append(List<Mined> mined, List<List<Told>> events, World after) {
    Block last = state.blocks().getLast();
    Keccak256 content = new Keccak256().add(last.id().hash()).add(state.branch());
    mined.forEach(one -> content.add(one.transaction().hash()));
    Block block =
        new Block(new BlockId(last.id().number() + 1, content.finish()), mined, events, after);
    List<Block> blocks = new ArrayList<>(state.blocks());
    blocks.add(block);
    List<SimulatedTransaction> pool =
        state.pool().stream().filter(one -> one.nonce() >= after.nonce(one.signer())).toList();
    set(List.copyOf(blocks), pool, state.finalHeight(), state.branch());
  }

  /** The newest block vanishes; its transactions are in the pool again. */
  public void reorg() {
    if (state.blocks().size() - 1 <= state.finalHeight()) {
      throw new IllegalStateException("the newest block is final");
    }
    List<Block> blocks = new ArrayList<>(state.blocks());
    List<SimulatedTransaction> pool = new ArrayList<>(state.pool());
    for (Mined mined : blocks.removeLast().mined()) {
      pool.removeIf(one -> isInPlaceOf(mined.transaction(), one));
      pool.add(mined.transaction());
    }
    set(List.copyOf(blocks), List.copyOf(pool), state.finalHeight(), state.branch() + 1);
  }

  /** The nodes forget what they had not mined. */
  public void losePool() {
    set(state.blocks(), List.of(), state.finalHeight(), state.branch());
  }

  public void makeFinal() {
    set(state.blocks(), state.pool(), state.blocks().size() - 1L, state.branch());
  }

  private void set(
      List<Block> blocks, List<SimulatedTransaction> pool, long finalHeight, long branch) {
    state =
        new State(
            blocks,
            pool,
            finalHeight,
            branch,
            state.quote(),
            state.epochs(),
            state.time(),
            state.failing(),
            state.returnPaused());
  }

  public void ask(FeeQuote quote) {
    around(quote, state.epochs(), state.time(), state.failing(), state.returnPaused());
  }

  public void rotate(ActiveEpochs epochs) {
    around(state.quote(), epochs, state.time(), state.failing(), state.returnPaused());
  }

  public void passTo(Instant time) {
    around(state.quote(), state.epochs(), time, state.failing(), state.returnPaused());
  }

  public void fail(Set<Place> failing) {
    around(state.quote(), state.epochs(), state.time(), Set.copyOf(failing), state.returnPaused());
  }

  public void pauseReturn(boolean paused) {
    around(state.quote(), state.epochs(), state.time(), state.failing(), paused);
  }

  private void around(
      FeeQuote quote, ActiveEpochs epochs, Instant time, Set<Place> failing, boolean returnPaused) {
    state =
        new State(
            state.blocks(),
            state.pool(),
            state.finalHeight(),
            state.branch(),
            quote,
            epochs,
            time,
            failing,
            returnPaused);
  }

  /** A pause of the whole gateway, in a block of its own. */
  public void pauseGateway(boolean paused) {
    World tip = state.tip();
    append(List.of(), List.of(), new World(tip.gateway().withPaused(paused), tip.nonces()));
  }

  /** What the stages of the paired lane would prove now. */
  public Executed executed(LaneId lane) {
    return new Executed(
        executed(state.tip(), lane),
        executed(state.atFinality(), lane),
        state.blocks().get((int) state.finalHeight()).id());
  }

  private static LaneHead executed(World world, LaneId lane) {
    return Objects.requireNonNull(world.gateway().lanes().get(lane));
  }

  // As a sender sees it

  @Override
  public SignerView look(Signer signer, Collection<Hash32> transactions) {
    Map<Hash32, Receipt> receipts = new HashMap<>();
    for (Block block : state.blocks()) {
      for (Mined mined : block.mined()) {
        Hash32 hash = mined.transaction().hash();
        if (!hidesReceipts && transactions.contains(hash)) {
          receipts.put(
              hash, new Receipt(hash, block.id(), mined.error().isEmpty(), 21_000, GAS_PRICE_WEI));
        }
      }
    }
    return new SignerView(
        state.tip().nonce(signer), state.atFinality().nonce(signer), state.finalHeight(), receipts);
  }

  @Override
  public Broadcast broadcast(Bytes transaction) {
    SimulatedTransaction sent =
        signers.values().stream()
            .flatMap(signer -> signer.find(transaction).stream())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("bytes that nobody signed"));
    Broadcast answer = node.apply(sent).orElseGet(() -> take(sent));
    effects.happened();
    return answer;
  }

  /** What a node does with a transaction. */
  public Broadcast take(SimulatedTransaction sent) {
    if (sent.nonce() < state.tip().nonce(sent.signer())) {
      return new Broadcast.NonceTooLow();
    }
    if (sent.fees().maxWei() < state.quote().baseFeeWei()) {
      return new Broadcast.Underpriced("max fee below base fee");
    }
    Optional<SimulatedTransaction> had =
        state.pool().stream().filter(one -> isInPlaceOf(sent, one)).findFirst();
    if (had.isPresent() && had.get().equals(sent)) {
      return new Broadcast.Taken();
    }
    if (had.isPresent() && !outbids(sent.fees(), had.get().fees())) {
      return new Broadcast.Underpriced("replacement transaction underpriced");
    }
    List<SimulatedTransaction> pool = new ArrayList<>(state.pool());
    pool.removeIf(one -> isInPlaceOf(sent, one));
    pool.add(sent);
    set(state.blocks(), List.copyOf(pool), state.finalHeight(), state.branch());
    return new Broadcast.Taken();
  }

  private static boolean isInPlaceOf(SimulatedTransaction one, SimulatedTransaction other) {
    return one.signer().equals(other.signer()) && one.nonce() == other.nonce();
  }

  private static boolean outbids(Fees offered, Fees before) {
    return isTenPercentMore(offered.maxWei(), before.maxWei())
        && isTenPercentMore(tip(offered), tip(before));
  }

  private static boolean isTenPercentMore(long offered, long before) {
    return offered * 10 >= before * 11;
  }

  private static long tip(Fees fees) {
    return switch (fees) {
      case Fees.Dynamic dynamic -> dynamic.tipWei();
      case Fees.Legacy legacy -> legacy.maxWei();
    };
  }

  @Override
  public FeeQuote quote() {
    return state.quote();
  }

  @Override
  public Revert explain(Receipt receipt) {
    return state.blocks().stream()
        .flatMap(block -> block.mined().stream())
        .filter(mined -> mined.transaction().hash().equals(receipt.transaction()))
        .flatMap(mined -> mined.error().stream())
        .map(error -> new Revert(error, error))
        .findFirst()
        .orElse(new Revert("Unknown", "the block is gone"));
  }

  // As a lane's stages see it

  public DestinationGateway gateway() {
    return new DestinationGateway() {
      @Override
      public ActiveEpochs epochs() {
        return state.epochs();
      }

      @Override
      public Instant time() {
        return state.time();
      }
    };
  }

  public DestinationLog log(LaneId lane) {
    return new DestinationLog() {
      @Override
      public OutcomePage read(long fromBlock) {
        return new OutcomePage(
            events(lane, fromBlock), Math.max(state.finalHeight(), fromBlock - 1));
      }

      @Override
      public void turnFromCurrent(String why) {}
    };
  }

  private List<OutcomeEvent> events(LaneId lane, long fromBlock) {
    List<OutcomeEvent> events = new ArrayList<>();
    for (Block block : state.blocks()) {
      if (block.id().number() >= fromBlock && block.id().number() <= state.finalHeight()) {
        addEvents(events, lane, block);
      }
    }
    return events;
  }

  private static void addEvents(List<OutcomeEvent> events, LaneId lane, Block block) {
    for (int i = 0; i < block.mined().size(); i++) {
      LogPlace place = new LogPlace(block.id(), block.mined().get(i).transaction().hash(), i);
      block.events().get(i).stream()
          .filter(told -> told.place().lane().equals(lane))
          .map(told -> event(told, place))
          .forEach(events::add);
    }
  }

  private static OutcomeEvent event(Told told, LogPlace place) {
    long nonce = told.place().nonce();
    return switch (told.what()) {
      case PARKED_FAILED ->
          new OutcomeEvent.Parked(nonce, ParkReason.FAILED, told.messageHash(), place);
      case PARKED_EXPIRED ->
          new OutcomeEvent.Parked(nonce, ParkReason.EXPIRED, told.messageHash(), place);
      case PARKED_HELD ->
          new OutcomeEvent.Parked(nonce, ParkReason.HELD, told.messageHash(), place);
      case DELIVERED -> new OutcomeEvent.DeliveredLate(nonce, place);
      case RULED_DELIVER -> new OutcomeEvent.Ruled(nonce, Decision.DELIVER, place);
      case RULED_VOID -> new OutcomeEvent.Ruled(nonce, Decision.VOID, place);
      case VOIDED -> new OutcomeEvent.Voided(nonce, told.messageHash(), place);
      case VOID_APPENDED -> new OutcomeEvent.VoidAppended(nonce, told.number(), place);
    };
  }
}
