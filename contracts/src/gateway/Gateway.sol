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
import {RunHeader, RunHeaders} from "./RunHeaders.sol";

/// @title The destination of lanes: what may be executed, in which order, and what may be done to what was not delivered.
/// @dev Internal steps are virtual so that tests can put a broken one in their place and show that it is noticed.
contract Gateway is Recipients, Outcomes, Keys {
    using RunHeaders for RunHeader;

    /// @notice The most hashes that may stand for the rest of a checkpoint.
    uint256 public constant TAIL_MAX = 512;
    /// @notice The most messages in a run: their failures fit one word.
    uint256 public constant RUN_MAX = RunHeaders.MESSAGES_MAX;
    /// @notice How long after its deadline a message that the quorum still holds can be voided by anyone.
    uint64 public constant HELD_GRACE = 7 days;

    /// @dev What the steps of one delivery share: messages `first` … `last` are given, those up to `executed` are skipped,
    /// and `head` is the lane's after the last one hashed. Nonces, in whole words that need no masking.
    struct Delivery {
        bytes32 lane;
        uint256 executed;
        uint256 first;
        uint256 last;
        bytes32 head;
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
        RunHeader[] memory headers = _read(delivery, runs);
        _checkExtent(delivery, checkpoint, tail.length);
        if (holds.length != 0) _checkHolds(holds, checkpoint.from, checkpoint.nonce);
        _requireCheckpoint(checkpoint, holds, signature);
        delivery.head = inbound.head;
        _hash(delivery, headers);
        _requireHead(_hashTail(delivery.head, tail), checkpoint.head);

        inbound.nonce = _toNonce(delivery.last);
        inbound.head = delivery.head;
        emit MessagesExecuted(delivery.lane, _toNonce(delivery.executed + 1), _toNonce(delivery.last), delivery.head);
        _execute(delivery, headers, Holds.start(holds));
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

    function _read(Delivery memory delivery, Run[] calldata runs) private pure returns (RunHeader[] memory headers) {
        uint256 messages;
        (headers, messages) = RunHeaders.read(runs);
        // No run is empty.
        unchecked {
            delivery.last = delivery.first + messages - 1;
        }
    }

    /// @dev Where the batch begins and ends, before anything costly is looked at.
    function _checkExtent(Delivery memory delivery, Checkpoint calldata checkpoint, uint256 tailLength)
        internal
        pure
        virtual
    {
        (uint256 executed, uint256 last) = (delivery.executed, delivery.last);
        // Sums of nonces and of what calldata can count.
        unchecked {
            if (last <= executed) revert AlreadyExecuted(last, _toNonce(executed));
            if (delivery.first > executed + 1) revert BatchAhead(_toNonce(delivery.first), _toNonce(executed + 1));
            if (tailLength > TAIL_MAX) revert TailTooLong(tailLength, TAIL_MAX);
            if (last + tailLength != checkpoint.nonce) revert BatchEndMismatch(last + tailLength, checkpoint.nonce);
            if (checkpoint.from > executed) revert HoldsAhead(checkpoint.from, _toNonce(executed));
        }
    }

    function _checkHolds(bytes calldata holds, uint64 from, uint64 nonce) internal pure virtual {
        Holds.check(holds, from, nonce);
    }

    function _requireCheckpoint(Checkpoint calldata checkpoint, bytes calldata holds, Signature calldata signature)
        private
        view
    {
        bytes32 digest = Statements.checkpointDigest(domainSeparator(), checkpoint, holds);
        _requireSignature(checkpoint.keyEpoch, digest, signature);
    }

    /// @dev Moves `delivery.head` over every message of the runs that is not executed yet.
    function _hash(Delivery memory delivery, RunHeader[] memory runs) internal view virtual {
        bytes32 head = delivery.head;
        // The batch begins at or before the next nonce.
        unchecked {
            uint256 skip = delivery.executed + 1 - delivery.first;
            for (uint256 i = 0; i < runs.length; ++i) {
                RunHeader memory run = runs[i];
                uint256 count = run.count;
                if (skip >= count) {
                    skip -= count;
                    continue;
                }
                head = run.hash(head, skip);
                skip = 0;
            }
        }
        delivery.head = head;
    }

    function _hashTail(bytes32 head, bytes32[] calldata tail) private pure returns (bytes32) {
        for (uint256 i = 0; i < tail.length; ++i) {
            head = LaneCodec.nextHead(head, tail[i]);
        }
        return head;
    }

    function _execute(Delivery memory delivery, RunHeader[] memory runs, Holds.Cursor memory held) internal virtual {
        uint256 nonce = delivery.first;
        uint256 executed = delivery.executed;
        // Nonces, and indices of a run. `nonce` is the first message's of the run.
        unchecked {
            for (uint256 i = 0; i < runs.length; ++i) {
                RunHeader memory run = runs[i];
                uint256 next = nonce + run.count;
                if (next > executed + 1) {
                    _executeRun(delivery.lane, run, held, nonce, nonce > executed ? 0 : executed + 1 - nonce);
                }
                nonce = next;
            }
        }
    }

    /// @dev From the message at `index` on: parks what is held or expired and hands every stretch between to the recipient.
    function _executeRun(bytes32 lane, RunHeader memory run, Holds.Cursor memory held, uint256 runFirst, uint256 index)
        internal
        virtual
    {
        unchecked {
            while (index < run.count) {
                (uint256 end, ParkReason reason) =
                    _stretchEnd(run, Holds.next(held, runFirst + index) - runFirst, index);
                if (end == index) {
                    _park(lane, _toNonce(runFirst + index), run.hashOf(index), reason);
                    ++index;
                } else {
                    _executeStretch(lane, run, runFirst + index, index, end);
                    index = end;
                }
            }
        }
    }

    /// @dev Where the stretch that begins at `index` ends: before the next held or expired message, or with the run.
    /// @param held The index of the next held message.
    /// @return end Equal to `index` if that message itself is held or expired, for the `reason` given.
    function _stretchEnd(RunHeader memory run, uint256 held, uint256 index)
        internal
        view
        virtual
        returns (uint256 end, ParkReason reason)
    {
        uint256 limit = held < run.count ? held : run.count;
        if (!run.mayHaveExpired) return (limit, ParkReason.Held);
        end = _firstExpired(run, index, limit);
        reason = end == limit ? ParkReason.Held : ParkReason.Expired;
    }

    /// @dev The index of the first expired message at or after `index` and before `end`, or `end`.
    function _firstExpired(RunHeader memory run, uint256 index, uint256 end) internal view virtual returns (uint256) {
        return LaneCodec.firstExpired(run.records(0, end), run.width, index, block.timestamp);
    }

    /// @dev Delivers the records `start` … `end − 1` of a run and parks those that fail. `nonce` is the first one's.
    function _executeStretch(bytes32 lane, RunHeader memory run, uint256 nonce, uint256 start, uint256 end)
        internal
        virtual
    {
        // What the calls' inputs take of memory is free again after them: many long messages must not grow memory.
        uint256 free = Memory.mark();
        uint256 failures;
        if (run.kind == RouteKind.Batch) failures = _deliverTogether(lane, run, nonce, start, end);
        else if (run.kind == RouteKind.Erc7786) failures = _deliverErc7786(lane, run, nonce, start, end);
        else failures = _deliverSystem(lane, run, start, end);
        Memory.release(free);
        unchecked {
            for (uint256 i = start; failures != 0 && i < end; ++i) {
                if (failures & 1 != 0) _park(lane, _toNonce(nonce + i - start), run.hashOf(i), ParkReason.Failed);
                failures >>= 1;
            }
        }
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
