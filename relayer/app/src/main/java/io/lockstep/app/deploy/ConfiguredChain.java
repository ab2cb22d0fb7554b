package io.lockstep.app.deploy;

import io.lockstep.app.CliException;
import io.lockstep.app.config.ChainConfig;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.protocol.Hash32;

/** A connection to a chain of the configuration, by the first of its providers. */
final class ConfiguredChain {
  private ConfiguredChain() {}

  static ChainConnection open(ChainConfig chain) {
    ChainConnection connection =
        ChainConnection.open(
            RpcEndpoint.of(chain.providers().getFirst().url().reveal()), chain.chainId());
    try {
      requireGenesis(chain, connection);
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A test chain that was started anew has the same id. */
  private static void requireGenesis(ChainConfig chain, ChainConnection connection) {
    Hash32 found =
        Hash32.fromHex(
            connection.ask("eth_getBlockByNumber", "0x0", false).required("hash").stringValue());
    if (!found.equals(chain.genesis())) {
      throw CliException.permanent(
          "%s: found block 0 with hash %s, expected %s of the configuration"
              .formatted(connection, found, chain.genesis()));
    }
  }
}
