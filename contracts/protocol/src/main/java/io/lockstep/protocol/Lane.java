package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One direction between two gateways, for one application. */
public record Lane(InteroperableAddress source, InteroperableAddress destination, Channel channel) {
  private static final byte[] LANE_TYPE = "LOCKSTEP_LANE_V1".getBytes(StandardCharsets.US_ASCII);
  private static final Hash32 LANE_TYPE_PADDED = Hash32.of(Arrays.copyOf(LANE_TYPE, Hash32.LENGTH));

  /**
   * {@code abi.encode} puts a string behind the six words of the arguments, and there says where.
   */
  private static final long LANE_TYPE_OFFSET = 6 * Hash32.LENGTH;

  public Lane {
    Require.nonZero(source.account(), "source gateway");
    Require.nonZero(destination.account(), "destination gateway");
    if (source.chain().equals(destination.chain())) {
      throw new ProtocolException(
          INCONSISTENT, "destination chain", destination.chain(), "another than the source's");
    }
  }

  public LaneId id() {
    return new LaneId(
        new Keccak256()
            .word(LANE_TYPE_OFFSET)
            .word(source.chain().value())
            .word(source.account())
            .word(destination.chain().value())
            .word(destination.account())
            .word(channel.value())
            .word(LANE_TYPE.length)
            .word(LANE_TYPE_PADDED)
            .finish());
  }

  /** The other direction of the pair. */
  public Lane paired() {
    return new Lane(/* source= */ destination, /* destination= */ source, channel);
  }
}
