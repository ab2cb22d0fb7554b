// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Verifies FROST(secp256k1, SHA-256) signatures of RFC 9591 over 32-byte messages.
/// @notice One signature of a group key costs the same whatever the quorum behind it.
/// @dev The EVM has no secp256k1 multiplication, but `ecrecover(h, v, r, s)` computes `r⁻¹(s·P − h·G)` for the point P with
/// x-coordinate r, and returns its address. With P = Y, h = −z·px and s = −c·px that is `z·G − c·Y`, which a valid
/// signature makes R. Formulas: docs/PROTOCOL.md, "Signature". A library, because a contract of its own would cost each
/// delivery a call to a cold account; `contracts/test/frost` checks it against a plain version.
library FrostVerifier {
    /// @dev The order of the group.
    uint256 internal constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    /// @dev The prime of the field.
    uint256 internal constant P = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;

    /// @dev `"FROST-secp256k1-SHA256-v1chal" ‖ 0x1d`: the domain tag of RFC 9591's H2 and its length, 30 bytes.
    bytes32 private constant DOMAIN_TAG = "FROST-secp256k1-SHA256-v1chal\x1d";

    /// @notice Whether (px, py) may be a group key: on the curve, and with 0 < px < n because `ecrecover` takes px as r.
    function isValidKey(uint256 px, uint256 py) internal pure returns (bool) {
        return px != 0 && px < N && isOnCurve(px, py);
    }

    /// @notice Whether (x, y) is a point of secp256k1 other than infinity, its coordinates fully reduced.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= P || y >= P) return false;
        return mulmod(y, y, P) == addmod(mulmod(mulmod(x, x, P), x, P), 7, P);
    }

    /// @notice Whether (rx, ry, z) is a signature of the key with x-coordinate `px` over `message`.
    /// @param px A key that `isValidKey` accepted.
    /// @param parity The lowest bit of the key's y-coordinate.
    function verify(uint256 px, uint256 parity, uint256 rx, uint256 ry, uint256 z, bytes32 message)
        internal
        view
        returns (bool)
    {
        // Zero minus one wraps around to the highest number there is.
        unchecked {
            if (z - 1 >= N - 1 || px - 1 >= N - 1 || !isOnCurve(rx, ry)) return false;
        }
        uint256 c = challenge(px, parity, rx, ry & 1, message);
        if (c == 0) return false;
        address q = _recover(px, parity, z, c);
        return q != address(0) && q == _addressOf(rx, ry);
    }

    /// @dev The address of z·G − c·Y, or zero if that is infinity.
    function _recover(uint256 px, uint256 parity, uint256 z, uint256 c) private view returns (address q) {
        // px and z are below n and not zero, so neither product is 0 mod n and both differences are in range. In assembly,
        // because the built-in ecrecover allocates its input: 200 gas.
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, sub(N, mulmod(z, px, N)))
            mstore(add(input, 0x20), add(27, parity))
            mstore(add(input, 0x40), px)
            mstore(add(input, 0x60), sub(N, mulmod(c, px, N)))
            // For infinity it answers nothing.
            mstore(0, 0)
            if iszero(staticcall(gas(), 1, input, 0x80, 0, 0x20)) { revert(0, 0) }
            q := mload(0)
        }
    }

    /// @notice RFC 9591's challenge: H2 over both compressed points and the message, by expand_message_xmd to 48 bytes.
    function challenge(uint256 px, uint256 parity, uint256 rx, uint256 rParity, bytes32 message)
        internal
        view
        returns (uint256 c)
    {
        // The plain version, `FrostReference` in the tests, spells this out with abi.encodePacked and sha256; building
        // the three inputs in place saves 1,300 gas a signature.
        assembly ("memory-safe") {
            let input := mload(0x40)
            // b0: 64 zero bytes, two compressed points, the message, the output's length 48, a zero, the tag.
            mstore(input, 0)
            mstore(add(input, 0x20), 0)
            mstore8(add(input, 0x40), add(2, rParity))
            mstore(add(input, 0x41), rx)
            mstore8(add(input, 0x61), add(2, parity))
            mstore(add(input, 0x62), px)
            mstore(add(input, 0x82), message)
            mstore(add(input, 0xa2), shl(232, 0x003000))
            mstore(add(input, 0xa5), DOMAIN_TAG)
            if iszero(staticcall(gas(), 2, input, 0xc3, input, 0x20)) { revert(0, 0) }
            let b0 := mload(input)
            // b1: b0, the block's number 1, the tag.
            mstore8(add(input, 0x20), 1)
            mstore(add(input, 0x21), DOMAIN_TAG)
            if iszero(staticcall(gas(), 2, input, 0x3f, 0, 0x20)) { revert(0, 0) }
            let b1 := mload(0)
            // b2: b0 xor b1, the block's number 2, the tag.
            mstore(input, xor(b0, b1))
            mstore8(add(input, 0x20), 2)
            if iszero(staticcall(gas(), 2, input, 0x3f, 0, 0x20)) { revert(0, 0) }
            c := addmod(mulmod(b1, shl(128, 1), N), shr(128, mload(0)), N)
        }
    }

    function _addressOf(uint256 x, uint256 y) private pure returns (address a) {
        // In the scratch space; abi.encode would allocate.
        assembly ("memory-safe") {
            mstore(0, x)
            mstore(0x20, y)
            a := and(keccak256(0, 0x40), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }
}
