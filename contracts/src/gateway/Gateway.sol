// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Statements} from "../protocol/Statements.sol";
import {GatewayState} from "./GatewayState.sol";
import {Holds} from "./Holds.sol";
import {Checkpoint, Decision, IGateway, Message, ParkReason, RouteKind, Run, Signature, Standing} from "./IGateway.sol";
import {Keys} from "./Keys.sol";
import {Memory} from "./Memory.sol";
import {Outcomes} from "./Outcomes.sol";
import {Recipients} from "./Recipients.sol";

/// @title The destination of lanes: what may be executed, in which order, and what may be done to what was not delivered.
/// @dev Internal steps are virtual so that tests can put a broken one in their place and show that it is noticed.
contract Gateway is Recipients, Outcomes, Keys {
    /// @notice The most hashes that may stand for the rest of a checkpoint.
    uint256 public constant TAIL_MAX = 512;
    /// @notice The most messages in a run: their failures fit one word.
    uint256 public constant RUN_MAX = 256;
    /// @notice How long after its deadline a message that the quorum still holds can be voided by anyone.
    uint64 public constant HELD_GRACE = 7 days;

    /// @dev What the steps of one delivery share.
    struct Delivery {
        bytes32 lane;
        uint64 executed;
        uint64 first;
        uint64 last;
        bytes32 head;
        Holds.Cursor held;
    }

    constructor(address authority) GatewayState(authority) {}

    // Delivery

    /// @inheritdoc IGateway
    function deliver(
        Checkpoint calldata checkpoint,
        bytes calldata holds,
        Signature calldata signature,
        uint64 first,
        Run[] calldata runs,
        bytes32[] calldata tail
    ) external exclusive {
        Inbound storage inbound = _deliverable(checkpoint.lane);
        Delivery memory delivery;
        delivery.lane = checkpoint.lane;
        delivery.executed = inbound.nonce;
        delivery.first = first;
        _checkExtent(delivery, checkpoint, runs, tail.length);
        _checkHolds(holds, checkpoint.from, checkpoint.nonce);
        _requireSignature(
            checkpoint.keyEpoch, Statements.checkpointDigest(domainSeparator(), checkpoint, holds), signature
        );
        delivery.head = inbound.head;
        _hash(delivery, runs);
        _requireHead(_hashTail(delivery.head, tail), checkpoint.head);

        inbound.nonce = delivery.last;
        inbound.head = delivery.head;
        emit MessagesExecuted(delivery.lane, delivery.executed + 1, delivery.last, delivery.head);
        delivery.held = Holds.start(holds);
        _execute(delivery, holds, runs);
    }

    /// @inheritdoc IGateway
    function retry(bytes32 lane, uint64 nonce, Message calldata message) external exclusive {
        _deliverable(lane);
        _requireStanding(lane, nonce, Standing.Parked, LaneCodec.messageHash(message));
        _requireBeforeDeadline(message.deadline);
        delete _standings[lane][nonce];
        _requireGas(uint256(message.gasLimit) + FINISH_GAS);
        if (!_deliverOne(lane, nonce, message, gasleft())) revert DeliveryFailed(lane, nonce);
        emit MessageDelivered(lane, nonce);
    }

    /// @inheritdoc IGateway
    function rule(
        bytes32 lane,
        uint64 nonce,
        Message calldata message,
        Decision decision,
        uint64 keyEpoch,
        Signature calldata signature
    ) external exclusive {
        _deliverable(lane);
        bytes32 hash = LaneCodec.messageHash(message);
        _requireStanding(lane, nonce, Standing.Held, hash);
        _requireSignature(
            keyEpoch, Statements.rulingDigest(domainSeparator(), lane, nonce, hash, decision, keyEpoch), signature
        );
        emit MessageRuled(lane, nonce, decision, keyEpoch);
        if (decision == Decision.Deliver) {
            _requireBeforeDeadline(message.deadline);
            delete _standings[lane][nonce];
            _requireGas(uint256(message.gasLimit) + PARK_GAS + FINISH_GAS);
            if (_deliverOne(lane, nonce, message, message.gasLimit)) emit MessageDelivered(lane, nonce);
            else _park(lane, nonce, hash, ParkReason.Failed);
        } else if (decision == Decision.Void) {
            _void(lane, nonce, message, hash);
        } else {
            revert InvalidDecision(decision);
        }
    }

    /// @inheritdoc IGateway
    function void(bytes32 lane, uint64 nonce, Message calldata message) external exclusive {
        _deliverable(lane);
        bytes32 hash = LaneCodec.messageHash(message);
        (Standing found,) = standing(lane, nonce);
        if (found != Standing.Parked && found != Standing.Held) revert WrongStanding(lane, nonce, found);
        _requireStanding(lane, nonce, found, hash);
        if (message.deadline == 0) revert NotVoidable(lane, nonce);
        _requirePast(uint256(message.deadline) + (found == Standing.Held ? HELD_GRACE : 0));
        _void(lane, nonce, message, hash);
    }

    /// @inheritdoc IGateway
    function pushVoid(bytes32 lane, uint64 nonce, Message calldata message) external exclusive {
        _deliverable(lane);
        bytes32 hash = LaneCodec.messageHash(message);
        _requireStanding(lane, nonce, Standing.VoidPending, hash);
        bytes32 returnLane = _paired[lane];
        uint8 flags = _outbound[returnLane].flags;
        if (flags & PAUSED != 0) revert LaneIsPaused(returnLane);
        if (flags & READY == 0) revert LaneNotReady(returnLane);
        _appendVoid(lane, nonce, message, hash);
    }

    // Delivery, step by step

    /// @dev Where the batch begins and ends, before anything costly is looked at.
    function _checkExtent(
        Delivery memory delivery,
        Checkpoint calldata checkpoint,
        Run[] calldata runs,
        uint256 tailLength
    ) internal pure virtual {
        uint256 last = uint256(delivery.first) + _countMessages(runs) - 1;
        uint64 executed = delivery.executed;
        if (last <= executed) revert AlreadyExecuted(last, executed);
        if (delivery.first > executed + 1) revert BatchAhead(delivery.first, executed + 1);
        if (tailLength > TAIL_MAX) revert TailTooLong(tailLength, TAIL_MAX);
        if (last + tailLength != checkpoint.nonce) revert BatchEndMismatch(last + tailLength, checkpoint.nonce);
        if (checkpoint.from > executed) revert HoldsAhead(checkpoint.from, executed);
        delivery.last = _at(last, 0);
    }

    function _checkHolds(bytes calldata holds, uint64 from, uint64 nonce) internal pure virtual {
        Holds.check(holds, from, nonce);
    }

    function _countMessages(Run[] calldata runs) private pure returns (uint256 count) {
        if (runs.length == 0) revert EmptyBatch();
        for (uint256 i = 0; i < runs.length; ++i) {
            Run calldata run = runs[i];
            uint256 width = run.width;
            uint256 length = run.records.length;
            if (width < LaneCodec.DEADLINE_BYTES || length == 0 || length % width != 0 || length / width > RUN_MAX) {
                revert MalformedRun(i, width, length);
            }
            count += length / width;
        }
    }

    /// @dev Moves `delivery.head` over every message of the runs that is not executed yet.
    function _hash(Delivery memory delivery, Run[] calldata runs) internal pure virtual {
        bytes32 head = delivery.head;
        uint256 skip = delivery.executed + 1 - delivery.first;
        for (uint256 i = 0; i < runs.length; ++i) {
            Run calldata run = runs[i];
            uint256 count = run.records.length / run.width;
            if (skip >= count) {
                skip -= count;
                continue;
            }
            head = LaneCodec.headAfterRun(head, _routeOf(run), run.records, skip * run.width, run.width);
            skip = 0;
        }
        delivery.head = head;
    }

    function _hashTail(bytes32 head, bytes32[] calldata tail) private pure returns (bytes32) {
        for (uint256 i = 0; i < tail.length; ++i) {
            head = LaneCodec.nextHead(head, tail[i]);
        }
        return head;
    }

    function _execute(Delivery memory delivery, bytes calldata holds, Run[] calldata runs) internal virtual {
        uint256 nonce = delivery.first;
        for (uint256 i = 0; i < runs.length; ++i) {
            Run calldata run = runs[i];
            uint256 count = run.records.length / run.width;
            if (nonce + count > uint256(delivery.executed) + 1) {
                _executeRun(delivery, holds, run, _at(nonce, 0));
            }
            nonce += count;
        }
    }

    /// @dev Parks what is held or expired and hands every stretch between to the recipient.
    function _executeRun(Delivery memory delivery, bytes calldata holds, Run calldata run, uint64 runFirst)
        internal
        virtual
    {
        uint256 count = run.records.length / run.width;
        uint256 i = delivery.executed < runFirst ? 0 : delivery.executed + 1 - runFirst;
        while (i < count) {
            (uint256 end, ParkReason reason) = _stretchEnd(delivery, holds, run.records, run.width, runFirst, i);
            if (end == i) {
                _park(delivery.lane, _at(runFirst, i), _hashOf(run, i), reason);
                ++i;
            } else {
                _executeStretch(delivery.lane, run, _at(runFirst, i), i, end);
                i = end;
            }
        }
    }

    /// @dev Where the stretch that begins at `index` ends: before the next held or expired message, or with the run.
    /// @return end Equal to `index` if that message itself is held or expired, for the `reason` given.
    function _stretchEnd(
        Delivery memory delivery,
        bytes calldata holds,
        bytes calldata records,
        uint256 width,
        uint64 runFirst,
        uint256 index
    ) internal view virtual returns (uint256 end, ParkReason reason) {
        uint256 limit = Holds.next(delivery.held, holds, _at(runFirst, index)) - runFirst;
        uint256 count = records.length / width;
        if (count < limit) limit = count;
        // No index overflows: they are at most 256. This runs for every message, and the checks would cost more than it.
        unchecked {
            for (end = index; end < limit; ++end) {
                if (_isExpired(LaneCodec.deadlineAt(records, end * width))) return (end, ParkReason.Expired);
            }
        }
        return (limit, ParkReason.Held);
    }

    /// @dev Delivers the records `start` … `end − 1` of a run and parks those that fail. `nonce` is the first one's.
    function _executeStretch(bytes32 lane, Run calldata run, uint64 nonce, uint256 start, uint256 end)
        internal
        virtual
    {
        // What the calls' inputs take of memory is free again after them: many long messages must not grow memory.
        uint256 free = Memory.mark();
        uint256 count = end - start;
        uint256 failures = run.kind == RouteKind.Batch
            ? _deliverTogether(lane, run, nonce, start, end)
            : _deliverOneByOne(lane, run, nonce, start, end);
        if (failures != 0) {
            for (uint256 i = 0; i < count; ++i) {
                if (failures >> i & 1 != 0) _park(lane, _at(nonce, i), _hashOf(run, start + i), ParkReason.Failed);
            }
        }
        Memory.release(free);
    }

    // Conditions

    function _deliverable(bytes32 lane) internal view virtual returns (Inbound storage inbound) {
        inbound = _inbound[lane];
        if (inbound.sourceChainId == 0) revert UnknownLane(lane);
        if (inbound.paused) revert LaneIsPaused(lane);
    }

    function _isExpired(uint64 deadline) internal view virtual returns (bool) {
        return deadline != 0 && block.timestamp > deadline;
    }

    function _requireBeforeDeadline(uint64 deadline) internal view virtual {
        if (_isExpired(deadline)) revert DeadlinePassed(deadline, block.timestamp);
    }

    function _requirePast(uint256 voidableAfter) internal view virtual {
        if (block.timestamp <= voidableAfter) revert DeadlineNotPassed(voidableAfter, block.timestamp);
    }

    function _requireHead(bytes32 found, bytes32 signed) internal pure virtual {
        if (found != signed) revert HeadMismatch(found, signed);
    }
}
