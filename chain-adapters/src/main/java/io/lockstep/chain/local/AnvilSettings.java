package io.lockstep.chain.local;

import io.lockstep.protocol.ChainId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Foundry's node: fast, and of any hard fork.
 *
 * @param baseFee of the first block, in wei
 * @param blocksToFinality how far {@code finalized} is behind the latest block
 * @param statesKept of how many newest blocks it keeps the state; of all when empty
 */
public record AnvilSettings(
    ChainId chainId,
    OptionalInt port,
    String hardfork,
    Mining mining,
    Optional<BigInteger> baseFee,
    int blocksToFinality,
    OptionalInt statesKept)
    implements LocalChainSettings {

  private static final int BLOCKS_TO_FINALITY = 64;

  /** Anvil calls final what is two epochs old. */
  private static final int EPOCHS_TO_FINALITY = 2;

  public AnvilSettings {
    if (blocksToFinality < EPOCHS_TO_FINALITY || blocksToFinality % EPOCHS_TO_FINALITY != 0) {
      throw new IllegalArgumentException(
          "Anvil's blocks are final after an even number of blocks, found " + blocksToFinality);
    }
  }

  public static AnvilSettings of(long chainId) {
    return new AnvilSettings(
        ChainId.of(chainId),
        OptionalInt.empty(),
        "prague",
        new Mining.OnTransaction(),
        Optional.empty(),
        BLOCKS_TO_FINALITY,
        OptionalInt.empty());
  }

  public AnvilSettings withPort(int wanted) {
    return new AnvilSettings(
        chainId, OptionalInt.of(wanted), hardfork, mining, baseFee, blocksToFinality, statesKept);
  }

  public AnvilSettings withHardfork(String name) {
    return new AnvilSettings(chainId, port, name, mining, baseFee, blocksToFinality, statesKept);
  }

  public AnvilSettings withMining(Mining when) {
    return new AnvilSettings(chainId, port, hardfork, when, baseFee, blocksToFinality, statesKept);
  }

  public AnvilSettings withBaseFee(BigInteger wei) {
    return new AnvilSettings(
        chainId, port, hardfork, mining, Optional.of(wei), blocksToFinality, statesKept);
  }

  public AnvilSettings withBlocksToFinality(int blocks) {
    return new AnvilSettings(chainId, port, hardfork, mining, baseFee, blocks, statesKept);
  }

  public AnvilSettings withStatesKept(int blocks) {
    return new AnvilSettings(
        chainId, port, hardfork, mining, baseFee, blocksToFinality, OptionalInt.of(blocks));
  }

  @Override
  public String program() {
    return "anvil";
  }

  @Override
  public List<String> arguments(int usedPort) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(usedPort)));
    arguments.addAll(List.of("--chain-id", chainId.toString(), "--hardfork", hardfork));
    arguments.addAll(List.of("--mnemonic", LocalAccounts.MNEMONIC));
    arguments.addAll(List.of("--accounts", String.valueOf(LocalAccounts.COUNT)));
    arguments.addAll(List.of("--balance", String.valueOf(LocalAccounts.BALANCE_ETHER)));
    arguments.addAll(
        List.of("--slots-in-an-epoch", String.valueOf(blocksToFinality / EPOCHS_TO_FINALITY)));
    statesKept.ifPresent(
        blocks -> arguments.addAll(List.of("--prune-history", String.valueOf(blocks))));
    baseFee.ifPresent(wei -> arguments.addAll(List.of("--base-fee", wei.toString())));
    switch (mining) {
      case Mining.OnTransaction() -> {}
      case Mining.Every(var interval) ->
          arguments.addAll(List.of("--block-time", String.valueOf(interval.toSeconds())));
    }
    return List.copyOf(arguments);
  }
}
