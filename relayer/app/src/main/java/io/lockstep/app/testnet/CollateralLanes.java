package io.lockstep.app.testnet;

import io.lockstep.chain.collateral.Holding;
import io.lockstep.chain.collateral.LedgerCalls;
import io.lockstep.chain.collateral.LedgerView;
import io.lockstep.chain.collateral.LockRequest;
import io.lockstep.chain.collateral.Route;
import io.lockstep.chain.collateral.TokenView;
import io.lockstep.chain.collateral.VaultCalls;
import io.lockstep.chain.collateral.VaultView;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.util.List;

/**
 * A lane pair of collateral, and what its users do.
 *
 * @param out from the vault to the ledger
 * @param home from the ledger to the vault
 * @param asset the collateral
 * @param assetByStandard another, whose transfers travel through ERC-7786
 * @param fee what a lock pays for its message, in wei
 */
public record CollateralLanes(
    Direction out,
    Direction home,
    Address vault,
    Address ledger,
    Address asset,
    Address assetByStandard,
    BigInteger fee) {

  public LaneId lane() {
    return out.lane();
  }

  /** A lock by the holder, who is also refunded. */
  public TransactionRequest lock(
      CollateralKind kind, Address account, BigInteger amount, long deadline, Hash32 reference) {
    return lock(asset, kind, account, amount, deadline, reference);
  }

  public TransactionRequest lock(
      Address what,
      CollateralKind kind,
      Address account,
      BigInteger amount,
      long deadline,
      Hash32 reference) {
    CollateralPayload payload =
        new CollateralPayload(kind, what, account, amount, holder(), reference);
    return new VaultCalls(vault).lock(new LockRequest(lane(), payload, deadline), fee);
  }

  public TransactionRequest release(BigInteger amount, Hash32 reference) {
    return new LedgerCalls(ledger).release(lane(), asset, amount, receiver(), reference);
  }

  public TransactionRequest redeem(BigInteger amount, Hash32 reference) {
    return new LedgerCalls(ledger).redeem(lane(), asset, amount, receiver(), reference);
  }

  /** Where the vault is, as the holder. */
  public TransactionOutcome byHolder(TransactionRequest request) {
    return out.source().sender(Part.HOLDER).send(request);
  }

  /** Where the ledger is, as the trader. */
  public TransactionOutcome byTrader(TransactionRequest request) {
    return out.destination().sender(Part.TRADER).send(request);
  }

  public Address holder() {
    return out.source().sender(Part.HOLDER).address();
  }

  public Address trader() {
    return out.destination().sender(Part.TRADER).address();
  }

  public Address receiver() {
    return out.source().sender(Part.RECEIVER).address();
  }

  public List<Address> assets() {
    return List.of(asset, assetByStandard);
  }

  public Route route(Address what) {
    return vaultView().findRoute(lane(), what).orElseThrow();
  }

  public Holding holding(Address what) {
    return ledgerView().holding(lane(), what);
  }

  public BigInteger creditOf(Address what, Address account) {
    return ledgerView().creditOf(lane(), what, account);
  }

  public BigInteger claimable(Address what, Address account) {
    return vaultView().claimable(what, account);
  }

  public TokenView collateral(Address what) {
    return new TokenView(out.source().latest(), what);
  }

  /** What is minted for the collateral. */
  public TokenView minted(Address what) {
    return new TokenView(out.destination().latest(), tokenOf(what));
  }

  public Address tokenOf(Address what) {
    return holding(what).token().orElseThrow();
  }

  private VaultView vaultView() {
    return new VaultView(out.source().latest(), vault);
  }

  private LedgerView ledgerView() {
    return new LedgerView(out.destination().latest(), ledger);
  }
}
