package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.RpcCall;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Whether a server speaks for the chain that is meant: before its first use, and again whenever it
 * was lost, because another may listen there now.
 */
final class IdentityCheck {

  private static final RpcCall<Long> CHAIN_ID =
      new RpcCall<>("eth_chainId", List.of(), in -> JsonValues.quantity(in, "chain id"));

  private final ExpectedChain expected;
  private final String server;
  private final RpcClient client;
  private volatile boolean passed;

  IdentityCheck(ExpectedChain expected, String server, RpcClient client) {
    this.expected = expected;
    this.server = server;
    this.client = client;
  }

  void require() {
    if (!passed) {
      requireChainId();
      requireGenesis();
      passed = true;
    }
  }

  void forget() {
    passed = false;
  }

  private void requireChainId() {
    BigInteger found = BigInteger.valueOf(client.require(CHAIN_ID));
    if (!found.equals(expected.id().value())) {
      throw wrong("chain " + found, "chain " + expected.id());
    }
  }

  private void requireGenesis() {
    Optional<ChainTip> first = client.require(Blocks.numbered(0));
    Hash32 found =
        first
            .map(block -> block.block().hash())
            .orElseThrow(() -> wrong("no first block", "the hash of one"));
    if (!found.equals(expected.genesis())) {
      throw wrong("first block " + found, expected.genesis() + ", as configured");
    }
  }

  private ChainException wrong(String found, String wanted) {
    return new ChainException(
        Code.WRONG_CHAIN,
        "%s: found %s, expected %s; check the address".formatted(server, found, wanted));
  }
}
