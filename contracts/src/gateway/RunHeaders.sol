// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {IGateway, RouteKind, Run} from "./IGateway.sol";

/// @notice What the messages of a run share, and where its records begin in calldata. The first five words are a route as it
/// is hashed.
struct RunHeader {
    bytes32 routeType;
    RouteKind kind;
    address sender;
    address recipient;
    uint64 gasLimit;
    uint256 width;
    uint256 count;
    uint256 offset;
    /// What the run's messages are hashed with; not known before the run is hashed.
    bytes32 route;
    /// False once the run is hashed, if none of its deadlines has passed.
    bool mayHaveExpired;
}

/// @title Reads the runs of a batch once.
/// @dev A delivery goes over its runs three times, and whatever Solidity reads from nested calldata it checks again each
/// time. A header holds what has been checked, so that nothing below has to be.
library RunHeaders {
    /// @dev The most messages in a run: their failures fit one word.
    uint256 internal constant MESSAGES_MAX = 256;

    /// @return headers One for each run.
    /// @return messages How many messages all runs hold.
    function read(Run[] calldata runs) internal pure returns (RunHeader[] memory headers, uint256 messages) {
        if (runs.length == 0) revert IGateway.EmptyBatch();
        headers = _allocate(runs.length);
        // As many messages as calldata has bytes, at most.
        unchecked {
            for (uint256 i = 0; i < runs.length; ++i) {
                messages += _read(headers[i], runs[i], i);
            }
        }
    }

    /// @dev What `new RunHeader[](count)` does, less the zeros: every field is written before it is read.
    function _allocate(uint256 count) private pure returns (RunHeader[] memory headers) {
        assembly ("memory-safe") {
            headers := mload(0x40)
            mstore(headers, count)
            let pointer := add(headers, 0x20)
            let header := add(pointer, shl(5, count))
            for { let end := header } lt(pointer, end) { pointer := add(pointer, 0x20) } {
                mstore(pointer, header)
                header := add(header, 0x140)
            }
            mstore(0x40, header)
        }
    }

    function _read(RunHeader memory header, Run calldata run, uint256 index) private pure returns (uint256 count) {
        bytes calldata all = run.records;
        uint256 width = run.width;
        // No product overflows: it is at most the length that was divided.
        unchecked {
            if (width >= LaneCodec.DEADLINE_BYTES) count = all.length / width;
            if (count == 0 || count > MESSAGES_MAX || count * width != all.length) {
                revert IGateway.MalformedRun(index, width, all.length);
            }
        }
        _readRoute(header, run);
        header.width = width;
        header.count = count;
        header.mayHaveExpired = true;
        uint256 offset;
        assembly ("memory-safe") {
            offset := all.offset
        }
        header.offset = offset;
    }

    /// @dev Kind, sender, recipient and gas limit, which follow each other here and there, checked all at once. What is too wide
    /// for its type reverts without a word, as where Solidity reads it.
    function _readRoute(RunHeader memory header, Run calldata run) private pure {
        header.routeType = LaneCodec.ROUTE_TYPE;
        uint256 kindMax = uint256(type(RouteKind).max);
        assembly ("memory-safe") {
            calldatacopy(add(header, 0x20), run, 0x80)
            let accounts := or(mload(add(header, 0x40)), mload(add(header, 0x60)))
            let excess := or(shr(160, accounts), shr(64, mload(add(header, 0x80))))
            if or(gt(mload(add(header, 0x20)), kindMax), excess) { revert(0, 0) }
        }
    }

    /// @notice The head after the messages from `start` on. Keeps what is learnt on the way: the route's hash, for when messages
    /// are parked, and whether any has expired.
    function hash(RunHeader memory run, bytes32 head, uint256 start) internal view returns (bytes32 next) {
        bytes32 route;
        // `LaneCodec.routeHash` of the fields, which lie as it lays them out.
        assembly ("memory-safe") {
            route := keccak256(run, 0xa0)
        }
        run.route = route;
        bytes calldata all = records(run, start, run.count);
        (next, run.mayHaveExpired) = LaneCodec.headAfterRun(head, route, all, run.width, block.timestamp);
    }

    /// @notice The records `start` … `end − 1`, of which the run must have that many.
    function records(RunHeader memory run, uint256 start, uint256 end) internal pure returns (bytes calldata slice) {
        unchecked {
            return _slice(run.offset + start * run.width, (end - start) * run.width);
        }
    }

    /// @notice The payload of record `index`, of which the run must have more.
    function payload(RunHeader memory run, uint256 index) internal pure returns (bytes calldata) {
        unchecked {
            uint256 offset = run.offset + index * run.width + LaneCodec.DEADLINE_BYTES;
            return _slice(offset, run.width - LaneCodec.DEADLINE_BYTES);
        }
    }

    function hashOf(RunHeader memory run, uint256 index) internal pure returns (bytes32) {
        return LaneCodec.recordHash(run.route, records(run, index, index + 1));
    }

    function _slice(uint256 offset, uint256 length) private pure returns (bytes calldata slice) {
        assembly ("memory-safe") {
            slice.offset := offset
            slice.length := length
        }
    }
}
