package io.lockstep.persistence.lane;

import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows in the binary format of COPY, written in large pieces. */
final class BinaryRows {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int PIECE_BYTES = 1 << 16;
  private static final short END = -1;

  private final CopyIn copy;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);

  BinaryRows(CopyIn copy) {
    this.copy = copy;
    piece.put(SIGNATURE).putInt(0).putInt(0);
  }

  BinaryRows row(int columns) throws SQLException {
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  BinaryRows bool(boolean value) throws SQLException {
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  BinaryRows int2(int value) throws SQLException {
    room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    return this;
  }

  BinaryRows int4(int value) throws SQLException {
    room(Integer.BYTES + Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  BinaryRows int8(long value) throws SQLException {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  BinaryRows bytea(Bytes value) throws SQLException {
    room(Integer.BYTES).putInt(value.length());
    if (value.length() <= PIECE_BYTES) {
      room(value.length()).put(value.asByteBuffer());
    } else {
      send();
      copy.writeToCopy(value.toArray(), 0, value.length());
    }
    return this;
  }

  void end() throws SQLException {
    room(Short.BYTES).putShort(END);
    send();
    copy.endCopy();
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (piece.remaining() < bytes) {
      send();
    }
    return piece;
  }

  private void send() throws SQLException {
    copy.writeToCopy(piece.array(), 0, piece.position());
    piece.clear();
  }
}
