// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Calls} from "./Calls.sol";
import {Limits, Message, RouteKind} from "./IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "./IMessageRecipient.sol";
import {Lanes} from "./Lanes.sol";
import {Memory} from "./Memory.sol";
import {RunHeader, RunHeaders} from "./RunHeaders.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title How each kind of message reaches its recipient.
abstract contract Recipients is Lanes {
    using RunHeaders for RunHeader;

    /// @notice What parking one message may cost: a fresh slot, a log, hashing; and what finishing the call may.
    uint256 public constant PARK_GAS = 30_000;
    uint256 public constant FINISH_GAS = 30_000;

    /// @return failures Bit i is set if record `start + i` was not delivered.
    function _deliverTogether(bytes32 lane, RunHeader memory run, uint256 nonce, uint256 start, uint256 end)
        internal
        virtual
        returns (uint256 failures)
    {
        // At most 256 gas limits of at most 64 bits.
        unchecked {
            uint256 count = end - start;
            uint256 limit = uint256(run.gasLimit) * count;
            bytes memory input = Calls.batchInput(lane, nonce, run.sender, count, run.records(start, end));
            _requireGas(limit + count * PARK_GAS + FINISH_GAS);
            return Calls.callBatch(run.recipient, limit, input);
        }
    }

    /// @dev One call a message, their input laid out once.
    /// @return failures Bit i is set if record `start + i` was not delivered.
    function _deliverErc7786(bytes32 lane, RunHeader memory run, uint256 nonce, uint256 start, uint256 end)
        internal
        virtual
        returns (uint256 failures)
    {
        bytes memory sender = _senderName(run.kind, lane, run.sender);
        bytes memory input = Calls.singleInput(sender, run.width - LaneCodec.DEADLINE_BYTES);
        unchecked {
            uint256 required = _requiredFor(run, end - start);
            for (uint256 i = start; i < end; ++i) {
                _requireGas(required);
                Calls.putMessage(input, LaneCodec.messageId(lane, _toNonce(nonce + i - start)), run.payload(i));
                if (_callErc7786(run.recipient, run.gasLimit, input)) required -= PARK_GAS;
                else failures |= 1 << i - start;
            }
        }
    }

    /// @dev Messages from one gateway to the other.
    /// @return failures Bit i is set if record `start + i` was not delivered.
    function _deliverSystem(bytes32 lane, RunHeader memory run, uint256 start, uint256 end)
        internal
        virtual
        returns (uint256 failures)
    {
        bytes memory sender = _senderName(run.kind, lane, run.sender);
        unchecked {
            uint256 required = _requiredFor(run, end - start);
            for (uint256 i = start; i < end; ++i) {
                uint256 free = Memory.mark();
                _requireGas(required);
                if (_deliverSystemOne(run.kind, lane, sender, run.recipient, run.gasLimit, run.payload(i))) {
                    required -= PARK_GAS;
                } else {
                    failures |= 1 << i - start;
                }
                Memory.release(free);
            }
        }
    }

    /// @dev What the first of `count` calls needs. Each message that is delivered need not be parked any more, so the next call
    /// needs less; what failed is parked after the last call, so its gas stays set aside until then.
    function _requiredFor(RunHeader memory run, uint256 count) private pure returns (uint256) {
        unchecked {
            return uint256(run.gasLimit) + count * PARK_GAS + FINISH_GAS;
        }
    }

    function _deliverOne(bytes32 lane, uint64 nonce, Message calldata message, uint256 gasLimit)
        internal
        virtual
        returns (bool)
    {
        if (message.kind == RouteKind.Batch) {
            bytes memory record = abi.encodePacked(message.deadline, message.payload);
            bytes memory call = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, message.sender, 1, record));
            return Calls.callBatch(message.recipient, gasLimit, call) & 1 == 0;
        }
        bytes memory sender = _senderName(message.kind, lane, message.sender);
        if (message.kind != RouteKind.Erc7786) {
            return _deliverSystemOne(message.kind, lane, sender, message.recipient, gasLimit, message.payload);
        }
        bytes memory input = Calls.singleInput(sender, message.payload.length);
        Calls.putMessage(input, LaneCodec.messageId(lane, nonce), message.payload);
        return _callErc7786(message.recipient, gasLimit, input);
    }

    /// @dev Who sent a message of a kind that is delivered one by one, as its recipient is told: an ERC-7930 address, or
    /// nothing for the peer gateway itself.
    function _senderName(RouteKind kind, bytes32 lane, address sender) internal view virtual returns (bytes memory) {
        uint64 sourceChainId = _inbound[lane].sourceChainId;
        if (kind == RouteKind.Erc7786) return InteroperableAddress.encode(sourceChainId, sender);
        // A gateway never sends HELLO or VOIDED for anyone else. Should one, it must not pass for the peer.
        return sender == _peers[sourceChainId] ? bytes("") : abi.encodePacked(sender);
    }

    /// @param input Of `receiveMessage`.
    function _callErc7786(address recipient, uint256 gasLimit, bytes memory input) internal virtual returns (bool) {
        return Calls.callSingle(recipient, gasLimit, IERC7786Recipient.receiveMessage.selector, input);
    }

    /// @dev A message from one gateway to the other. `sender` is from `_senderName`.
    function _deliverSystemOne(
        RouteKind kind,
        bytes32 lane,
        bytes memory sender,
        address recipient,
        uint256 gasLimit,
        bytes calldata payload
    ) internal virtual returns (bool) {
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
        bytes memory input = abi.encodeCall(IVoidedRecipient.onVoided, (bytes32(payload[:32]), nonce, payload[40:]));
        return Calls.callSingle(recipient, gasLimit, IVoidedRecipient.onVoided.selector, input);
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

    /// @dev For numbers that are nonces: at most a checkpoint's, which fits.
    function _toNonce(uint256 number) internal pure returns (uint64) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(number);
    }

    /// @dev A call forwards at most 63/64 of the gas that is left. Too little gas must revert the whole transaction: if it
    /// could fail a message, anyone could park what is not theirs.
    function _requireGas(uint256 required) internal view virtual {
        unchecked {
            uint256 found = gasleft() * 63 / 64;
            if (found < required) revert NotEnoughGas(found, required);
        }
    }
}
