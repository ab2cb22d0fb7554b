package io.lockstep.persistence.provider;

import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.port.ProviderStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.Incidents;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.protocol.LaneId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The providers of one lane's source chain. No lease is needed: a proof stays one, whoever writes
 * it down.
 */
public final class PostgresProviderStore implements ProviderStore {
  private final Database database;
  private final LaneKey lane;

  private PostgresProviderStore(Database database, LaneKey lane) {
    this.database = database;
    this.lane = lane;
  }

  public static PostgresProviderStore open(Database database, LaneId lane) {
    return new PostgresProviderStore(database, LaneKey.of(database, lane));
  }

  /** Makes the configured ones known, so that dashboards show them before anything happened. */
  public void know(Collection<String> names) {
    database.transact(handle -> {
      names.forEach(name -> know(handle, name));
      return names;
    });
  }

  @Override
  public Set<String> quarantined() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT q.provider
                FROM lockstep.quarantine AS q JOIN lockstep.lane AS l ON l.source_chain = q.chain
                WHERE l.lane = :lane AND q.lifted_by IS NULL
                """)
            .bind("lane", lane.key())
            .mapTo(String.class)
            .stream()
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void quarantine(DisprovedAnswer disproved) {
    database.transact(handle -> {
      know(handle, disproved.provider());
      long disproof = keep(handle, disproved);
      quarantine(handle, disproof, disproved.toString());
      return Incidents.record(
          handle, lane, new Incident(Incident.Kind.PROVIDER_DISPROVED, disproved.toString()));
    });
  }

  private void know(Handle handle, String name) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.provider (chain, name)
            SELECT source_chain, :name FROM lockstep.lane WHERE lane = :lane
            ON CONFLICT (chain, name) DO NOTHING
            """)
        .bind("lane", lane.key())
        .bind("name", name)
        .execute();
  }

  private long keep(Handle handle, DisprovedAnswer disproved) {
    ProvenLane proven = disproved.proven();
    return handle
        .createQuery(
            """
            INSERT INTO lockstep.disproof (
              lane, chain, provider, read_from_number, read_from_hash, from_nonce, from_head, said_nonce, said_head,
              block_number, block_hash, proven_nonce, proven_head, paired_nonce, paired_head, proof)
            SELECT lane, source_chain, :provider, :read_from_number, :read_from_hash, :from_nonce, :from_head, :said_nonce,
                   :said_head, :block_number, :block_hash, :proven_nonce, :proven_head, :paired_nonce, :paired_head, :proof
            FROM lockstep.lane WHERE lane = :lane
            RETURNING disproof
            """)
        .bind("lane", lane.key())
        .bind("provider", disproved.provider())
        .bind("read_from_number", disproved.readFrom().number())
        .bind("read_from_hash", disproved.readFrom().hash().toArray())
        .bind("from_nonce", disproved.from().nonce())
        .bind("from_head", disproved.from().head().toArray())
        .bind("said_nonce", disproved.said().nonce())
        .bind("said_head", disproved.said().head().toArray())
        .bind("block_number", proven.block().number())
        .bind("block_hash", proven.block().hash().toArray())
        .bind("proven_nonce", proven.outbound().nonce())
        .bind("proven_head", proven.outbound().head().toArray())
        .bind("paired_nonce", proven.pairedInbound().nonce())
        .bind("paired_head", proven.pairedInbound().head().toArray())
        .bind("proof", proven.proof().toArray())
        .mapTo(Long.class)
        .one();
  }

  private static void quarantine(Handle handle, long disproof, String reason) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.quarantine (chain, provider, disproof, reason)
            SELECT chain, provider, disproof, :reason FROM lockstep.disproof WHERE disproof = :disproof
            ON CONFLICT (chain, provider) WHERE lifted_by IS NULL DO NOTHING
            """)
        .bind("disproof", disproof)
        .bind("reason", reason)
        .execute();
  }
}
