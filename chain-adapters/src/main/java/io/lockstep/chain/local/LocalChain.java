package io.lockstep.chain.local;

import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A running local chain, and what can be done to it that no real chain would allow. */
public final class LocalChain implements AutoCloseable {

  /** A state to come back to, once. */
  public record Snapshot(String id) {}

  private final LocalChainSettings settings;
  private final WatchedProcess process;
  private final ChainConnection connection;
  private final Path output;

  LocalChain(
      LocalChainSettings settings,
      WatchedProcess process,
      ChainConnection connection,
      Path output) {
    this.settings = settings;
    this.process = process;
    this.connection = connection;
    this.output = output;
  }

  /** Returns when the chain answers. */
  public static LocalChain start(LocalChainSettings settings) {
    return LocalChainStart.start(settings, ProjectHome.find());
  }

  public ChainConnection connection() {
    return connection;
  }

  public RpcEndpoint endpoint() {
    return connection.endpoint();
  }

  /** The key of one of the accounts that have ether from the beginning. */
  public SigningKey account(int index) {
    return LocalAccounts.key(index);
  }

  /** Where what the program prints is kept while it runs. */
  public Path output() {
    return output;
  }

  /** The processes that belong to it, the shell that watches over it included. */
  public List<ProcessHandle> processes() {
    return process.processes();
  }

  /** Moves the clock and makes a block that shows it. */
  public void advanceTime(Duration duration) {
    connection.ask("evm_increaseTime", duration.toSeconds());
    mine(1);
  }

  public void mine(int blocks) {
    switch (settings) {
      case AnvilSettings _ -> connection.ask("anvil_mine", hex(BigInteger.valueOf(blocks)));
      case GanacheSettings _ -> connection.ask("evm_mine", Map.of("blocks", blocks));
    }
  }

  /** Transactions wait from now on. */
  public void stopMining() {
    switch (settings) {
      case AnvilSettings _ -> connection.ask("evm_setAutomine", false);
      case GanacheSettings _ -> connection.ask("miner_stop");
    }
  }

  public void startMining() {
    switch (settings) {
      case AnvilSettings _ -> {
        connection.ask("evm_setAutomine", true);
        // What has waited is not mined by the switch itself.
        mine(1);
      }
      case GanacheSettings _ -> connection.ask("miner_start");
    }
  }

  public Snapshot snapshot() {
    return new Snapshot(connection.ask("evm_snapshot").asString());
  }

  public void revert(Snapshot snapshot) {
    JsonNode reverted = connection.ask("evm_revert", snapshot.id());
    if (!reverted.asBoolean()) {
      throw new IllegalStateException("a snapshot can be reverted to once: " + snapshot.id());
    }
  }

  public void setBalance(Address account, BigInteger wei) {
    String method =
        switch (settings) {
          case AnvilSettings _ -> "anvil_setBalance";
          case GanacheSettings _ -> "evm_setAccountBalance";
        };
    connection.ask(method, account.toString(), hex(wei));
  }

  public ChainState latest() {
    return ChainState.latest(connection);
  }

  private static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  @Override
  public void close() {
    connection.close();
    process.close();
    LocalChainStart.delete(output);
  }

  @Override
  public String toString() {
    return "%s %s".formatted(settings.program(), connection);
  }
}
