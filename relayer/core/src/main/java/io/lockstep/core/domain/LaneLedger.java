package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an attester has on record of a lane, as far as one proposal touches it, all of one moment.
 *
 * @param halted why this lane or its paired one is halted, if one is
 * @param last the last final message
 * @param judged the last message that was judged
 * @param head the lane's head at the proposal's nonce; nothing beyond the last final message
 * @param pairedInbound how far the paired lane had been executed at this lane's source, by the
 *     proof that made the last message final
 * @param pairedHead the paired lane's head there, on this attester's own record; nothing beyond
 *     what is final of it
 * @param executed how far this lane is executed at its destination, by the proof that made the
 *     paired lane's last message final
 * @param holds the messages within the proposal's range that this attester holds, with their hashes
 * @param others the hashes of the other messages that the proposal holds
 */
public record LaneLedger(
    Optional<String> halted,
    LaneHead last,
    long judged,
    Optional<Hash32> head,
    LaneHead pairedInbound,
    Optional<Hash32> pairedHead,
    long executed,
    SortedMap<Long, Hash32> holds,
    Map<Long, Hash32> others) {}
