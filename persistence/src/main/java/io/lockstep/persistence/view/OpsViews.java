package io.lockstep.persistence.view;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.MessageId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the views of the schema ops. Any of the database's roles may. */
public final class OpsViews {
  private static final int VERSION = 1;

  private final Database database;

  public OpsViews(Database database) {
    this.database = database;
  }

  /** Finds out whether the database can be read, and refuses views that mean something else. */
  public void requireVersion() {
    int found = version();
    if (found != VERSION) {
      throw new StorageException(
          Code.SCHEMA_MISMATCH,
          "database: found version %d of the views in the schema ops, expected %d; use the program that belongs to them"
              .formatted(found, VERSION));
    }
  }

  private int version() {
    try {
      return database.read(handle ->
          handle
              .createQuery(
                  """
                  SELECT version FROM ops.version
                  """)
              .mapTo(Integer.class)
              .one());
    } catch (StorageException e) {
      throw e.code() == Code.UNEXPECTED
          ? new StorageException(
              Code.SCHEMA_MISMATCH,
              "database: found no views in the schema ops, expected version %d of them; run ./lockstep db migrate"
                  .formatted(VERSION),
              e)
          : e;
    }
  }

  public List<LaneView> lanes() {
    return database.read(
        handle -> handle.createQuery(LaneView.COLUMNS).map((row, _) -> LaneView.read(row)).list());
  }

  /** Nothing if the lane is not registered. */
  public Optional<LaneView> lane(LaneId lane) {
    return database.read(handle ->
        handle
            .createQuery(LaneView.COLUMNS + "WHERE lane_id = :lane")
            .bind("lane", lane.toString())
            .map((row, _) -> LaneView.read(row))
            .findOne());
  }

  public List<PositionView> positions() {
    return database.read(handle ->
        handle.createQuery(PositionView.COLUMNS).map((row, _) -> PositionView.read(row)).list());
  }

  /** Nothing if the lane is not registered. */
  public Optional<PositionView> position(LaneId lane) {
    return database.read(handle ->
        handle
            .createQuery(PositionView.COLUMNS + "WHERE lane_id = :lane")
            .bind("lane", lane.toString())
            .map((row, _) -> PositionView.read(row))
            .findOne());
  }

  /** By its id; nothing if it was not seen. */
  public Optional<MessageView> message(MessageId id) {
    return database.read(handle ->
        handle
            .createQuery(MessageView.COLUMNS + "WHERE message_id = :id")
            .bind("id", id.toString())
            .map((row, _) -> MessageView.read(row))
            .findOne());
  }

  public long countFinalMessages(LaneId lane) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) FROM ops.messages WHERE lane_id = :lane AND state = 'FINAL'
                """)
            .bind("lane", lane.toString())
            .mapTo(Long.class)
            .one());
  }

  /** The newest first. */
  public List<IncidentView> incidents(LaneId lane, int max) {
    return database.read(handle ->
        handle
            .createQuery(
                IncidentView.COLUMNS + "WHERE lane_id = :lane ORDER BY incident DESC LIMIT :max")
            .bind("lane", lane.toString())
            .bind("max", max)
            .map((row, _) -> IncidentView.read(row))
            .list());
  }

  /** Those of which an open halt holds the lane, the oldest first. */
  public List<IncidentView> openHalts(LaneId lane) {
    return database.read(handle ->
        handle
            .createQuery(
                IncidentView.COLUMNS
                    + "WHERE lane_id = :lane AND halt IS NOT NULL AND NOT halt_lifted ORDER BY halt")
            .bind("lane", lane.toString())
            .map((row, _) -> IncidentView.read(row))
            .list());
  }

  public List<ProviderView> providers(ChainId chain) {
    return database.read(handle ->
        handle
            .createQuery(ProviderView.COLUMNS + "WHERE chain_id = :chain ORDER BY name")
            .bind("chain", new BigDecimal(chain.value()))
            .map((row, _) -> ProviderView.read(row))
            .list());
  }
}
