// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {IGateway, RouteKind} from "./IGateway.sol";

/// @title The record of a message on its way into the log: `deadline (8) ‖ payload`.
/// @dev A record is hashed behind two words and told of behind five. It is made once, with room for these before it, and
/// neither hashing nor the event copies it: without `mcopy` a copy is a loop. Its neighbours:
///
/// | word before the record's bytes | while it is hashed | in the event | otherwise |
/// |---|---|---|---|
/// | −5, −4, −3 | | kind, recipient, gas limit | |
/// | −2 | MESSAGE_TYPE | offset of the record | |
/// | −1 | routeHash | length | length |
library Records {
    /// @dev An event's offset of its record: the four words before it.
    uint256 private constant RECORD_OFFSET = 0x80;

    function fromCalldata(uint64 deadline, bytes calldata payload) internal pure returns (bytes memory record) {
        uint256 start;
        (record, start) = _allocate(deadline, payload.length);
        assembly ("memory-safe") {
            calldatacopy(start, payload.offset, payload.length)
        }
    }

    function fromMemory(uint64 deadline, bytes memory payload) internal view returns (bytes memory record) {
        uint256 start;
        (record, start) = _allocate(deadline, payload.length);
        assembly ("memory-safe") {
            let length := mload(payload)
            // The identity; it cannot fail, given the gas.
            if iszero(staticcall(gas(), 4, add(payload, 0x20), length, start, length)) { revert(0, 0) }
        }
    }

    /// @param record Made here.
    function hash(bytes memory record, bytes32 route) internal pure returns (bytes32 messageHash) {
        bytes32 messageType = LaneCodec.MESSAGE_TYPE;
        assembly ("memory-safe") {
            let length := mload(record)
            mstore(sub(record, 0x20), messageType)
            mstore(record, route)
            messageHash := keccak256(sub(record, 0x20), add(length, 0x40))
            mstore(record, length)
        }
    }

    /// @dev `emit MessageAppended(lane, nonce, sender, kind, recipient, gasLimit, record)` where the record is.
    /// @param record Made here.
    function emitAppended(
        bytes32 lane,
        uint64 nonce,
        address sender,
        RouteKind kind,
        address recipient,
        uint64 gasLimit,
        bytes memory record
    ) internal {
        bytes32 topic = IGateway.MessageAppended.selector;
        assembly ("memory-safe") {
            let data := sub(record, 0x80)
            mstore(data, and(kind, 0xff))
            mstore(add(data, 0x20), shr(96, shl(96, recipient)))
            mstore(add(data, 0x40), and(gasLimit, 0xffffffffffffffff))
            mstore(add(data, 0x60), RECORD_OFFSET)
            let length := add(0xa0, and(add(mload(record), 0x1f), not(0x1f)))
            log4(data, length, topic, lane, and(nonce, 0xffffffffffffffff), shr(96, shl(96, sender)))
        }
    }

    /// @return record The deadline in its place, and zeros behind its end.
    /// @return payloadStart Where the payload's bytes go.
    function _allocate(uint64 deadline, uint256 payloadLength)
        private
        pure
        returns (bytes memory record, uint256 payloadStart)
    {
        assembly ("memory-safe") {
            record := add(mload(0x40), 0x80)
            mstore(record, add(payloadLength, 8))
            mstore(add(record, 0x20), shl(192, deadline))
            payloadStart := add(record, 0x28)
            mstore(add(payloadStart, payloadLength), 0)
            // Whole words from the record's start, wherever that is: what follows must not stand in its padding.
            mstore(0x40, add(add(record, 0x20), and(add(payloadLength, 0x27), not(0x1f))))
        }
    }
}
