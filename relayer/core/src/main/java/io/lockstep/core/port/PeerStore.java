package io.lockstep.core.port;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/** What was last heard of other attesters, to be told to them when they start again. */
public interface PeerStore {
  /**
   * Keeps it, unless something with a longer ledger is kept already.
   *
   * @param attester its identifier, as it is encoded
   * @param key the hash of the key that it signed with
   */
  void heard(Hash32 attester, Hash32 key, long ledgerHeight, Bytes heard);

  Optional<Bytes> lastHeard(Hash32 attester, Hash32 key);
}
