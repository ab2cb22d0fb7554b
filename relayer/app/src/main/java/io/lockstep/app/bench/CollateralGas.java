package io.lockstep.app.bench;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.Holds;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collateral from the lock to the margin or the token, and back to whoever is paid. */
final class CollateralGas {

  private static final int[] SIZES = {1, 10, 50, 100};
  private static final int ACCOUNTS = 100;
  private static final Duration DEADLINE = Duration.ofHours(1);

  private final TwoChains chains;
  private final CollateralLanes lanes;
  private final List<GasRow> rows = new ArrayList<>();
  private int transfers;
  private int strangers = ACCOUNTS;

  CollateralGas(TwoChains chains) {
    this.chains = chains;
    this.lanes = chains.collateral();
  }

  List<GasRow> measure() {
    chains.directions().forEach(this::deliver);
    useEverythingOnce();
    add("lock", 1, GasRow.WARM, lock(CollateralKind.CREDIT, 0));
    deliver(lanes.out());
    entries("credit", lanes.asset(), CollateralKind.CREDIT);
    entries("mint", lanes.asset(), CollateralKind.MINT);
    entries("credit_erc7786", lanes.assetByStandard(), CollateralKind.CREDIT);
    fresh("credit", CollateralKind.CREDIT);
    fresh("mint", CollateralKind.MINT);
    wayHome();
    return rows;
  }

  /** The lock once more, where the lane takes a fee. */
  List<GasRow> measureFee() {
    chains.directions().forEach(this::deliver);
    lock(CollateralKind.CREDIT, 0);
    add("lock_fee_1_wei", 1, GasRow.WARM, lock(CollateralKind.CREDIT, 0));
    return rows;
  }

  private void useEverythingOnce() {
    for (int account = 0; account < ACCOUNTS; account++) {
      lock(CollateralKind.CREDIT, account);
    }
    deliver(lanes.out());
    for (int account = 0; account < ACCOUNTS; account++) {
      lock(CollateralKind.MINT, account);
    }
    deliver(lanes.out());
    for (int account = 0; account < ACCOUNTS; account++) {
      lock(lanes.assetByStandard(), CollateralKind.CREDIT, account);
    }
    deliver(lanes.out());
  }

  private void entries(String path, Address asset, CollateralKind kind) {
    for (int size : SIZES) {
      for (int account = 0; account < size; account++) {
        lock(asset, kind, account);
      }
      add(path, size, GasRow.WARM, deliver(lanes.out()));
    }
  }

  private void fresh(String path, CollateralKind kind) {
    strangers++;
    lock(kind, strangers);
    add(path, 1, "fresh", deliver(lanes.out()));
  }

  /** The first of each warms what the second writes. */
  private void wayHome() {
    BigInteger amount = BigInteger.TEN.pow(18);
    lockFor(lanes.trader(), amount.multiply(BigInteger.TEN), CollateralKind.CREDIT);
    lockFor(lanes.trader(), amount.multiply(BigInteger.TEN), CollateralKind.MINT);
    deliver(lanes.out());
    release(amount);
    deliver(lanes.home());
    add("release", 1, GasRow.WARM, release(amount));
    add("pay_out", 1, GasRow.WARM, deliver(lanes.home()));
    redeem(amount);
    add("redeem", 1, GasRow.WARM, redeem(amount));
    deliver(lanes.home());
  }

  private Receipt release(BigInteger amount) {
    return lanes.byTrader(lanes.release(amount, Drawn.number(0).reference())).receiptOf("release");
  }

  private Receipt redeem(BigInteger amount) {
    return lanes.byTrader(lanes.redeem(amount, Drawn.number(0).reference())).receiptOf("redeem");
  }

  private Receipt lock(CollateralKind kind, int account) {
    return lock(lanes.asset(), kind, account);
  }

  private Receipt lock(Address asset, CollateralKind kind, int account) {
    transfers++;
    Drawn drawn = Drawn.ofAccount(account, transfers);
    return lanes
        .byHolder(
            lanes.lock(asset, kind, drawn.account(), drawn.amount(), deadline(), drawn.reference()))
        .receiptOf("lock");
  }

  private void lockFor(Address account, BigInteger amount, CollateralKind kind) {
    lanes
        .byHolder(lanes.lock(kind, account, amount, deadline(), Drawn.number(0).reference()))
        .receiptOf("lock");
  }

  private long deadline() {
    return chains.now().plus(DEADLINE).getEpochSecond();
  }

  private Receipt deliver(Direction direction) {
    return direction.deliver(direction.next(Holds.NONE));
  }

  private void add(String path, int count, String recipient, Receipt receipt) {
    rows.add(new GasRow(path, count, recipient, receipt.gasUsed()));
  }
}
