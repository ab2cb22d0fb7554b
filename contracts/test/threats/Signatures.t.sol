// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Checkpoint, Decision, IGateway, Message, Signature} from "../../src/gateway/IGateway.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Signer} from "../base/Signer.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxSignaturesGateway} from "./broken/LaxSignaturesGateway.sol";

/// @dev What has gone wrong with signatures, again and again: a second form of the same one, zero values, values out of range,
/// and signatures that were meant for another chain, contract, epoch, version or side of a fork.
contract SignaturesTest is Threat {
    uint256 private constant N = FrostVerifier.N;
    uint256 private constant P = FrostVerifier.P;
    bytes4 private constant INVALID = IGateway.InvalidSignature.selector;

    LaxSignaturesGateway.Fault private fault;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(vm.deployCode("LaxSignaturesGateway.sol:LaxSignaturesGateway", abi.encode(authority, fault)));
    }

    // One form

    function test_ASignatureHasOneForm() public {
        Batch memory batch = world.forgeSigned(lane, neverSent());
        (uint256 rx, uint256 ry, uint256 z) = (batch.signature.rx, batch.signature.ry, batch.signature.z);
        uint256[3][20] memory forms = [
            // The mirror images, of which ECDSA accepts one.
            [rx, ry, N - z],
            [rx, P - ry, z],
            [rx, P - ry, N - z],
            // Out of range.
            [rx, ry, 0],
            [rx, ry, N],
            [rx, ry, type(uint256).max],
            [rx, P, z],
            [rx, type(uint256).max, z],
            [type(uint256).max, ry, z],
            [P, ry, z],
            // Off the curve, and at infinity.
            [rx, ry ^ 1, z],
            [rx ^ 1, ry, z],
            [ry, rx, z],
            [uint256(0), 0, z],
            [rx, 0, z],
            [uint256(0), ry, z],
            // A neighbour, another point that is on the curve, nothing at all.
            [rx, ry, z ^ 1],
            [quorum.px, quorum.py, z],
            [attacker.px, attacker.py, z],
            [uint256(0), 0, 0]
        ];
        for (uint256 i = 0; i < forms.length; ++i) {
            batch.signature = Signature(forms[i][0], forms[i][1], forms[i][2]);
            assertRefused(batch, INVALID, "another form");
        }
        batch.signature = Signature(rx, ry, z);
        assertAccepted(batch, "the one form");
    }

    function testFuzz_NoOtherNumbersAreASignature(uint256 rx, uint256 ry, uint256 z, uint256 secret) public {
        Batch memory batch = world.forge(lane, neverSent());
        batch.signature = Signature(rx, ry, z);
        assertRefused(batch, INVALID, "any numbers");
        Signer.Key memory point = Signer.key(bound(secret, 1, N - 1));
        batch.signature = Signature(point.px, point.py, bound(z, 1, N - 1));
        assertRefused(batch, INVALID, "any point on the curve");
    }

    // One key

    function test_AKeyOutOfRangeIsRefused() public {
        uint256[2][8] memory keys = [
            [uint256(0), 0],
            [uint256(0), quorum.py],
            [quorum.px, 0],
            [quorum.px, quorum.py ^ 1],
            [quorum.px ^ 1, quorum.py],
            [P, quorum.py],
            [type(uint256).max, quorum.py],
            [quorum.py, quorum.px]
        ];
        Signature memory proof = world.possession(gatewayB, quorum, 2);
        for (uint256 i = 0; i < keys.length; ++i) {
            _assertKeyRefused(2, keys[i][0], keys[i][1], proof, IGateway.InvalidKey.selector);
        }
        // On the curve, and at or above the order: ecrecover could not take it as r.
        (uint256 px, uint256 py) = _pointAboveTheOrder();
        assertTrue(FrostVerifier.isOnCurve(px, py), "on the curve");
        _assertKeyRefused(2, px, py, proof, IGateway.InvalidKey.selector);
    }

    function test_AKeyIsProvenByItsHolderForItsEpochAndPlace() public {
        Signature memory own = world.possession(gatewayB, attacker, 2);
        Signature memory byAnother = world.signDigest(attacker, _keyDigest(gatewayB, 2, quorum.px, quorum.py));
        Signature memory forAnotherEpoch = world.possession(gatewayB, attacker, 3);
        Signature memory forAnotherGateway = world.possession(gatewayA, attacker, 2);
        Signature memory forTheMirror =
            world.signDigest(attacker, _keyDigest(gatewayB, 2, attacker.px, P - attacker.py));
        _assertKeyRefused(2, quorum.px, quorum.py, byAnother, INVALID);
        _assertKeyRefused(2, attacker.px, attacker.py, forAnotherEpoch, INVALID);
        _assertKeyRefused(2, attacker.px, attacker.py, forAnotherGateway, INVALID);
        _assertKeyRefused(2, attacker.px, attacker.py, forTheMirror, INVALID);
        _assertKeyRefused(2, attacker.px, P - attacker.py, own, INVALID);
        _assertKeyRefused(1, attacker.px, attacker.py, own, IGateway.EpochNotRising.selector);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(2, attacker.px, attacker.py, own);
    }

    // One meaning

    function test_ASignatureMeansOneCheckpointInOnePlace() public {
        Batch memory batch = world.forgeSigned(lane, neverSent());
        Checkpoint memory checkpoint = batch.checkpoint;
        bytes32[] memory domains = _otherDomains();
        for (uint256 i = 0; i < domains.length; ++i) {
            batch.signature = world.signDigest(quorum, world.digestOver(domains[i], checkpoint, ""));
            assertRefused(batch, INVALID, "another domain");
        }
        Checkpoint[6] memory others;
        for (uint256 i = 0; i < others.length; ++i) {
            others[i] = abi.decode(abi.encode(checkpoint), (Checkpoint));
        }
        others[0].lane = returnLane;
        others[1].from += 1;
        others[2].nonce += 1;
        others[3].head = world.headOf(lane, 1);
        others[4].keyEpoch = 2;
        bytes32 domain = gatewayB.domainSeparator();
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory holds = i == 5 ? abi.encodePacked(checkpoint.nonce) : bytes("");
            batch.signature = world.signDigest(quorum, world.digestOver(domain, others[i], holds));
            assertRefused(batch, INVALID, "another checkpoint");
        }
    }

    function test_ASignatureMeansOneRulingInOnePlace() public {
        send("held");
        world.deliverRest(lane, abi.encodePacked(uint64(2)));
        onB();
        Message memory held = world.messageOf(lane, 2);
        bytes32 hash = world.hash(held);
        bytes32[] memory domains = _otherDomains();
        for (uint256 i = 0; i < domains.length; ++i) {
            _assertRulingRefused(held, Statements.rulingDigest(domains[i], lane, 2, hash, Decision.Deliver, EPOCH));
        }
        bytes32 domain = gatewayB.domainSeparator();
        _assertRulingRefused(held, Statements.rulingDigest(domain, returnLane, 2, hash, Decision.Deliver, EPOCH));
        _assertRulingRefused(held, Statements.rulingDigest(domain, lane, 3, hash, Decision.Deliver, EPOCH));
        _assertRulingRefused(held, Statements.rulingDigest(domain, lane, 2, ~hash, Decision.Deliver, EPOCH));
        _assertRulingRefused(held, Statements.rulingDigest(domain, lane, 2, hash, Decision.Void, EPOCH));
        _assertRulingRefused(held, Statements.rulingDigest(domain, lane, 2, hash, Decision.Deliver, 2));
    }

    /// @dev Two epochs live at a time, and neither signs for the other.
    function test_AnEpochSignsForItselfOnly() public {
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(2, attacker.px, attacker.py, proof);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY());
        Batch memory batch = world.forge(lane, neverSent());
        for (uint64 epoch = 1; epoch <= 2; ++epoch) {
            batch.checkpoint.keyEpoch = epoch;
            batch.signature = world.signCheckpoint(epoch == 1 ? attacker : quorum, batch.checkpoint, "");
            assertRefused(batch, INVALID, "the other epoch's key");
        }
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        assertAccepted(batch, "its own");
    }

    function test_AForkWithANewChainIdHearsNothingOfTheOld() public {
        Batch memory batch = world.forgeSigned(lane, neverSent());
        vm.chainId(CHAIN_B + 1);
        assertRefused(batch, INVALID, "the old chain's signature on the fork");
        batch.signature = world.signDigest(quorum, world.digestOver(gatewayB.domainSeparator(), batch.checkpoint, ""));
        onB();
        assertRefused(batch, INVALID, "the fork's signature on the old chain");
    }

    // With a step missing

    function test_SucceedsWhereRIsChosenLast() public {
        fault = LaxSignaturesGateway.Fault.WeakChallenge;
        breakGateways();
        Batch memory batch = world.forge(lane, neverSent());
        bytes32 digest = world.digestOver(gatewayB.domainSeparator(), batch.checkpoint, "");
        uint256 c = FrostVerifier.challenge(quorum.px, quorum.py & 1, quorum.px, quorum.py & 1, digest);
        uint256 z = 42;
        // R = z·G − c·Y, which takes the public key only; here the secret one spares the arithmetic of points.
        Signer.Key memory r = Signer.key(addmod(z, N - mulmod(c, quorum.secret, N), N));
        batch.signature = Signature(r.px, r.py, z);
        assertAccepted(batch, "forged without the key");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function test_SucceedsWhereNothingIsSaidOfChainAndContract() public {
        fault = LaxSignaturesGateway.Fault.NoDomain;
        breakGateways();
        Signature memory proof = world.possession(gatewayA, attacker, 2);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(2, attacker.px, attacker.py, proof);

        Batch memory batch = world.forgeSigned(lane, neverSent());
        vm.chainId(CHAIN_B + 1);
        assertAccepted(batch, "the old chain's signature on the fork");
        assertEq(recipientB.received(), 1, "received on the fork what was sent to the old chain");
    }

    function test_SucceedsWhereTheDigestIsTheCallersWord() public {
        fault = LaxSignaturesGateway.Fault.CallerDigest;
        breakGateways();
        bytes32[] memory domains = _otherDomains();
        for (uint256 i = 0; i < domains.length; ++i) {
            Batch memory batch = world.forge(lane, neverSent());
            bytes32 digest = world.digestOver(domains[i], batch.checkpoint, "");
            batch.signature = world.signDigest(quorum, digest);
            assertAccepted(bytes.concat(encode(batch), digest), "another domain");
        }
    }

    /// @dev Each differs from the gateway's own in one thing.
    function _otherDomains() private view returns (bytes32[] memory domains) {
        domains = new bytes32[](8);
        domains[0] = gatewayA.domainSeparator();
        domains[1] = Statements.domainSeparator(CHAIN_A, address(gatewayB));
        domains[2] = Statements.domainSeparator(CHAIN_B, address(gatewayA));
        domains[3] = Statements.domainSeparator(CHAIN_B, address(this));
        domains[4] = Statements.domainSeparator(0, address(gatewayB));
        domains[5] = _domain("Lockstep", "2");
        domains[6] = _domain("lockstep", "1");
        domains[7] = 0;
    }

    function _domain(string memory name, string memory version) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                Statements.DOMAIN_TYPE,
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                uint256(CHAIN_B),
                address(gatewayB)
            )
        );
    }

    function _keyDigest(Gateway gateway, uint64 epoch, uint256 px, uint256 py) private view returns (bytes32) {
        return Statements.keyEpochDigest(gateway.domainSeparator(), epoch, px, py);
    }

    function _assertRulingRefused(Message memory held, bytes32 digest) private {
        Signature memory signature = world.signDigest(quorum, digest);
        bytes memory input = abi.encodeCall(IGateway.rule, (lane, 2, held, Decision.Deliver, EPOCH, signature));
        assertRefused(input, INVALID, "another ruling");
    }

    function _assertKeyRefused(uint64 epoch, uint256 px, uint256 py, Signature memory proof, bytes4 expected) private {
        vm.prank(ADMIN);
        vm.expectPartialRevert(expected);
        gatewayB.registerKeyEpoch(epoch, px, py, proof);
    }

    /// @dev The first point at or above the order whose y exists: y = (x³ + 7)^((p + 1) / 4).
    function _pointAboveTheOrder() private view returns (uint256 x, uint256 y) {
        for (x = N;; ++x) {
            y = _power(addmod(mulmod(mulmod(x, x, P), x, P), 7, P), (P + 1) / 4);
            if (FrostVerifier.isOnCurve(x, y)) return (x, y);
        }
    }

    function _power(uint256 base, uint256 exponent) private view returns (uint256) {
        (bool done, bytes memory answer) =
            address(5).staticcall(abi.encode(uint256(32), uint256(32), uint256(32), base, exponent, P));
        assertTrue(done, "modexp");
        return uint256(bytes32(answer));
    }
}
