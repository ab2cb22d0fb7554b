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

    /// @notice `keccak256(abi.encode(lane, nonce))`, in scratch space: a ledger needs it for every credit.
    function messageId(bytes32 lane, uint256 nonce) internal pure returns (bytes32 id) {
        assembly ("memory-safe") {
            mstore(0, lane)
            mstore(0x20, nonce)
            id := keccak256(0, 0x40)
        }
    }

    function routeHash(RouteKind kind, address sender, address recipient, uint64 gasLimit)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(ROUTE_TYPE, kind, sender, recipient, gasLimit));
    }

    function messageHash(bytes32 route, uint64 deadline, bytes memory payload) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(MESSAGE_TYPE, route, deadline, payload));
    }

    /// @notice The hash of a message, and its record.
    function frame(bytes32 route, uint64 deadline, bytes memory payload)
        internal
        pure
        returns (bytes32 hash, bytes memory record)
    {
        record = abi.encodePacked(MESSAGE_TYPE, route, deadline, payload);
        hash = keccak256(record);
        // The record is the end of what was hashed. Instead of a copy, the word before it becomes its length.
        assembly ("memory-safe") {
            let length := sub(mload(record), 0x40)
            record := add(record, 0x40)
            mstore(record, length)
        }
    }

    function messageHash(Message calldata message) internal pure returns (bytes32) {
        bytes32 route = routeHash(message.kind, message.sender, message.recipient, message.gasLimit);
        return keccak256(abi.encodePacked(MESSAGE_TYPE, route, message.deadline, message.payload));
    }

    /// @notice The deadline of the record at `offset`, which must lie within `records`.
    function deadlineAt(bytes calldata records, uint256 offset) internal pure returns (uint64 deadline) {
        // Without the bounds check of a slice: this runs for every message.
        assembly ("memory-safe") {
            deadline := shr(192, calldataload(add(records.offset, offset)))
        }
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

    /// @notice The head after the messages of a run from the record at `offset` on.
    /// @dev `records.length` and `offset` are multiples of `width`. Equal to `nextHead(head, recordHash(…))` for each record;
    /// `contracts/test/protocol` holds the two against each other. In one block it costs a quarter of it.
    function headAfterRun(bytes32 head, bytes32 route, bytes calldata records, uint256 offset, uint256 width)
        internal
        pure
        returns (bytes32 next)
    {
        bytes32 messageType = MESSAGE_TYPE;
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, messageType)
            mstore(add(input, 0x20), route)
            mstore(0, head)
            for {} lt(offset, records.length) { offset := add(offset, width) } {
                calldatacopy(add(input, 0x40), add(records.offset, offset), width)
                mstore(0x20, keccak256(input, add(0x40, width)))
                mstore(0, keccak256(0, 0x40))
            }
            next := mload(0)
        }
    }
}
