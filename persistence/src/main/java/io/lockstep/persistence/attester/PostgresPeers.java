package io.lockstep.persistence.attester;

import io.lockstep.core.port.PeerStore;
import io.lockstep.persistence.Database;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/** What was last heard of other attesters, in PostgreSQL. */
public final class PostgresPeers implements PeerStore {
  private final Database database;

  public PostgresPeers(Database database) {
    this.database = database;
  }

  @Override
  public void heard(Hash32 attester, Hash32 key, long ledgerHeight, Bytes heard) {
    database.transact(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO lockstep.last_heard AS known (attester, key, height, heard)
                VALUES (:attester, :key, :height, :heard)
                ON CONFLICT (attester, key) DO UPDATE SET height = excluded.height, heard = excluded.heard, heard_at = now()
                WHERE excluded.height > known.height
                """)
            .bind("attester", attester.toArray())
            .bind("key", key.toArray())
            .bind("height", ledgerHeight)
            .bind("heard", heard.toArray())
            .execute());
  }

  @Override
  public Optional<Bytes> lastHeard(Hash32 attester, Hash32 key) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT heard FROM lockstep.last_heard WHERE attester = :attester AND key = :key
                """)
            .bind("attester", attester.toArray())
            .bind("key", key.toArray())
            .mapTo(byte[].class)
            .findOne()
            .map(Bytes::copyOf));
  }
}
