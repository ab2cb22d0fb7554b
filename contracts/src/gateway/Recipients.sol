// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Calls} from "./Calls.sol";
import {Limits, Message, RouteKind, Run} from "./IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "./IMessageRecipient.sol";
import {Lanes} from "./Lanes.sol";
import {Memory} from "./Memory.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title How each kind of message reaches its recipient.
abstract contract Recipients is Lanes {
    /// @notice What parking one message may cost: a fresh slot, a log, hashing; and what finishing the call may.
    uint256 public constant PARK_GAS = 30_000;
    uint256 public constant FINISH_GAS = 30_000;

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
    function _at(uint256 nonce, uint256 index) internal pure returns (uint64) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(nonce + index);
    }

    function _routeOf(Run calldata run) internal pure returns (bytes32) {
        return LaneCodec.routeHash(run.kind, run.sender, run.recipient, run.gasLimit);
    }

    function _hashOf(Run calldata run, uint256 index) internal pure returns (bytes32) {
        return LaneCodec.recordHash(_routeOf(run), _record(run, index));
    }

    function _record(Run calldata run, uint256 index) internal pure returns (bytes calldata) {
        uint256 width = run.width;
        return run.records[index * width:(index + 1) * width];
    }

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

    /// @dev A call forwards at most 63/64 of the gas that is left. Too little gas must revert the whole transaction: if it
    /// could fail a message, anyone could park what is not theirs.
    function _requireGas(uint256 required) internal view virtual {
        uint256 found = gasleft() * 63 / 64;
        if (found < required) revert NotEnoughGas(found, required);
    }
}
