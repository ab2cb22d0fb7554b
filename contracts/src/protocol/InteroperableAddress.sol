// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title ERC-7930 addresses of EVM chains, in their one canonical form.
/// @dev OpenZeppelin's codec needs Cancun, so this is the EVM subset:
///
/// | offset | width | field |
/// |---|---|---|
/// | 0 | 2 | version, 1 |
/// | 2 | 2 | chain type, 0 (eip155) |
/// | 4 | 1 | length L of the chain id, 1…8 |
/// | 5 | L | chain id, its first byte not zero |
/// | 5 + L | 1 | length of the address, 20 |
/// | 6 + L | 20 | address |
library InteroperableAddress {
    /// @notice The bytes are not the canonical form of an EVM address.
    error MalformedInteroperableAddress(bytes found);

    uint256 private constant ADDRESS_BYTES = 20;
    uint256 private constant CHAIN_ID_BYTES_MAX = 8;

    function encode(uint64 chainId, address account) internal pure returns (bytes memory) {
        uint256 length = _byteLength(chainId);
        return abi.encodePacked(
            hex"00010000",
            // forge-lint: disable-next-line(unsafe-typecast)
            uint8(length),
            _leftAligned(chainId, length),
            // forge-lint: disable-next-line(unsafe-typecast)
            uint8(ADDRESS_BYTES),
            account
        );
    }

    function decode(bytes calldata found) internal pure returns (uint64 chainId, address account) {
        // The shortest form has a chain id of one byte.
        if (found.length < 7 + ADDRESS_BYTES || bytes4(found[:4]) != 0x00010000) {
            revert MalformedInteroperableAddress(found);
        }
        uint256 length = uint8(found[4]);
        if (
            length == 0 || length > CHAIN_ID_BYTES_MAX || found.length != 6 + length + ADDRESS_BYTES || found[5] == 0
                || uint8(found[5 + length]) != ADDRESS_BYTES
        ) {
            revert MalformedInteroperableAddress(found);
        }
        chainId = uint64(bytes8(found[5:5 + length])) >> uint64(8 * (CHAIN_ID_BYTES_MAX - length));
        account = address(bytes20(found[6 + length:]));
    }

    function _byteLength(uint64 value) private pure returns (uint256 length) {
        for (length = 1; value > 0xff; value >>= 8) {
            ++length;
        }
    }

    function _leftAligned(uint64 value, uint256 length) private pure returns (bytes memory aligned) {
        aligned = abi.encodePacked(bytes8(value << uint64(8 * (CHAIN_ID_BYTES_MAX - length))));
        assembly ("memory-safe") {
            mstore(aligned, length)
        }
    }
}
