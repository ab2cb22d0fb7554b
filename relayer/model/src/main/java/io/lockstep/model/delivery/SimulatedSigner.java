package io.lockstep.model.delivery;

import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.port.TransactionSigner;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs for an account. The bytes of a transaction are its hash; what it says is looked up, as one
 * would decode it.
 */
public final class SimulatedSigner implements TransactionSigner {
  private final Signer signer;
  private final Map<Bytes, SimulatedTransaction> known = new HashMap<>();

  public SimulatedSigner(Signer signer) {
    this.signer = signer;
  }

  @Override
  public Signer signer() {
    return signer;
  }

  @Override
  public SignedTransaction sign(GatewayCall call, long nonce, long gasLimit, Fees fees) {
    return sign(nonce, Optional.of(call), gasLimit, fees);
  }

  @Override
  public SignedTransaction reprice(Bytes transaction, Fees fees) {
    SimulatedTransaction before = read(transaction);
    return sign(before.nonce(), before.call(), before.gasLimit(), fees);
  }

  @Override
  public SignedTransaction empty(long nonce, Fees fees) {
    return sign(nonce, Optional.empty(), 21_000, fees);
  }

  private SignedTransaction sign(long nonce, Optional<GatewayCall> call, long gasLimit, Fees fees) {
    Hash32 hash =
        Keccak256.ofText("%s %d %s %d %s".formatted(signer, nonce, named(call), gasLimit, fees));
    known.putIfAbsent(
        hash.bytes(), new SimulatedTransaction(hash, signer, nonce, call, gasLimit, fees));
    return new SignedTransaction(hash, hash.bytes(), fees);
  }

  private static String named(Optional<GatewayCall> call) {
    return call.map(one ->
            switch (one) {
              case GatewayCall.Deliver deliver ->
                  "deliver %d %s %d %d"
                      .formatted(
                          deliver.first(),
                          deliver.checkpoint().digest(),
                          deliver.runs().stream().mapToInt(run -> run.count()).sum(),
                          deliver.tail().size());
              case GatewayCall.Settle settle ->
                  "%s %s %d".formatted(settle.kind(), settle.lane(), settle.nonce());
              case GatewayCall.Rule rule -> rule.ruling().ruling().toString();
            })
        .orElse("nothing");
  }

  Optional<SimulatedTransaction> find(Bytes transaction) {
    return Optional.ofNullable(known.get(transaction));
  }

  public SimulatedTransaction read(Bytes transaction) {
    return find(transaction)
        .orElseThrow(
            () -> new IllegalStateException("transaction: found bytes that nobody signed"));
  }
}
