package io.lockstep.core.domain;

import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/**
 * What an attester has on record of one message that a ruling is proposed for.
 *
 * @param halted why its lane or the paired one is halted, if one is
 * @param messageHash nothing if no such message is final here
 * @param executed how far the lane is executed at its destination, at finality
 * @param decision what this attester's operator has decided about the message, if anything
 */
public record RulingLedger(
    Optional<String> halted,
    Optional<Hash32> messageHash,
    long executed,
    Optional<Decision> decision) {}
