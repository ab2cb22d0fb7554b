package io.lockstep.chain.deploy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.contract.RuntimeCode;
import io.lockstep.chain.deploy.DeploymentProgress.Moment;
import io.lockstep.chain.deploy.Manifest.ChainPlan;
import io.lockstep.chain.deploy.Manifest.StepRecord;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.InclusionWait;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.SignedTransaction;
import io.lockstep.chain.transaction.TransactionFailed;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionSigner;
import io.lockstep.chain.transaction.Transactions;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes the steps of one chain, each once. A step's signed bytes are in the manifest before they
 * are sent, so whoever comes after a crash sends the same bytes again, which the chain takes at
 * most once.
 */
final class StepRunner {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DeploymentSite site;
  private final ManifestLedger ledger;
  private final DeploymentProgress progress;
  private final Transactions transactions;
  private final TransactionSigner signer;
  private int sent;

  StepRunner(DeploymentSite site, ManifestLedger ledger, DeploymentProgress progress) {
    this.site = site;
    this.ledger = ledger;
    this.progress = progress;
    this.transactions = new Transactions(site.chain());
    this.signer = new TransactionSigner(site.chain(), site.deployer());
  }

  int sent() {
    return sent;
  }

  void take(Step step) {
    StepRecord record = plan().find(step.name()).orElseGet(() -> announce(step));
    Receipt receipt = settle(step, record.transaction());
    if (record.block().isEmpty() || record.block().getAsLong() != receipt.block()) {
      progress.at(Moment.INCLUDED, step.chain(), step.name());
      ledger.record(step.chain(), record.includedIn(receipt.block()));
    }
    progress.at(Moment.DONE, step.chain(), step.name());
  }

  private ChainPlan plan() {
    return ledger.plan(site.chain().chainId());
  }

  private StepRecord announce(Step step) {
    long nonce = plan().nextNonce();
    ChainState state = ChainState.latest(site.chain());
    requireNonce(step, nonce, state.accountNonce(signer.address()));
    step.creates().ifPresent(address -> requireVacant(step, address, state));
    SignedTransaction transaction = sign(step, nonce);
    StepRecord record = StepRecord.of(step.name(), transaction);
    ledger.record(step.chain(), record);
    progress.at(Moment.RECORDED, step.chain(), step.name());
    return record;
  }

  private void requireNonce(Step step, long planned, long found) {
    if (found != planned) {
      throw refused(
          step,
          "found %d transactions of deployer %s, expected %d: something else sends from this account; deploy from a fresh one, with a new manifest"
              .formatted(found, signer.address(), planned));
    }
  }

  private void requireVacant(Step step, Address address, ChainState state) {
    Bytes code = state.code(address);
    if (code.length() > 0) {
      throw refused(
          step,
          "found somebody else's code (%s) at %s, expected none"
              .formatted(RuntimeCode.describe(code), address));
    }
  }

  private SignedTransaction sign(Step step, long nonce) {
    try {
      return signer.sign(step.request().get(), nonce, step.toString());
    } catch (TransactionFailed e) {
      throw new ChainException(Code.DEPLOYMENT_REFUSED, e.getMessage(), e);
    }
  }

  /** The nonce is asked for first: a receipt that appears in between is seen, not missed. */
  private Receipt settle(Step step, SignedTransaction transaction) {
    long accountNonce = ChainState.latest(site.chain()).accountNonce(signer.address());
    Optional<Receipt> known = transactions.findReceipt(transaction.hash());
    if (known.isEmpty() && accountNonce > transaction.nonce()) {
      throw refused(
          step,
          "its nonce %d was spent by another transaction than %s; deploy from a fresh account, with a new manifest"
              .formatted(transaction.nonce(), transaction.hash()));
    }
    if (known.isEmpty()) {
      send(step, transaction);
    }
    return await(step, transaction);
  }

  private void send(Step step, SignedTransaction transaction) {
    transactions.broadcast(transaction);
    sent++;
    progress.at(Moment.SENT, step.chain(), step.name());
  }

  private Receipt await(Step step, SignedTransaction transaction) {
    TransactionOutcome outcome =
        new InclusionWait(site.chain(), PATIENCE).await(transaction.hash());
    return switch (outcome) {
      case TransactionOutcome.Included(Receipt receipt) -> receipt;
      case TransactionOutcome.Unknown(var hash, String found) ->
          throw new ChainException(
              Code.TRANSACTION_UNKNOWN,
              "%s: transaction %s is not included yet (%s); deploy again, which goes on from here"
                  .formatted(step, hash, found));
      case TransactionOutcome.Reverted(Receipt receipt, var reason) ->
          throw refused(step, "reverted in block %d: %s".formatted(receipt.block(), reason));
      case TransactionOutcome.Rejected(var reason) -> throw refused(step, reason.toString());
    };
  }

  private static ChainException refused(Step step, String why) {
    return new ChainException(Code.DEPLOYMENT_REFUSED, step + ": " + why);
  }
}
