// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Signature} from "../../src/gateway/IGateway.sol";
import {Signer} from "../base/Signer.sol";
import {Test} from "../base/Test.sol";
import {FrostReference} from "./FrostReference.sol";

contract FrostCalls {
    function verify(uint256 px, uint256 parity, Signature calldata made, bytes32 message) external view returns (bool) {
        return FrostVerifier.verify(px, parity, made.rx, made.ry, made.z, message);
    }

    function challenge(uint256 px, uint256 parity, Signature calldata made, bytes32 message)
        external
        view
        returns (uint256)
    {
        return FrostVerifier.challenge(px, parity, made.rx, made.ry & 1, message);
    }
}

/// @dev The verifier against the plain version, the published vector, and everything that is not quite a signature.
contract FrostVerifierTest is Test {
    uint256 private constant N = FrostVerifier.N;
    uint256 private constant P = FrostVerifier.P;
    bytes32 private constant MESSAGE = keccak256("message");
    bytes32 private constant SOME_HASH = keccak256("some hash");

    // RFC 9591, appendix E.5, FROST(secp256k1, SHA-256): two of three participants sign "test". The published points are
    // compressed; the y-coordinates are the roots of x³ + 7 of the parity that the first byte (02 both times) names.
    uint256 private constant RFC_PX = 0xf37c34b66ced1fb51c34a90bdae006901f10625cc06c4f64663b0eae87d87b4f;
    uint256 private constant RFC_PY = 0x27be69ffdc4ad5af4bbad67a570e9f8cede4e1a87ce3df1588dfe0b85c6272b8;
    uint256 private constant RFC_RX = 0x05b6d04d3774c8929413e3c76024d54149c372d57aae62574ed74319b5ea14d0;
    uint256 private constant RFC_RY = 0xe8c864734e5a7ca750bae921423cf8d29a9a9e6251f09269480a7770b8204a36;
    uint256 private constant RFC_Z = 0xc65dde8492a7471437e6c2fe3da49b90d23f642b5c6dbe7e36089f096dd97324;
    uint256 private constant RFC_SECRET = 0x0d004150d27c3bf2a42f312683d35fac7394b1e9e318249c1bfe7f0795a83114;

    /// @dev 1 and the group's order happen to be x-coordinates of points: these are the even roots.
    uint256 private constant Y_OF_1 = 0x4218f20ae6c646b363db68605822fb14264ca8d2587fdd6fbc750d587e76a7ee;
    uint256 private constant Y_OF_N = 0x98f66641cb0ae1776b463ebdee3d77fe2658f021db48e2c8ac7ab4c92f83621e;

    Signer.Key private key;
    Signature private signature;

    function setUp() public {
        key = Signer.key(uint256(keccak256("group key")));
        signature = Signer.sign(key, MESSAGE);
    }

    // The plain version itself

    function test_ThePlainVersionAcceptsThePublishedSignature() public view {
        assertTrue(
            FrostReference.verify(
                FrostReference.Point(RFC_PX, RFC_PY), FrostReference.Point(RFC_RX, RFC_RY), RFC_Z, "test"
            ),
            "RFC 9591"
        );
    }

    function test_ThePlainVersionRefusesThePublishedSignatureOtherwise() public view {
        FrostReference.Point memory groupKey = FrostReference.Point(RFC_PX, RFC_PY);
        FrostReference.Point memory r = FrostReference.Point(RFC_RX, RFC_RY);
        assertFalse(FrostReference.verify(groupKey, r, RFC_Z, "tesT"), "message");
        assertFalse(FrostReference.verify(groupKey, r, RFC_Z ^ 1, "test"), "z");
        assertFalse(FrostReference.verify(groupKey, groupKey, RFC_Z, "test"), "R");
        assertFalse(FrostReference.verify(r, r, RFC_Z, "test"), "key");
        assertFalse(FrostReference.verify(groupKey, FrostReference.Point(RFC_RX, P - RFC_RY), RFC_Z, "test"), "parity");
    }

    function test_ThePublishedKeysBelongTogether() public {
        FrostReference.Point memory point =
            FrostReference.multiply(FrostReference.Point(FrostReference.GX, FrostReference.GY), RFC_SECRET);
        assertEq(point.x, RFC_PX, "x");
        assertEq(point.y, RFC_PY, "y");
        assertEq(Signer.key(RFC_SECRET).px, RFC_PX, "the signer's");
    }

    /// @dev RFC 9380, appendix K.1, SHA-256 with output lengths 32 and 128: the plain version's hashing.
    function test_ThePlainVersionExpandsAsPublished() public pure {
        bytes memory domain = "QUUX-V01-CS02-with-expander-SHA256-128";
        assertEq(
            FrostReference.expandMessage("", domain, 32),
            hex"68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235",
            "empty"
        );
        assertEq(
            FrostReference.expandMessage("abc", domain, 32),
            hex"d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615",
            "abc"
        );
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_ThePlainCurveIsTheSigners(uint256 scalar) public {
        scalar = bound(scalar, 1, N - 1);
        FrostReference.Point memory point =
            FrostReference.multiply(FrostReference.Point(FrostReference.GX, FrostReference.GY), scalar);
        Signer.Key memory expected = Signer.key(scalar);
        assertEq(point.x, expected.px, "x");
        assertEq(point.y, expected.py, "y");
    }

    // The verifier against it

    function testFuzz_TheChallengeIsThePlainOne(uint256 secret, uint256 nonce, bytes32 message) public {
        Signer.Key memory groupKey = Signer.key(bound(secret, 1, N - 1));
        Signer.Key memory r = Signer.key(bound(nonce, 1, N - 1));
        assertEq(
            FrostVerifier.challenge(groupKey.px, groupKey.py & 1, r.px, r.py & 1, message),
            FrostReference.challenge(
                FrostReference.Point(groupKey.px, groupKey.py),
                FrostReference.Point(r.px, r.py),
                abi.encodePacked(message)
            ),
            "challenge"
        );
    }

    /// @dev Neither cares whether the coordinates are those of points.
    function testFuzz_TheChallengeOfAnyNumbersIsThePlainOne(
        uint256 px,
        uint256 py,
        uint256 rx,
        uint256 ry,
        bytes32 message
    ) public view {
        assertEq(
            FrostVerifier.challenge(px, py & 1, rx, ry & 1, message),
            FrostReference.challenge(
                FrostReference.Point(px, py), FrostReference.Point(rx, ry), abi.encodePacked(message)
            ),
            "challenge"
        );
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_AcceptsWhatThePlainVersionAccepts(uint256 secret, bytes32 message) public {
        Signer.Key memory signer = Signer.key(bound(secret, 1, N - 1));
        Signature memory made = Signer.sign(signer, message);
        assertTrue(verifies(signer, made, message), "accepted");
        assertTrue(verifiesPlainly(signer, made, message), "accepted plainly");
    }

    /// @dev One number of five is another: both refuse, or both accept what happens to be right.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_AgreesOnWhatIsTamperedWith(uint256 secret, bytes32 message, uint256 which, uint256 mask) public {
        vm.assume(mask != 0);
        Signer.Key memory signer = Signer.key(bound(secret, 1, N - 1));
        Signature memory made = Signer.sign(signer, message);
        which = bound(which, 0, 3);
        if (which == 0) made.rx ^= mask;
        if (which == 1) made.ry ^= mask;
        if (which == 2) made.z ^= mask;
        if (which == 3) message ^= bytes32(mask);
        assertFalse(verifies(signer, made, message), "accepted");
        assertFalse(verifiesPlainly(signer, made, message), "accepted plainly");
    }

    /// @dev Genuine points under wrong scalars and keys, which pass every check of form.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_AgreesOnPointsAndScalars(uint256 secret, uint256 nonce, uint256 z, bytes32 message) public {
        Signer.Key memory signer = Signer.key(bound(secret, 1, N - 1));
        Signer.Key memory r = Signer.key(bound(nonce, 1, N - 1));
        Signature memory made = Signature(r.px, r.py, bound(z, 1, N - 1));
        assertFalse(verifies(signer, made, message), "accepted");
        assertFalse(verifiesPlainly(signer, made, message), "accepted plainly");
    }

    /// @dev The challenge comes out the same for both, so a signature can be made for the verifier only if it can be for
    /// the plain version: z = k + c·s for a nonce of one's own choice.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_AgreesForAnyNonce(uint256 secret, uint256 nonce, bytes32 message) public {
        secret = bound(secret, 1, N - 1);
        nonce = bound(nonce, 1, N - 1);
        Signer.Key memory signer = Signer.key(secret);
        Signer.Key memory r = Signer.key(nonce);
        uint256 c = FrostReference.challenge(
            FrostReference.Point(signer.px, signer.py), FrostReference.Point(r.px, r.py), abi.encodePacked(message)
        );
        Signature memory made = Signature(r.px, r.py, addmod(nonce, mulmod(c, secret, N), N));
        // Keys of which ecrecover takes no x-coordinate are refused at registration.
        vm.assume(FrostVerifier.isValidKey(signer.px, signer.py));
        assertTrue(verifies(signer, made, message), "accepted");
        assertTrue(verifiesPlainly(signer, made, message), "accepted plainly");
    }

    // Edges

    function test_AcceptsTheSignature() public view {
        assertTrue(verifies(key, signature, MESSAGE), "accepted");
    }

    function test_RefusesAScalarOfZero() public view {
        assertRefused(key, Signature(signature.rx, signature.ry, 0), MESSAGE);
    }

    function test_RefusesAScalarThatIsNotReduced() public view {
        assertRefused(key, Signature(signature.rx, signature.ry, N), MESSAGE);
        assertRefused(key, Signature(signature.rx, signature.ry, N + 1), MESSAGE);
        assertRefused(key, Signature(signature.rx, signature.ry, type(uint256).max), MESSAGE);
    }

    function test_RefusesTheNegatedScalar() public view {
        assertRefused(key, Signature(signature.rx, signature.ry, N - signature.z), MESSAGE);
    }

    function test_RefusesTheNegatedPoint() public view {
        assertRefused(key, Signature(signature.rx, P - signature.ry, signature.z), MESSAGE);
    }

    function test_RefusesTheNegatedPointAndScalar() public view {
        assertRefused(key, Signature(signature.rx, P - signature.ry, N - signature.z), MESSAGE);
    }

    function test_RefusesAPointOffTheCurve() public view {
        assertRefused(key, Signature(signature.rx, signature.ry ^ 2, signature.z), MESSAGE);
        assertRefused(key, Signature(signature.rx ^ 1, signature.ry, signature.z), MESSAGE);
    }

    function test_RefusesAPointThatIsNotReduced() public view {
        assertRefused(key, Signature(signature.rx, type(uint256).max, signature.z), MESSAGE);
        assertRefused(key, Signature(type(uint256).max, signature.ry, signature.z), MESSAGE);
        assertRefused(key, Signature(P, signature.ry, signature.z), MESSAGE);
        assertRefused(key, Signature(signature.rx, P, signature.z), MESSAGE);
        // x = 1 is on the curve, and so would be p + 1 if it were reduced.
        assertTrue(FrostVerifier.isOnCurve(1, Y_OF_1), "x = 1");
        assertFalse(FrostVerifier.isOnCurve(P + 1, Y_OF_1), "x = p + 1");
    }

    function test_RefusesInfinity() public view {
        assertRefused(key, Signature(0, 0, signature.z), MESSAGE);
        assertRefused(key, Signature(0, 0, 0), MESSAGE);
    }

    function test_RefusesTheKeyAsPoint() public view {
        assertRefused(key, Signature(key.px, key.py, signature.z), MESSAGE);
    }

    function test_RefusesTheOtherParityOfTheKey() public view {
        assertFalse(
            FrostVerifier.verify(key.px, (key.py & 1) ^ 1, signature.rx, signature.ry, signature.z, MESSAGE), "parity"
        );
    }

    function test_RefusesAnotherMessage() public view {
        assertRefused(key, signature, keccak256("another"));
        assertRefused(key, signature, bytes32(0));
    }

    function test_RefusesAnotherKey() public {
        assertRefused(Signer.key(uint256(keccak256("another key"))), signature, MESSAGE);
    }

    /// @dev An epoch that was never registered or was killed has the key zero.
    function test_RefusesTheKeyZero() public view {
        for (uint256 parity = 0; parity < 2; ++parity) {
            assertFalse(
                FrostVerifier.verify(0, parity, signature.rx, signature.ry, signature.z, MESSAGE), "key of zero"
            );
            assertFalse(FrostVerifier.verify(0, parity, 0, 0, 0, MESSAGE), "everything zero");
        }
    }

    function test_RefusesAKeyThatIsNotBelowTheOrder() public view {
        for (uint256 parity = 0; parity < 2; ++parity) {
            assertFalse(FrostVerifier.verify(N, parity, signature.rx, signature.ry, signature.z, MESSAGE), "px = n");
            assertFalse(
                FrostVerifier.verify(type(uint256).max, parity, signature.rx, signature.ry, signature.z, MESSAGE),
                "px too large"
            );
        }
    }

    /// @dev No point has the x-coordinate 5: ecrecover answers zero, which must be nobody's address.
    function test_RefusesAKeyOffTheCurve() public view {
        assertTrue(
            ecrecover(bytes32(uint256(1)), 27, bytes32(uint256(5)), bytes32(uint256(1))) == address(0), "no point"
        );
        assertFalse(FrostVerifier.verify(5, 0, signature.rx, signature.ry, signature.z, MESSAGE), "key");
    }

    /// @dev The precompiles fail when the gas runs out beneath them: then there must be no answer, not a wrong one.
    function test_TooLittleGasGivesNoAnswer() public {
        FrostCalls calls = new FrostCalls();
        bool[2] memory seen;
        for (uint256 gas = 0; gas < 8000; gas += 5) {
            try calls.verify{gas: gas}(key.px, key.py & 1, signature, MESSAGE) returns (bool valid) {
                assertTrue(valid, "a wrong answer");
                seen[0] = true;
            } catch {
                seen[1] = true;
            }
        }
        assertTrue(seen[0] && seen[1], "answered and not answered");
        uint256 expected = FrostVerifier.challenge(key.px, key.py & 1, signature.rx, signature.ry & 1, MESSAGE);
        for (uint256 gas = 0; gas < 3000; ++gas) {
            try calls.challenge{gas: gas}(key.px, key.py & 1, signature, MESSAGE) returns (uint256 c) {
                assertEq(c, expected, "a wrong challenge");
            } catch {}
        }
    }

    // With SHA-256 replaced, the challenge is ours to choose, and with it the numbers of a signature that satisfies the
    // equation. Only so can the checks of range be seen to refuse what the equation would accept.

    function test_RefusesAScalarOfZeroThatSatisfiesTheEquation() public {
        uint256 c = chooseChallenge(SOME_HASH);
        // z = 0: R = −c·Y.
        Signer.Key memory r = Signer.key(N - mulmod(c, key.secret, N));
        assertRefused(key, Signature(r.px, r.py, 0), MESSAGE);
        assertRefused(key, Signature(r.px, r.py, N), MESSAGE);
        // One more in the scalar and in the point: nothing but the scalar's range was wrong.
        r = Signer.key(addmod(N - mulmod(c, key.secret, N), 1, N));
        assertTrue(verifies(key, Signature(r.px, r.py, 1), MESSAGE), "the equation");
    }

    function test_RefusesAGenuineScalarPlusTheOrder() public {
        uint256 c = chooseChallenge(SOME_HASH);
        uint256 z = 12_345;
        Signer.Key memory r = Signer.key(addmod(z, N - mulmod(c, key.secret, N), N));
        assertTrue(verifies(key, Signature(r.px, r.py, z), MESSAGE), "genuine");
        assertRefused(key, Signature(r.px, r.py, z + N), MESSAGE);
    }

    function test_RefusesAGenuinePointPlusThePrime() public {
        uint256 c = chooseChallenge(SOME_HASH);
        // Whose key R = (1, …) would need: Y = c⁻¹·(z·G − R). The inverse is c^(n−2).
        FrostReference.Point memory g = FrostReference.Point(FrostReference.GX, FrostReference.GY);
        FrostReference.Point memory difference =
            FrostReference.add(FrostReference.multiply(g, 7), FrostReference.Point(1, P - Y_OF_1));
        FrostReference.Point memory y = FrostReference.multiply(difference, inverse(c));
        Signer.Key memory signer = Signer.Key(0, y.x, y.y);
        assertTrue(FrostVerifier.isValidKey(y.x, y.y), "key");
        assertTrue(verifies(signer, Signature(1, Y_OF_1, 7), MESSAGE), "genuine");
        assertRefused(signer, Signature(P + 1, Y_OF_1, 7), MESSAGE);
    }

    /// @dev Then any key would do: R = z·G.
    function test_RefusesAChallengeOfZero() public {
        assertEq(chooseChallenge(0), 0, "challenge");
        Signer.Key memory r = Signer.key(7);
        assertRefused(key, Signature(r.px, r.py, 7), MESSAGE);
    }

    /// @return c What FrostVerifier makes of it: the first 48 bytes of `hash ‖ hash`, modulo n.
    function chooseChallenge(bytes32 hash) private returns (uint256 c) {
        vm.mockCall(address(2), "", abi.encode(hash));
        c = addmod(mulmod(uint256(hash), 1 << 128, N), uint256(hash) >> 128, N);
        assertEq(FrostVerifier.challenge(key.px, key.py & 1, key.px, key.py & 1, MESSAGE), c, "chosen");
    }

    function inverse(uint256 value) private view returns (uint256) {
        (bool done, bytes memory power) = address(5).staticcall(abi.encode(32, 32, 32, value, N - 2, N));
        assertTrue(done, "modexp");
        return abi.decode(power, (uint256));
    }

    // Keys

    function testFuzz_EveryKeyOfTheCurveBelowTheOrderIsValid(uint256 secret) public {
        Signer.Key memory signer = Signer.key(bound(secret, 1, N - 1));
        assertEq(FrostVerifier.isValidKey(signer.px, signer.py) ? 1 : 0, signer.px < N ? 1 : 0, "valid");
        assertFalse(FrostVerifier.isValidKey(signer.px, signer.py ^ 1), "y");
        assertFalse(FrostVerifier.isValidKey(signer.px ^ 1, signer.py), "x");
    }

    function testFuzz_OnCurveIsThePlainEquation(uint256 x, uint256 y) public pure {
        assertEq(
            FrostVerifier.isOnCurve(x, y) ? 1 : 0,
            FrostReference.isOnCurve(FrostReference.Point(x, y)) ? 1 : 0,
            "on curve"
        );
    }

    function test_RefusesKeysAtTheEdges() public pure {
        assertFalse(FrostVerifier.isValidKey(0, 0), "zero");
        assertTrue(FrostVerifier.isOnCurve(N, Y_OF_N), "n is on the curve");
        assertFalse(FrostVerifier.isValidKey(N, Y_OF_N), "n");
        assertTrue(FrostVerifier.isValidKey(1, Y_OF_1), "one");
        assertFalse(FrostVerifier.isValidKey(1, P + 1), "y is not reduced");
        assertFalse(FrostVerifier.isValidKey(P + 1, Y_OF_1), "x is not reduced");
    }

    function verifies(Signer.Key memory signer, Signature memory made, bytes32 message) private view returns (bool) {
        return FrostVerifier.verify(signer.px, signer.py & 1, made.rx, made.ry, made.z, message);
    }

    function verifiesPlainly(Signer.Key memory signer, Signature memory made, bytes32 message)
        private
        view
        returns (bool)
    {
        return FrostReference.verify(
            FrostReference.Point(signer.px, signer.py),
            FrostReference.Point(made.rx, made.ry),
            made.z,
            abi.encodePacked(message)
        );
    }

    function assertRefused(Signer.Key memory signer, Signature memory made, bytes32 message) private view {
        assertFalse(verifies(signer, made, message), "accepted");
    }
}
