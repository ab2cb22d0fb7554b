// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "./IGateway.sol";

/// @title The list of held nonces in a checkpoint: 8 bytes each, strictly rising.
library Holds {
    uint256 internal constant MAX = 256;
    uint256 private constant BYTES = 8;

    /// @dev Walks a list that was checked, beside the messages: the hold it stands at, and what of calldata follows.
    struct Cursor {
        uint256 hold;
        uint256 offset;
        uint256 end;
    }

    /// @notice Reverts unless the list is canonical and within (from, nonce].
    function check(bytes calldata holds, uint64 from, uint64 nonce) internal pure {
        if (holds.length % BYTES != 0) revert IGateway.MalformedHolds(holds.length);
        if (holds.length / BYTES > MAX) revert IGateway.TooManyHolds(holds.length / BYTES, MAX);
        uint64 previous = from;
        for (uint256 offset = 0; offset < holds.length; offset += BYTES) {
            uint64 hold = uint64(bytes8(holds[offset:offset + BYTES]));
            if (hold <= from || hold > nonce) revert IGateway.HoldOutOfRange(hold, from, nonce);
            if (hold <= previous) revert IGateway.HoldOutOfOrder(hold, previous);
            previous = hold;
        }
    }

    function start(bytes calldata holds) internal pure returns (Cursor memory cursor) {
        uint256 offset;
        uint256 end;
        assembly ("memory-safe") {
            offset := holds.offset
            end := add(offset, holds.length)
        }
        cursor.offset = offset;
        cursor.end = end;
        _advance(cursor);
    }

    /// @notice The first hold at or after `nonce`, or the highest number there is. Nonces are asked for in rising order.
    function next(Cursor memory cursor, uint256 nonce) internal pure returns (uint256) {
        while (cursor.hold < nonce) {
            _advance(cursor);
        }
        return cursor.hold;
    }

    function _advance(Cursor memory cursor) private pure {
        uint256 offset = cursor.offset;
        if (offset == cursor.end) {
            cursor.hold = type(uint256).max;
            return;
        }
        uint256 hold;
        assembly ("memory-safe") {
            hold := shr(192, calldataload(offset))
        }
        cursor.hold = hold;
        // Within calldata.
        unchecked {
            cursor.offset = offset + BYTES;
        }
    }
}
