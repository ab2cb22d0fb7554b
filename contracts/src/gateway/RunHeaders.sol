// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {IGateway, RouteKind, Run} from "./IGateway.sol";

/// @notice What the messages of a run share, and where its records begin in calldata.
struct RunHeader {
    RouteKind kind;
    address sender;
    address recipient;
    uint64 gasLimit;
    uint256 width;
    uint256 count;
    uint256 offset;
    /// What the run's messages are hashed with; not known before the run is hashed.
    bytes32 route;
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
                header := add(header, 0x100)
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
        header.kind = run.kind;
        header.sender = run.sender;
        header.recipient = run.recipient;
        header.gasLimit = run.gasLimit;
        header.width = width;
        header.count = count;
        uint256 offset;
        assembly ("memory-safe") {
            offset := all.offset
        }
        header.offset = offset;
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
            uint256 at = run.offset + index * run.width + LaneCodec.DEADLINE_BYTES;
            return _slice(at, run.width - LaneCodec.DEADLINE_BYTES);
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
