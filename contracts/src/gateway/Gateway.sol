// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Statements} from "../protocol/Statements.sol";
import {Calls} from "./Calls.sol";
import {GatewayState} from "./GatewayState.sol";
import {Holds} from "./Holds.sol";
import {
    Checkpoint,
    Decision,
    IGateway,
    Limits,
    Message,
    ParkReason,
    RouteKind,
    Run,
    Signature,
    Standing
} from "./IGateway.sol";
import {IMessageRecipient} from "./IMessageRecipient.sol";
import {Keys} from "./Keys.sol";
import {Lanes} from "./Lanes.sol";

/// @title The destination of lanes: delivery, and what becomes of a message that could not be delivered.
/// @dev Internal steps are virtual so that tests can put a broken one in their place and show that it is noticed.
contract Gateway is Lanes, Keys {
    /// @notice The most hashes that may stand for the rest of a checkpoint.
    uint256 public constant TAIL_MAX = 512;
    /// @notice The most messages in a run: their failures fit one word.
    uint256 public constant RUN_MAX = 256;
    /// @notice How long after its deadline a message that the quorum still holds can be voided by anyone.
    uint64 public constant HELD_GRACE = 7 days;
    /// @notice What parking one message may cost: a fresh slot, a log, hashing; and what finishing the call may.
    uint256 public constant PARK_GAS = 30_000;
    uint256 public constant FINISH_GAS = 30_000;

    /// @dev What the steps of one delivery share.
    struct Delivery {
        bytes32 lane;
        uint64 executed;
        uint64 first;
        uint64 last;
        bytes32 head;
        Holds.Cursor held;
        bytes32[] routes;
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
        Holds.check(holds, checkpoint.from, checkpoint.nonce);
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
        bytes32 hash = LaneCodec.messageHash(message);
        _requireStanding(lane, nonce, Standing.VoidPending, hash);
        bytes32 returnLane = _paired[lane];
        uint8 flags = _outbound[returnLane].flags;
        if (flags & PAUSED != 0) revert LaneIsPaused(returnLane);
        if (flags & READY == 0) revert LaneNotReady(returnLane);
        _appendVoid(lane, nonce, message, hash);
    }

    /// @inheritdoc IGateway
    function standing(bytes32 lane, uint64 nonce) public view returns (Standing found, bytes32 messageHash) {
        bytes32 packed = _standings[lane][nonce];
        return (Standing(uint8(uint256(packed))), packed & ~bytes32(uint256(0xff)));
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

    function _countMessages(Run[] calldata runs) private pure returns (uint256 count) {
        if (runs.length == 0) revert EmptyBatch();
        for (uint256 i = 0; i < runs.length; ++i) {
            uint256 width = runs[i].width;
            uint256 length = runs[i].records.length;
            if (width < LaneCodec.DEADLINE_BYTES || length == 0 || length % width != 0 || length / width > RUN_MAX) {
                revert MalformedRun(i, width, length);
            }
            count += length / width;
        }
    }

    /// @dev Moves `delivery.head` over every message of the runs that is not executed yet; keeps each run's route hash.
    function _hash(Delivery memory delivery, Run[] calldata runs) internal pure virtual {
        bytes32 head = delivery.head;
        bytes32[] memory routes = new bytes32[](runs.length);
        uint256 skip = delivery.executed + 1 - delivery.first;
        for (uint256 i = 0; i < runs.length; ++i) {
            Run calldata run = runs[i];
            uint256 count = run.records.length / run.width;
            if (skip >= count) {
                skip -= count;
                continue;
            }
            bytes32 route = LaneCodec.routeHash(run.kind, run.sender, run.recipient, run.gasLimit);
            head = LaneCodec.headAfterRun(head, route, run.records, skip * run.width, run.width);
            routes[i] = route;
            skip = 0;
        }
        delivery.head = head;
        delivery.routes = routes;
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
                _executeRun(delivery, holds, run, delivery.routes[i], _at(nonce, 0));
            }
            nonce += count;
        }
    }

    /// @dev Parks what is held or expired and hands every stretch between to the recipient.
    function _executeRun(
        Delivery memory delivery,
        bytes calldata holds,
        Run calldata run,
        bytes32 route,
        uint64 runFirst
    ) internal virtual {
        uint256 count = run.records.length / run.width;
        uint256 i = delivery.executed < runFirst ? 0 : delivery.executed + 1 - runFirst;
        while (i < count) {
            uint64 nonce = _at(runFirst, i);
            (bool blocked, ParkReason reason) = _isBlocked(delivery, holds, run, nonce, i);
            if (blocked) {
                _park(delivery.lane, nonce, LaneCodec.recordHash(route, _record(run, i)), reason);
                ++i;
                continue;
            }
            uint256 end = i + 1;
            while (end < count) {
                (blocked,) = _isBlocked(delivery, holds, run, _at(runFirst, end), end);
                if (blocked) break;
                ++end;
            }
            _executeStretch(delivery.lane, run, route, nonce, i, end);
            i = end;
        }
    }

    function _isBlocked(Delivery memory delivery, bytes calldata holds, Run calldata run, uint64 nonce, uint256 index)
        internal
        view
        virtual
        returns (bool, ParkReason)
    {
        if (Holds.isHeld(delivery.held, holds, nonce)) return (true, ParkReason.Held);
        uint64 deadline = uint64(bytes8(run.records[index * run.width:]));
        return (deadline != 0 && block.timestamp > deadline, ParkReason.Expired);
    }

    /// @dev Delivers the records `start` … `end − 1` of a run and parks those that fail. `nonce` is the first one's.
    function _executeStretch(bytes32 lane, Run calldata run, bytes32 route, uint64 nonce, uint256 start, uint256 end)
        internal
        virtual
    {
        uint256 count = end - start;
        uint256 failures;
        if (run.kind == RouteKind.Batch) {
            uint256 limit = uint256(run.gasLimit) * count;
            bytes calldata records = run.records[start * run.width:end * run.width];
            bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, run.sender, count, records));
            _requireGas(limit + count * PARK_GAS + FINISH_GAS);
            failures = Calls.callBatch(run.recipient, limit, input);
        } else {
            for (uint256 i = 0; i < count; ++i) {
                _requireGas(uint256(run.gasLimit) + (count - i) * PARK_GAS + FINISH_GAS);
                bytes calldata payload = _record(run, start + i)[LaneCodec.DEADLINE_BYTES:];
                bool delivered =
                    _deliverSingle(run.kind, lane, _at(nonce, i), run.sender, run.recipient, run.gasLimit, payload);
                if (!delivered) failures |= 1 << i;
            }
        }
        if (failures == 0) return;
        for (uint256 i = 0; i < count; ++i) {
            if (failures >> i & 1 == 0) continue;
            bytes32 hash = LaneCodec.recordHash(route, _record(run, start + i));
            _park(lane, _at(nonce, i), hash, ParkReason.Failed);
        }
    }

    /// @dev The nonce of the message `index` places after `nonce`. It is at most a checkpoint's nonce, which fits.
    function _at(uint256 nonce, uint256 index) private pure returns (uint64) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(nonce + index);
    }

    function _record(Run calldata run, uint256 index) private pure returns (bytes calldata) {
        uint256 width = run.width;
        return run.records[index * width:(index + 1) * width];
    }

    // Delivery of a single message

    function _deliverOne(bytes32 lane, uint64 nonce, Message calldata message, uint256 gasLimit)
        internal
        virtual
        returns (bool)
    {
        if (message.kind != RouteKind.Batch) {
            return
                _deliverSingle(message.kind, lane, nonce, message.sender, message.recipient, gasLimit, message.payload);
        }
        bytes memory record = abi.encodePacked(message.deadline, message.payload);
        bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, message.sender, 1, record));
        return Calls.callBatch(message.recipient, gasLimit, input) & 1 == 0;
    }

    /// @dev A message of a kind that is delivered one by one.
    function _deliverSingle(
        RouteKind kind,
        bytes32 lane,
        uint64 nonce,
        address sender,
        address recipient,
        uint256 gasLimit,
        bytes calldata payload
    ) internal virtual returns (bool) {
        uint64 sourceChainId = _inbound[lane].sourceChainId;
        if (kind != RouteKind.Erc7786) {
            // Only the peer gateway speaks for itself. It never sends these kinds for anyone else; checking costs little.
            if (sender != _peers[sourceChainId]) return false;
            if (kind == RouteKind.Hello) return _acceptHello(lane, recipient, payload);
            if (
                kind != RouteKind.Voided || payload.length < LaneCodec.VOIDED_PREFIX_BYTES
                    || bytes32(payload[:32]) != _paired[lane]
            ) return false;
        }
        // What a call's input took of memory is free again after it: a run of long messages must not grow memory.
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        bytes memory input = Calls.encodeSingle(kind, lane, nonce, sourceChainId, sender, payload);
        bool delivered = Calls.callSingle(recipient, gasLimit, input);
        assembly ("memory-safe") {
            mstore(0x40, free)
        }
        return delivered;
    }

    /// @dev Keeps what the peer accepts, and opens the return direction to applications.
    function _acceptHello(bytes32 lane, address recipient, bytes calldata hello) internal virtual returns (bool) {
        if (
            recipient != address(this) || hello.length != LaneCodec.HELLO_BYTES
                || uint16(bytes2(hello[:2])) != LaneCodec.HELLO_VERSION
        ) return false;
        bytes32 returnLane = _paired[lane];
        Outbound storage outbound = _outbound[returnLane];
        outbound.gasLimitMax = uint32(bytes4(hello[2:6]));
        outbound.payloadBytesMax = uint24(uint32(bytes4(hello[6:10])));
        outbound.voidedGasLimit = uint32(bytes4(hello[10:14]));
        outbound.flags |= READY;
        emit LaneReady(returnLane, Limits(outbound.gasLimitMax, outbound.payloadBytesMax, outbound.voidedGasLimit));
        return true;
    }

    // What becomes of a message that was not delivered

    function _park(bytes32 lane, uint64 nonce, bytes32 hash, ParkReason reason) internal virtual {
        _setStanding(lane, nonce, hash, reason == ParkReason.Held ? Standing.Held : Standing.Parked);
        emit MessageParked(lane, nonce, reason, hash);
    }

    function _void(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal virtual {
        // HELLO and VOIDED come from the gateway, which nobody could tell of a void.
        if (message.kind != RouteKind.Batch && message.kind != RouteKind.Erc7786) revert NotVoidable(lane, nonce);
        _setStanding(lane, nonce, hash, Standing.VoidPending);
        emit MessageVoided(lane, nonce, hash);
        if (_outbound[_paired[lane]].flags & (READY | PAUSED) == READY) _appendVoid(lane, nonce, message, hash);
    }

    /// @dev The void itself is the message that refunds. A closed lane still takes it.
    function _appendVoid(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal virtual {
        _setStanding(lane, nonce, hash, Standing.Voided);
        bytes32 returnLane = _paired[lane];
        uint64 returnNonce = _append(
            returnLane,
            RouteKind.Voided,
            address(this),
            message.sender,
            _outbound[returnLane].voidedGasLimit,
            0,
            abi.encodePacked(lane, nonce, message.payload)
        );
        emit VoidAppended(lane, nonce, returnLane, returnNonce);
    }

    function _setStanding(bytes32 lane, uint64 nonce, bytes32 hash, Standing to) internal virtual {
        _standings[lane][nonce] = (hash & ~bytes32(uint256(0xff))) | bytes32(uint256(to));
    }

    function _requireStanding(bytes32 lane, uint64 nonce, Standing required, bytes32 hash) internal view virtual {
        (Standing found, bytes32 parked) = standing(lane, nonce);
        if (found != required) revert WrongStanding(lane, nonce, found);
        if (parked != hash & ~bytes32(uint256(0xff))) revert RecordMismatch(hash, parked);
    }

    // Conditions

    function _deliverable(bytes32 lane) internal view virtual returns (Inbound storage inbound) {
        inbound = _inbound[lane];
        if (inbound.sourceChainId == 0) revert UnknownLane(lane);
        if (inbound.paused) revert LaneIsPaused(lane);
    }

    function _requireBeforeDeadline(uint64 deadline) internal view virtual {
        if (deadline != 0 && block.timestamp > deadline) revert DeadlinePassed(deadline, block.timestamp);
    }

    function _requirePast(uint256 voidableAfter) internal view virtual {
        if (block.timestamp <= voidableAfter) revert DeadlineNotPassed(voidableAfter, block.timestamp);
    }

    function _requireHead(bytes32 found, bytes32 signed) internal pure virtual {
        if (found != signed) revert HeadMismatch(found, signed);
    }

    /// @dev A call forwards at most 63/64 of the gas that is left. Too little gas must revert the whole transaction: if it
    /// could fail a message, anyone could park what is not theirs.
    function _requireGas(uint256 required) internal view virtual {
        uint256 found = gasleft() * 63 / 64;
        if (found < required) revert NotEnoughGas(found, required);
    }
}
