// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Message, RouteKind} from "../gateway/IGateway.sol";

/// @title What is hashed, and how: lanes, routes, messages, heads.
/// @dev Layouts: docs/PROTOCOL.md, "Names and hashes". The Java twin is `io.lockstep.protocol`; both are held to
/// `contracts/vectors/lockstep-v1.json`.
library LaneCodec {
    bytes32 internal constant ROUTE_TYPE =
        keccak256("LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)");
    bytes32 internal constant MESSAGE_TYPE =
        keccak256("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)");

    uint16 internal constant HELLO_VERSION = 1;
    uint256 internal constant HELLO_BYTES = 14;
    /// @dev What a VOIDED payload puts before the payload of the voided message: its lane and nonce.
    uint256 internal constant VOIDED_PREFIX_BYTES = 40;
    uint256 internal constant DEADLINE_BYTES = 8;

    function laneId(
        uint256 sourceChainId,
        address sourceGateway,
        uint256 destinationChainId,
        address destinationGateway,
        bytes32 channel
    ) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                "LOCKSTEP_LANE_V1", sourceChainId, sourceGateway, destinationChainId, destinationGateway, channel
            )
        );
    }

    /// @notice `keccak256(abi.encode(lane, nonce))`.
    function messageId(bytes32 lane, uint256 nonce) internal pure returns (bytes32) {
        return nextHead(lane, bytes32(nonce));
    }

    function routeHash(RouteKind kind, address sender, address recipient, uint64 gasLimit)
        internal
        pure
        returns (bytes32 hash)
    {
        bytes32 routeType = ROUTE_TYPE;
        // Above the free memory: abi.encode would allocate and check.
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, routeType)
            mstore(add(input, 0x20), and(kind, 0xff))
            mstore(add(input, 0x40), shr(96, shl(96, sender)))
            mstore(add(input, 0x60), shr(96, shl(96, recipient)))
            mstore(add(input, 0x80), and(gasLimit, 0xffffffffffffffff))
            hash := keccak256(input, 0xa0)
        }
    }

    function messageHash(bytes32 route, uint64 deadline, bytes memory payload) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(MESSAGE_TYPE, route, deadline, payload));
    }

    function messageHash(Message calldata message) internal pure returns (bytes32) {
        bytes32 route = routeHash(message.kind, message.sender, message.recipient, message.gasLimit);
        return keccak256(abi.encodePacked(MESSAGE_TYPE, route, message.deadline, message.payload));
    }

    /// @notice The index of the first record at or after `index` whose deadline has passed at `time`, or how many there are.
    /// @dev `records.length` is a multiple of `width`, and `time` is not zero. A deadline of zero is none.
    function firstExpired(bytes calldata records, uint256 width, uint256 index, uint256 time)
        internal
        pure
        returns (uint256)
    {
        assembly ("memory-safe") {
            let bound := sub(time, 1)
            // 0 < deadline < time is deadline − 1 < time − 1, for zero wraps around to the highest number there is.
            for { let at := mul(index, width) } lt(at, records.length) { at := add(at, width) } {
                if lt(sub(shr(192, calldataload(add(records.offset, at))), 1), bound) { break }
                index := add(index, 1)
            }
        }
        return index;
    }

    /// @notice The hash of a message, from its record in calldata.
    function recordHash(bytes32 route, bytes calldata record) internal pure returns (bytes32 hash) {
        bytes32 messageType = MESSAGE_TYPE;
        // Above the free memory and given back at once: parking a run of long messages must not grow memory.
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, messageType)
            mstore(add(input, 0x20), route)
            calldatacopy(add(input, 0x40), record.offset, record.length)
            hash := keccak256(input, add(0x40, record.length))
        }
    }

    function nextHead(bytes32 head, bytes32 hash) internal pure returns (bytes32 next) {
        assembly ("memory-safe") {
            mstore(0, head)
            mstore(0x20, hash)
            next := keccak256(0, 0x40)
        }
    }

    /// @notice The head after the messages of a run, and whether any of their deadlines has passed at `time`.
    /// @dev `records.length` is a multiple of `width`, and `time` is not zero. Equal to `nextHead(head, recordHash(…))` for each
    /// record; `contracts/test/protocol` holds the two against each other. In one block it costs a quarter of it, and
    /// the deadlines cost half of a walk of their own.
    function headAfterRun(bytes32 head, bytes32 route, bytes calldata records, uint256 width, uint256 time)
        internal
        pure
        returns (bytes32 next, bool anyExpired)
    {
        bytes32 messageType = MESSAGE_TYPE;
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, messageType)
            mstore(add(input, 0x20), route)
            mstore(0, head)
            let record := add(input, 0x40)
            let length := add(0x40, width)
            let bound := sub(time, 1)
            let end := add(records.offset, records.length)
            for { let at := records.offset } lt(at, end) { at := add(at, width) } {
                calldatacopy(record, at, width)
                mstore(0x20, keccak256(input, length))
                mstore(0, keccak256(0, 0x40))
                // As in `firstExpired`.
                anyExpired := or(anyExpired, lt(sub(shr(192, mload(record)), 1), bound))
            }
            next := mload(0)
        }
    }
}
