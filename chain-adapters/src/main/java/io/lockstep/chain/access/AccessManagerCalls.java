package io.lockstep.chain.access;

import static io.lockstep.chain.contract.Calldata.ACCESS_MANAGER;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.FunctionSelector;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Requests to one access manager. */
public record AccessManagerCalls(Address manager) {

  public TransactionRequest grantRole(Role role, Address account, Duration executionDelay) {
    return call(ACCESS_MANAGER.grantRole(id(role), account.toString(), seconds(executionDelay)));
  }

  public TransactionRequest revokeRole(Role role, Address account) {
    return call(ACCESS_MANAGER.revokeRole(id(role), account.toString()));
  }

  public TransactionRequest labelRole(Role role, String label) {
    return call(ACCESS_MANAGER.labelRole(id(role), label));
  }

  /** Takes effect after the manager's own setback, five days. */
  public TransactionRequest setGrantDelay(Role role, Duration delay) {
    return call(ACCESS_MANAGER.setGrantDelay(id(role), seconds(delay)));
  }

  /** Takes effect after the manager's own setback, five days. */
  public TransactionRequest setTargetAdminDelay(Address target, Duration delay) {
    return call(ACCESS_MANAGER.setTargetAdminDelay(target.toString(), seconds(delay)));
  }

  public TransactionRequest setTargetFunctionRole(
      Address target, List<FunctionSelector> functions, Role role) {
    List<byte[]> selectors =
        functions.stream().map(function -> function.selector().toArray()).toList();
    return call(ACCESS_MANAGER.setTargetFunctionRole(target.toString(), selectors, id(role)));
  }

  /**
   * Announces a request that its author must wait with; it is due at the time or after the delay.
   */
  public TransactionRequest schedule(TransactionRequest request, Instant when) {
    return call(
        ACCESS_MANAGER.schedule(
            request.to().orElseThrow().toString(),
            request.data().toArray(),
            BigInteger.valueOf(when.getEpochSecond())));
  }

  /** Makes a request whose time has come. */
  public TransactionRequest execute(TransactionRequest request) {
    return call(
        ACCESS_MANAGER.execute(
            request.to().orElseThrow().toString(), request.data().toArray(), BigInteger.ZERO));
  }

  /** Several requests to this manager in one transaction: all of them, or none. */
  public TransactionRequest together(List<TransactionRequest> requests) {
    return call(
        ACCESS_MANAGER.multicall(
            requests.stream().map(TransactionRequest::data).map(Bytes::toArray).toList()));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(manager, Calldata.of(function));
  }

  private static BigInteger id(Role role) {
    return new BigInteger(Long.toUnsignedString(role.id()));
  }

  private static BigInteger seconds(Duration duration) {
    return BigInteger.valueOf(duration.toSeconds());
  }
}
