// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What a collateral message does where it arrives. 4 is reserved for settlement and refused.
enum CollateralKind {
    None,
    Credit,
    Mint,
    Release
}

/// @title The payload of the collateral application: 109 bytes, the same wherever it travels.
/// @dev
/// | offset | width | field                                                                           |
/// |--------|-------|---------------------------------------------------------------------------------|
/// | 0      | 1     | kind: 1 CREDIT, 2 MINT, 3 RELEASE                                               |
/// | 1      | 20    | asset: the token's address on the chain of the vault                            |
/// | 21     | 20    | account: who gains on the destination                                           |
/// | 41     | 16    | amount, in the token's own decimals                                             |
/// | 57     | 20    | refund address: who is made whole on the source if the message is voided        |
/// | 77     | 32    | reference: free for the sender                                                  |
/// The Java twin is `io.lockstep.protocol.CollateralPayload`.
library CollateralPayload {
    uint256 internal constant BYTES = 109;
    /// @dev As a record: the deadline, then the payload.
    uint256 internal constant RECORD_BYTES = 117;
    uint256 private constant DEADLINE_BYTES = 8;

    function encode(
        CollateralKind kind,
        address asset,
        address account,
        uint256 amount,
        address refund,
        bytes32 reference_
    ) internal pure returns (bytes memory) {
        // An amount is at most a cap, which is at most 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return abi.encodePacked(kind, asset, account, uint128(amount), refund, reference_);
    }

    /// @notice Where the payload of a record begins.
    function offsetOf(uint256 index) internal pure returns (uint256) {
        unchecked {
            return index * RECORD_BYTES + DEADLINE_BYTES;
        }
    }

    /// @notice The records `start` … `end − 1`, of which there must be that many.
    function between(bytes calldata records, uint256 start, uint256 end) internal pure returns (bytes calldata) {
        unchecked {
            return records[start * RECORD_BYTES:end * RECORD_BYTES];
        }
    }

    /// @notice What the payload at `offset` asks for; the caller has checked that it lies within `data`, here as below.
    function transferAt(bytes calldata data, uint256 offset)
        internal
        pure
        returns (uint256 kind, address asset, address account, uint256 amount)
    {
        uint256 both = kindAndAssetAt(data, offset);
        (account, amount) = gainAt(data, offset);
        return (kindIn(both), assetIn(both), account, amount);
    }

    /// @notice Kind and asset of the payload at `offset`, in one word to compare by.
    /// @dev Without the bounds checks of slices, like `gainAt`: they run for every transfer.
    function kindAndAssetAt(bytes calldata data, uint256 offset) internal pure returns (uint256 both) {
        assembly ("memory-safe") {
            both := shr(88, calldataload(add(data.offset, offset)))
        }
    }

    /// @notice The kind in such a word, which is all above the asset.
    function kindIn(uint256 both) internal pure returns (uint256) {
        return both >> 160;
    }

    /// @notice The asset in such a word, which is its lower 160 bits.
    function assetIn(uint256 both) internal pure returns (address) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(uint160(both));
    }

    /// @notice Who gains how much by the payload at `offset`.
    function gainAt(bytes calldata data, uint256 offset) internal pure returns (address account, uint256 amount) {
        assembly ("memory-safe") {
            let payload := add(data.offset, offset)
            account := shr(96, calldataload(add(payload, 21)))
            amount := shr(128, calldataload(add(payload, 41)))
        }
    }

    /// @notice The refund address of a payload of the right length.
    function refundOf(bytes calldata payload) internal pure returns (address) {
        return address(bytes20(payload[57:77]));
    }
}
