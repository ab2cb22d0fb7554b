package io.lockstep.chain.local;

import io.lockstep.protocol.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Ganache 7, another implementation of the EVM; Shanghai is the last hard fork that it knows. It
 * does not start under the id of a public chain that never had that fork, such as 42.
 */
public record GanacheSettings(ChainId chainId, OptionalInt port, Mining mining)
    implements LocalChainSettings {

  public static GanacheSettings of(long chainId) {
    return new GanacheSettings(
        ChainId.of(chainId), OptionalInt.empty(), new Mining.OnTransaction());
  }

  public GanacheSettings withPort(int wanted) {
    return new GanacheSettings(chainId, OptionalInt.of(wanted), mining);
  }

  public GanacheSettings withMining(Mining when) {
    return new GanacheSettings(chainId, port, when);
  }

  @Override
  public String program() {
    return "ganache";
  }

  @Override
  public List<String> arguments(int usedPort) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--server.host", "127.0.0.1"));
    arguments.addAll(List.of("--server.port", String.valueOf(usedPort)));
    arguments.addAll(List.of("--chain.chainId", chainId.toString()));
    arguments.addAll(List.of("--chain.hardfork", "shanghai"));
    arguments.addAll(List.of("--wallet.mnemonic", LocalAccounts.MNEMONIC));
    arguments.addAll(List.of("--wallet.totalAccounts", String.valueOf(LocalAccounts.COUNT)));
    arguments.addAll(
        List.of("--wallet.defaultBalance", String.valueOf(LocalAccounts.BALANCE_ETHER)));
    switch (mining) {
      case Mining.OnTransaction() -> {}
      case Mining.Every(var interval) ->
          arguments.addAll(List.of("--miner.blockTime", String.valueOf(interval.toSeconds())));
    }
    return List.copyOf(arguments);
  }
}
