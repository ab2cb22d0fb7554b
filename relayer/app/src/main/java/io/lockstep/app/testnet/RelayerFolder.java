package io.lockstep.app.testnet;

import io.lockstep.app.CliException;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A configuration by which a relayer follows the lanes between two local chains. */
public final class RelayerFolder {
  /** A block is final when so many lie above it. */
  public static final int BLOCKS_TO_FINALITY = 2;

  private static final String CONFIGURATION = "relayer.yaml";
  private static final String PASSWORD = "database-password";

  private RelayerFolder() {}

  /**
   * Writes the configuration and what it refers to.
   *
   * @param url of a database whose schema is up to date
   * @return the file of the configuration
   */
  public static Path write(Path folder, TwoChains chains, String url, String user) {
    try {
      Files.createDirectories(folder);
      Path password = folder.resolve(PASSWORD).toAbsolutePath();
      Files.writeString(password, "none is asked for\n");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Path file = folder.resolve(CONFIGURATION);
      Files.writeString(file, text(chains, url, user, password));
      return file;
    } catch (IOException e) {
      throw CliException.permanent(
          "%s cannot be written (%s); name a folder that can".formatted(folder, e.getMessage()));
    }
  }

  private static String text(TwoChains chains, String url, String user, Path password) {
    return """
    # Two local chains and their database, which end with the command that started them. Every key is explained in
    # ops/config/relayer.yaml.
    version: 1

    database:
      url: %s
      user: %s
      password: { file: "%s" }

    # Any port that is free; lockstep up tells which.
    health: { host: 127.0.0.1, port: 0 }

    %s\
    """
        .formatted(url, user, password, watched(chains));
  }

  /** What is the same for everybody who follows the lanes. */
  public static String watched(TwoChains chains) {
    return """
    chains:
    %s
    lanes:
      - { source: chain-a, destination: chain-b, channel: "%s" }
      - { source: chain-b, destination: chain-a, channel: "%2$s" }
    """
        .formatted(
            chain("chain-a", chains.ends().getFirst()) + chain("chain-b", chains.ends().getLast()),
            TwoChains.CHANNEL.value());
  }

  /** A local chain has no finality of its own that would be worth the wait. */
  private static String chain(String name, End end) {
    return """
      - name: %s
        chain-id: %s
        genesis: "%s"
        finality: { depth: %d }
        quorum: 1
        providers:
          - { name: anvil, url: "%s", websocket: "%s" }
        gateway:
          address: "%s"
          code-hash: "%s"
          first-block: 1
    """
        .formatted(
            name,
            end.chainId(),
            genesis(end),
            BLOCKS_TO_FINALITY,
            end.chain().endpoint().uri(),
            end.chain().endpoint().uri().toString().replaceFirst("^http", "ws"),
            end.gateway(),
            Keccak256.of(end.latest().code(end.gateway())));
  }

  private static Hash32 genesis(End end) {
    return Hash32.fromHex(
        end.chain()
            .connection()
            .ask("eth_getBlockByNumber", "0x0", false)
            .required("hash")
            .stringValue());
  }
}
