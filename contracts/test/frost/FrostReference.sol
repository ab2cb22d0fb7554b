// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title FROST(secp256k1, SHA-256) of RFC 9591 as the standards spell it out, with no regard for gas.
/// @dev Shares no code and no trick with `FrostVerifier`: hashing follows RFC 9380 step by step over messages of any length,
/// and the equation z·G = R + c·Y is computed with curve arithmetic instead of `ecrecover`.
library FrostReference {
    uint256 internal constant P = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;
    uint256 internal constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    uint256 internal constant GX = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798;
    uint256 internal constant GY = 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8;

    /// @dev RFC 9591, section 6.5: contextString, and the tag of H2.
    bytes internal constant CONTEXT = "FROST-secp256k1-SHA256-v1";

    /// @dev Infinity is (0, 0), which is not on the curve.
    struct Point {
        uint256 x;
        uint256 y;
    }

    // Hashing

    /// @notice RFC 9591, section 4.6: H2(R ‖ Y ‖ message).
    function challenge(Point memory groupKey, Point memory r, bytes memory message) internal pure returns (uint256) {
        return h2(bytes.concat(serialize(r), serialize(groupKey), message));
    }

    /// @notice RFC 9591, section 6.5: hash_to_field with a field of order N, one element, L = 48.
    function h2(bytes memory message) internal pure returns (uint256) {
        bytes memory uniform = expandMessage(message, bytes.concat(CONTEXT, "chal"), 48);
        return _bigEndianModN(uniform);
    }

    /// @notice RFC 9380, section 5.3.1: expand_message_xmd with SHA-256.
    function expandMessage(bytes memory message, bytes memory domain, uint16 length)
        internal
        pure
        returns (bytes memory uniform)
    {
        uint256 blocks = (uint256(length) + 31) / 32;
        bytes memory domainPrime = abi.encodePacked(domain, uint8(domain.length));
        bytes memory zeros = new bytes(64);
        bytes32 b0 = sha256(abi.encodePacked(zeros, message, length, uint8(0), domainPrime));
        bytes32 b = sha256(abi.encodePacked(b0, uint8(1), domainPrime));
        uniform = abi.encodePacked(b);
        for (uint256 i = 2; i <= blocks; ++i) {
            b = sha256(abi.encodePacked(b0 ^ b, uint8(i), domainPrime));
            uniform = abi.encodePacked(uniform, b);
        }
        assembly ("memory-safe") {
            mstore(uniform, length)
        }
    }

    /// @notice SEC 1, section 2.3.3: compressed form.
    function serialize(Point memory point) internal pure returns (bytes memory) {
        return abi.encodePacked(uint8(point.y % 2 == 0 ? 2 : 3), point.x);
    }

    function _bigEndianModN(bytes memory number) private pure returns (uint256 value) {
        for (uint256 i = 0; i < number.length; ++i) {
            value = addmod(mulmod(value, 256, N), uint8(number[i]), N);
        }
    }

    // Verification

    /// @notice RFC 9591, appendix C, "prime order verify": z·G = R + c·Y.
    function verify(Point memory groupKey, Point memory r, uint256 z, bytes memory message)
        internal
        view
        returns (bool)
    {
        if (!isOnCurve(groupKey) || !isOnCurve(r) || z >= N) return false;
        Point memory left = multiply(Point(GX, GY), z);
        Point memory right = add(r, multiply(groupKey, challenge(groupKey, r, message)));
        return left.x == right.x && left.y == right.y;
    }

    // The curve y² = x³ + 7 over the field of P

    function isOnCurve(Point memory point) internal pure returns (bool) {
        if (point.x >= P || point.y >= P) return false;
        return mulmod(point.y, point.y, P) == addmod(mulmod(point.x, mulmod(point.x, point.x, P), P), 7, P);
    }

    function multiply(Point memory point, uint256 scalar) internal view returns (Point memory sum) {
        for (; scalar != 0; scalar >>= 1) {
            if (scalar & 1 == 1) sum = add(sum, point);
            point = add(point, point);
        }
    }

    function add(Point memory a, Point memory b) internal view returns (Point memory) {
        if (a.x == 0 && a.y == 0) return b;
        if (b.x == 0 && b.y == 0) return a;
        uint256 slope;
        if (a.x != b.x) {
            slope = mulmod(_minus(b.y, a.y), _inverse(_minus(b.x, a.x)), P);
        } else if (a.y == b.y) {
            slope = mulmod(mulmod(3, mulmod(a.x, a.x, P), P), _inverse(addmod(a.y, a.y, P)), P);
        } else {
            return Point(0, 0);
        }
        uint256 x = _minus(_minus(mulmod(slope, slope, P), a.x), b.x);
        return Point(x, _minus(mulmod(slope, _minus(a.x, x), P), a.y));
    }

    function _minus(uint256 a, uint256 b) private pure returns (uint256) {
        return addmod(a, P - b, P);
    }

    /// @dev By Fermat: a^(P−2), with the precompile of EIP-198.
    function _inverse(uint256 a) private view returns (uint256) {
        (bool done, bytes memory power) = address(5).staticcall(abi.encode(32, 32, 32, a, P - 2, P));
        require(done);
        return abi.decode(power, (uint256));
    }
}
