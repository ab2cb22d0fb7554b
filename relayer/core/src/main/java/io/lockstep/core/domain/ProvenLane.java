package io.lockstep.core.domain;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.LaneHead;

/**
 * Where a lane stood at one block, by arithmetic from that block's hash. Whether the chain keeps
 * the block is another question, which only finality answers.
 *
 * @param pairedInbound how far the paired lane had been executed here, at the same block
 * @param proof header and Merkle proofs, to be verified again by whoever doubts
 */
public record ProvenLane(BlockId block, LaneHead outbound, LaneHead pairedInbound, Bytes proof) {}
