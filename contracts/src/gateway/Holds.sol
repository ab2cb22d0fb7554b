// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "./IGateway.sol";

/// @title The list of held nonces in a checkpoint: 8 bytes each, strictly rising.
library Holds {
    uint256 internal constant MAX = 256;
    uint256 private constant BYTES = 8;

    /// @dev Walks the list beside the messages.
    struct Cursor {
        uint256 offset;
        uint64 next;
    }

    /// @notice Reverts unless the list is canonical and within (from, nonce].
    function check(bytes calldata holds, uint64 from, uint64 nonce) internal pure {
        if (holds.length % BYTES != 0) revert IGateway.MalformedHolds(holds.length);
        if (holds.length / BYTES > MAX) revert IGateway.TooManyHolds(holds.length / BYTES, MAX);
        uint64 previous = from;
        for (uint256 offset = 0; offset < holds.length; offset += BYTES) {
            uint64 hold = _at(holds, offset);
            if (hold <= from || hold > nonce) revert IGateway.HoldOutOfRange(hold, from, nonce);
            if (hold <= previous) revert IGateway.HoldOutOfOrder(hold, previous);
            previous = hold;
        }
    }

    function start(bytes calldata holds) internal pure returns (Cursor memory cursor) {
        cursor.next = holds.length == 0 ? type(uint64).max : _at(holds, 0);
    }

    /// @notice The first hold at or after `nonce`, or the highest number there is. Nonces are asked for in rising order.
    function next(Cursor memory cursor, bytes calldata holds, uint64 nonce) internal pure returns (uint64 hold) {
        while ((hold = cursor.next) < nonce) {
            cursor.offset += BYTES;
            cursor.next = cursor.offset < holds.length ? _at(holds, cursor.offset) : type(uint64).max;
        }
    }

    function _at(bytes calldata holds, uint256 offset) private pure returns (uint64) {
        return uint64(bytes8(holds[offset:offset + BYTES]));
    }
}
