// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Gives memory back that Solidity never would.
/// @dev Nothing allocated between `mark` and `release` may be used after `release`.
library Memory {
    function mark() internal pure returns (uint256 free) {
        assembly ("memory-safe") {
            free := mload(0x40)
        }
    }

    function release(uint256 free) internal pure {
        assembly ("memory-safe") {
            mstore(0x40, free)
        }
    }
}
