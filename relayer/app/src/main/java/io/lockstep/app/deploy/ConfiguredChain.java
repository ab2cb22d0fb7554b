package io.lockstep.app.deploy;

import io.lockstep.app.CliException;
import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.ProviderConfig;
import io.lockstep.chain.ChainException;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.protocol.Hash32;

/** A connection to a chain of the configuration. */
public final class ConfiguredChain {
  private ConfiguredChain() {}

  /** By the first of its providers. */
  static ChainConnection open(ChainConfig chain) {
    return open(chain, chain.providers().getFirst());
  }

  /** By the first of its providers that answers. */
  public static ChainConnection openAny(ChainConfig chain) {
    ChainException last = null;
    for (ProviderConfig provider : chain.providers()) {
      try {
        return open(chain, provider);
      } catch (ChainException e) {
        last = e;
      }
    }
    throw last == null
        ? CliException.permanent(
            "chain %s: found no provider, expected one".formatted(chain.name()))
        : last;
  }

  private static ChainConnection open(ChainConfig chain, ProviderConfig provider) {
    ChainConnection connection =
        ChainConnection.open(RpcEndpoint.of(provider.url().reveal()), chain.chainId());
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
