package io.lockstep.chain.local;

import io.lockstep.protocol.ChainId;
import java.util.List;
import java.util.OptionalInt;

/** What a local chain shall be like. */
public sealed interface LocalChainSettings permits AnvilSettings, GanacheSettings {

  ChainId chainId();

  /** Any free one when empty. */
  OptionalInt port();

  Mining mining();

  /** The name of the program among the contracts' packages. */
  String program();

  /** The program's arguments. */
  List<String> arguments(int port);
}
