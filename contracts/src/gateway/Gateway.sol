// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
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
import {IMessageRecipient, IVoidedRecipient} from "./IMessageRecipient.sol";
import {Keys} from "./Keys.sol";
import {Lanes} from "./Lanes.sol";
import {Memory} from "./Memory.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

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

    /// @return failures Bit i is set if record `start + i` was not delivered.
    function _deliverTogether(bytes32 lane, Run calldata run, uint64 nonce, uint256 start, uint256 end)
        internal
        virtual
        returns (uint256 failures)
    {
        uint256 count = end - start;
        uint256 limit = uint256(run.gasLimit) * count;
        bytes calldata records = run.records[start * run.width:end * run.width];
        bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, run.sender, count, records));
        _requireGas(limit + count * PARK_GAS + FINISH_GAS);
        return Calls.callBatch(run.recipient, limit, input);
    }

    /// @return failures Bit i is set if record `start + i` was not delivered.
    function _deliverOneByOne(bytes32 lane, Run calldata run, uint64 nonce, uint256 start, uint256 end)
        internal
        virtual
        returns (uint256 failures)
    {
        bytes memory sender = _senderName(run.kind, lane, run.sender);
        for (uint256 i = 0; i < end - start; ++i) {
            uint256 free = Memory.mark();
            _requireGas(uint256(run.gasLimit) + (end - start - i) * PARK_GAS + FINISH_GAS);
            bytes calldata payload = _record(run, start + i)[LaneCodec.DEADLINE_BYTES:];
            if (!_deliverSingle(run.kind, lane, _at(nonce, i), sender, run.recipient, run.gasLimit, payload)) {
                failures |= 1 << i;
            }
            Memory.release(free);
        }
    }

    /// @dev The nonce of the message `index` places after `nonce`. It is at most a checkpoint's nonce, which fits.
    function _at(uint256 nonce, uint256 index) private pure returns (uint64) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(nonce + index);
    }

    function _routeOf(Run calldata run) private pure returns (bytes32) {
        return LaneCodec.routeHash(run.kind, run.sender, run.recipient, run.gasLimit);
    }

    function _hashOf(Run calldata run, uint256 index) private pure returns (bytes32) {
        return LaneCodec.recordHash(_routeOf(run), _record(run, index));
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
            bytes memory sender = _senderName(message.kind, lane, message.sender);
            return _deliverSingle(message.kind, lane, nonce, sender, message.recipient, gasLimit, message.payload);
        }
        bytes memory record = abi.encodePacked(message.deadline, message.payload);
        bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, message.sender, 1, record));
        return Calls.callBatch(message.recipient, gasLimit, input) & 1 == 0;
    }

    /// @dev Who sent a message of a kind that is delivered one by one, as its recipient is told: an ERC-7930 address, or
    /// nothing for the peer gateway itself.
    function _senderName(RouteKind kind, bytes32 lane, address sender) internal view virtual returns (bytes memory) {
        uint64 sourceChainId = _inbound[lane].sourceChainId;
        if (kind == RouteKind.Erc7786) return InteroperableAddress.encode(sourceChainId, sender);
        // A gateway never sends HELLO or VOIDED for anyone else. Should one, it must not pass for the peer.
        return sender == _peers[sourceChainId] ? bytes("") : abi.encodePacked(sender);
    }

    /// @dev A message of a kind that is delivered one by one. `sender` is from `_senderName`.
    function _deliverSingle(
        RouteKind kind,
        bytes32 lane,
        uint64 nonce,
        bytes memory sender,
        address recipient,
        uint256 gasLimit,
        bytes calldata payload
    ) internal virtual returns (bool) {
        if (kind == RouteKind.Erc7786) {
            bytes32 id = LaneCodec.messageId(lane, nonce);
            return Calls.callSingle(
                recipient, gasLimit, abi.encodeCall(IERC7786Recipient.receiveMessage, (id, sender, payload))
            );
        }
        if (sender.length != 0) return false;
        if (kind == RouteKind.Hello) return _acceptHello(lane, recipient, payload);
        if (kind == RouteKind.Voided) return _tellVoided(lane, recipient, gasLimit, payload);
        return false;
    }

    function _tellVoided(bytes32 lane, address recipient, uint256 gasLimit, bytes calldata payload)
        internal
        virtual
        returns (bool)
    {
        if (payload.length < LaneCodec.VOIDED_PREFIX_BYTES || bytes32(payload[:32]) != _paired[lane]) {
            return false;
        }
        uint64 nonce = uint64(bytes8(payload[32:40]));
        return Calls.callSingle(
            recipient, gasLimit, abi.encodeCall(IVoidedRecipient.onVoided, (bytes32(payload[:32]), nonce, payload[40:]))
        );
    }

    /// @dev Keeps what the peer accepts, and opens the return direction to applications.
    function _acceptHello(bytes32 lane, address recipient, bytes calldata hello) internal virtual returns (bool) {
        if (
            recipient != address(this) || hello.length != LaneCodec.HELLO_BYTES
                || uint16(bytes2(hello[:2])) != LaneCodec.HELLO_VERSION
        ) return false;
        Limits memory limits =
            Limits(uint32(bytes4(hello[2:6])), uint32(bytes4(hello[6:10])), uint32(bytes4(hello[10:14])));
        (bool inRange,,,) = _checkLimits(limits);
        if (!inRange) return false;
        bytes32 returnLane = _paired[lane];
        Outbound storage outbound = _outbound[returnLane];
        // Within bounds, both fit their fields.
        // forge-lint: disable-next-line(unsafe-typecast)
        outbound.gasLimitMax = uint24(limits.gasLimitMax);
        // forge-lint: disable-next-line(unsafe-typecast)
        outbound.payloadBytesMax = uint16(limits.payloadBytesMax);
        outbound.voidedGasLimit = limits.voidedGasLimit;
        outbound.flags |= READY;
        emit LaneReady(returnLane, limits);
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

    /// @dev A call forwards at most 63/64 of the gas that is left. Too little gas must revert the whole transaction: if it
    /// could fail a message, anyone could park what is not theirs.
    function _requireGas(uint256 required) internal view virtual {
        uint256 found = gasleft() * 63 / 64;
        if (found < required) revert NotEnoughGas(found, required);
    }
}
