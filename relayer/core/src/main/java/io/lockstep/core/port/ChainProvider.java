package io.lockstep.core.port;

import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.domain.ProvenLane;
import java.util.Optional;

/**
 * One provider of a lane's source chain. A step reads from one only, so that what contradicts
 * itself is that provider's doing. Nothing it says is believed but what {@link #prove} verified.
 *
 * <p>Every method throws a {@link io.lockstep.core.Failure} if there is no answer that can be read.
 */
public interface ChainProvider {
  String name();

  ChainTip tip();

  /** The block of that height on this provider's chain, if it has one. */
  Optional<BlockId> blockAt(long number);

  /**
   * The lane's messages in the logs of the source gateway.
   *
   * @param fromBlock the first block to read, with {@code throughBlock} the last
   */
  AppendedPage appended(long fromBlock, long throughBlock);

  /** Where both ends of the lane pair on this chain stood at the block, verified by arithmetic. */
  ProvenLane prove(BlockId block);

  /**
   * The same for an older block. Nothing if the provider does not have its state any more, or if
   * the lane was not open yet.
   */
  Optional<ProvenLane> findProof(BlockId block);
}
