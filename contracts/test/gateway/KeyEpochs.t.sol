// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, KeyEpochs, Signature} from "../../src/gateway/IGateway.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Signer} from "../base/Signer.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev Which keys may sign, from when and until when.
contract KeyEpochsTest is GatewayTest {
    uint256 private constant DELAY = 2 days;
    uint256 private constant GRACE = 7 days;
    /// @dev Where `_keys` lies, as `storage/Gateway.json` says.
    uint256 private constant KEYS_SLOT = 3;

    uint256 private start;
    Signer.Key private second;
    Signer.Key private third;

    function setUp() public override {
        super.setUp();
        start = block.timestamp;
        second = Signer.key(uint256(keccak256("second key")));
        third = Signer.key(uint256(keccak256("third key")));
        onB();
    }

    // The first

    function test_TheFirstStartsAtOnce() public {
        onB();
        Gateway fresh = Gateway(deployShipped("Gateway", abi.encode(address(managerB))));
        Signature memory proof = proofOfPossession(fresh, key, 5);
        vm.prank(ADMIN);
        expectEvent(fresh);
        emit IGateway.KeyEpochRegistered(5, key.px, key.py, uint40(start));
        fresh.registerKeyEpoch(5, key.px, key.py, proof);
        KeyEpochs memory epochs = fresh.keyEpochs();
        assertEq(epochs.current, 5, "current");
        assertEq(epochs.currentStartsAt, start, "starts");
        assertEq(epochs.previous, 0, "previous");
        assertEq(epochs.latest, 5, "latest");
    }

    function test_AGatewayWithoutAKeyAcceptsNothing() public {
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(EPOCH);
        assertDoesNotSign(key, EPOCH, 0, 0);
        assertDoesNotSign(key, 0, 0, 0);
    }

    // Rotation

    function test_TheNextWaitsForTheDelay() public {
        Signature memory proof = proofOfPossession(gatewayB, second, 2);
        vm.prank(ADMIN);
        expectEvent(gatewayB);
        emit IGateway.KeyEpochRegistered(2, second.px, second.py, uint40(start + DELAY));
        gatewayB.registerKeyEpoch(2, second.px, second.py, proof);
        assertEpochs(2, start + DELAY, 1, start + DELAY + GRACE, 2);
        vm.warp(start + DELAY - 1);
        assertDoesNotSign(second, 2, 2, 1);
        assertSigns(key, 1);
        vm.warp(start + DELAY);
        assertSigns(second, 2);
    }

    function test_TheOneBeforeSignsUntilItsGraceEnds() public {
        register(2, second);
        vm.warp(start + DELAY + GRACE - 1);
        assertSigns(key, 1);
        assertSigns(second, 2);
        vm.warp(start + DELAY + GRACE);
        assertDoesNotSign(key, 1, 2, 1);
        assertSigns(second, 2);
    }

    function test_EachKeyCountsForItsOwnEpochOnly() public {
        register(2, second);
        vm.warp(start + DELAY);
        assertInvalid(key, 2);
        assertInvalid(second, 1);
    }

    function test_KeysOfBothParitiesSign() public {
        uint256 parity = key.py & 1;
        uint256 secret = 1;
        Signer.Key memory other;
        do {
            other = Signer.key(secret++);
        } while (other.py & 1 == parity);
        register(2, other);
        vm.warp(start + DELAY);
        assertSigns(other, 2);
        assertSigns(key, 1);
    }

    function test_AnEpochMaySkipNumbers() public {
        register(40, second);
        vm.warp(start + DELAY);
        assertSigns(second, 40);
        assertDoesNotSign(second, 39, 40, 1);
    }

    function test_RotatesAgainOnceTheGraceIsOver() public {
        register(2, second);
        vm.warp(start + DELAY + GRACE);
        register(3, third);
        assertEpochs(3, start + 2 * DELAY + GRACE, 2, start + 2 * DELAY + 2 * GRACE, 3);
        assertDoesNotSign(key, 1, 3, 2);
        vm.warp(start + 2 * DELAY + GRACE);
        assertSigns(third, 3);
        assertSigns(second, 2);
        assertDoesNotSign(key, 1, 3, 2);
    }

    // Registrations that are refused

    function test_RevertWhen_TheNumberDoesNotRise() public {
        register(7, second);
        vm.warp(start + DELAY + GRACE);
        for (uint64 epoch = 0; epoch <= 7; ++epoch) {
            assertRegisterRefused(epoch, third, abi.encodeWithSelector(IGateway.EpochNotRising.selector, epoch, 7));
        }
    }

    function test_RevertWhen_TheNumberIsAKilledOnes() public {
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(EPOCH);
        assertRegisterRefused(EPOCH, second, abi.encodeWithSelector(IGateway.EpochNotRising.selector, 1, 1));
    }

    function test_RevertWhen_AnotherIsPending() public {
        register(2, second);
        bytes memory error = abi.encodeWithSelector(IGateway.EpochPending.selector, 2, start + DELAY);
        assertRegisterRefused(3, third, error);
        vm.warp(start + DELAY - 1);
        assertRegisterRefused(3, third, error);
    }

    function test_RevertWhen_TheOneBeforeIsInGrace() public {
        register(2, second);
        bytes memory error = abi.encodeWithSelector(IGateway.EpochInGrace.selector, 1, start + DELAY + GRACE);
        vm.warp(start + DELAY);
        assertRegisterRefused(3, third, error);
        vm.warp(start + DELAY + GRACE - 1);
        assertRegisterRefused(3, third, error);
    }

    function test_RevertWhen_TheKeyIsNoPoint() public {
        assertKeyRefused(second.px, second.py ^ 1);
        assertKeyRefused(second.px ^ 1, second.py);
        assertKeyRefused(0, 0);
        assertKeyRefused(second.px, type(uint256).max);
        assertKeyRefused(second.px, FrostVerifier.P);
    }

    /// @dev A point of the curve, but ecrecover does not take its x-coordinate.
    function test_RevertWhen_TheKeysCoordinateIsNotBelowTheOrder() public {
        uint256 py = 0x98f66641cb0ae1776b463ebdee3d77fe2658f021db48e2c8ac7ab4c92f83621e;
        assertTrue(FrostVerifier.isOnCurve(FrostVerifier.N, py), "on the curve");
        assertKeyRefused(FrostVerifier.N, py);
    }

    function test_RevertWhen_TheProofIsNotTheNewKeys() public {
        assertProofRefused(2, second, signKeyEpoch(key, 2, second));
        assertProofRefused(2, second, Signature(0, 0, 0));
    }

    function test_RevertWhen_TheProofIsForAnotherEpoch() public {
        assertProofRefused(2, second, signKeyEpoch(second, 3, second));
    }

    function test_RevertWhen_TheProofIsForAnotherKey() public {
        assertProofRefused(2, second, signKeyEpoch(second, 2, third));
    }

    function test_RevertWhen_TheProofIsForAnotherGateway() public {
        onA();
        assertProofRefused(2, second, proofOfPossession(gatewayA, second, 2));
    }

    // Killing

    function test_KillsTheCurrentOne() public {
        vm.prank(GUARDIAN);
        expectEvent(gatewayB);
        emit IGateway.KeyEpochKilled(1);
        gatewayB.killKeyEpoch(1);
        assertEpochs(0, start, 0, 0, 1);
        assertDoesNotSign(key, 1, 0, 0);
    }

    /// @dev Not only inactive: nothing is left to verify a signature with.
    function test_AKilledKeyIsForgotten() public {
        bytes32 slot = keccak256(abi.encode(EPOCH, KEYS_SLOT));
        assertEq(vm.load(address(gatewayB), slot), bytes32(key.px), "kept");
        kill(1);
        assertEq(vm.load(address(gatewayB), slot), 0, "forgotten");
    }

    function test_AfterAKillTheNextStillWaits() public {
        kill(1);
        register(2, second);
        assertDoesNotSign(second, 2, 2, 0);
        vm.warp(start + DELAY);
        assertSigns(second, 2);
        assertDoesNotSign(key, 1, 2, 0);
    }

    function test_WhenTheCurrentOneIsKilledTheOneBeforeLivesOutItsGrace() public {
        register(2, second);
        vm.warp(start + DELAY + 1);
        kill(2);
        assertDoesNotSign(second, 2, 0, 1);
        assertSigns(key, 1);
        vm.warp(start + DELAY + GRACE);
        assertDoesNotSign(key, 1, 0, 1);
    }

    /// @dev Otherwise a kill would leave the lanes without a key for the rest of the grace period.
    function test_AfterAKillTheGraceOfTheOneBeforeDoesNotHinder() public {
        register(2, second);
        vm.warp(start + DELAY);
        kill(2);
        register(3, third);
        assertEpochs(3, start + 2 * DELAY, 1, start + DELAY + GRACE, 3);
        assertSigns(key, 1);
        vm.warp(start + 2 * DELAY);
        assertSigns(third, 3);
        assertSigns(key, 1);
        vm.warp(start + DELAY + GRACE);
        assertDoesNotSign(key, 1, 3, 1);
    }

    function test_KillsTheOneBefore() public {
        register(2, second);
        vm.warp(start + DELAY);
        kill(1);
        assertDoesNotSign(key, 1, 2, 0);
        assertSigns(second, 2);
        register(3, third);
        assertEpochs(3, start + 2 * DELAY, 2, start + 2 * DELAY + GRACE, 3);
    }

    function test_KillingAPendingOneRestoresTheOneBefore() public {
        register(2, second);
        vm.warp(start + 1 days);
        kill(2);
        assertEq(gatewayB.keyEpochs().current, 1, "current");
        assertEq(gatewayB.keyEpochs().previous, 0, "previous");
        assertSigns(key, 1);
        vm.warp(start + 1000 days);
        assertSigns(key, 1);
        assertDoesNotSign(second, 2, 1, 0);
    }

    function test_AfterAPendingOneWasKilledTheNextMayComeAtOnce() public {
        register(2, second);
        kill(2);
        register(3, third);
        assertEpochs(3, start + DELAY, 1, start + DELAY + GRACE, 3);
        vm.warp(start + DELAY);
        assertSigns(third, 3);
        assertSigns(key, 1);
    }

    function test_KillsBothWhileOneIsPending() public {
        register(2, second);
        kill(1);
        assertDoesNotSign(key, 1, 2, 0);
        kill(2);
        assertDoesNotSign(second, 2, 0, 0);
        vm.warp(start + DELAY);
        assertDoesNotSign(second, 2, 0, 0);
    }

    function test_RevertWhen_AnUnknownEpochIsKilled() public {
        register(3, third);
        assertKillRefused(2, 3, 1);
        assertKillRefused(4, 3, 1);
        assertKillRefused(0, 3, 1);
    }

    function test_RevertWhen_KilledTwice() public {
        kill(1);
        assertKillRefused(1, 0, 0);
        // Zero stands for none, not for an epoch.
        assertKillRefused(0, 0, 0);
    }

    function test_RevertWhen_AnEpochThatWasReplacedIsKilled() public {
        register(2, second);
        vm.warp(start + DELAY + GRACE);
        register(3, third);
        assertKillRefused(1, 3, 2);
    }

    function test_EachGatewayHasItsOwnEpochs() public {
        kill(1);
        onA();
        assertEq(gatewayA.keyEpochs().current, 1, "the other gateway's");
    }

    function register(uint64 epoch, Signer.Key memory signer) private {
        onB();
        Signature memory proof = proofOfPossession(gatewayB, signer, epoch);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(epoch, signer.px, signer.py, proof);
    }

    function kill(uint64 epoch) private {
        onB();
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(epoch);
    }

    function signKeyEpoch(Signer.Key memory signer, uint64 epoch, Signer.Key memory named)
        private
        returns (Signature memory)
    {
        onB();
        return Signer.sign(signer, Statements.keyEpochDigest(gatewayB.domainSeparator(), epoch, named.px, named.py));
    }

    function batchBy(Signer.Key memory signer, uint64 epoch) private returns (Batch memory batch) {
        if (lastNonce(lane) == executed(lane)) send("payload");
        batch = batchOfAll(lane);
        batch.checkpoint.keyEpoch = epoch;
        batch.signature = sign(signer, batch.checkpoint, "");
    }

    function assertSigns(Signer.Key memory signer, uint64 epoch) private {
        uint64 received = recipientB.received();
        deliver(batchBy(signer, epoch));
        assertEq(recipientB.received(), received + 1, "received");
    }

    function assertDoesNotSign(Signer.Key memory signer, uint64 epoch, uint64 current, uint64 previous) private {
        assertBatchRefused(
            batchBy(signer, epoch), abi.encodeWithSelector(IGateway.EpochNotActive.selector, epoch, current, previous)
        );
    }

    function assertInvalid(Signer.Key memory signer, uint64 epoch) private {
        Batch memory batch = batchBy(signer, epoch);
        bytes32 digest = digestOf(gatewayB.domainSeparator(), batch.checkpoint, "");
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.InvalidSignature.selector, digest, epoch));
    }

    function assertEpochs(uint64 current, uint256 startsAt, uint64 previous, uint256 expiresAt, uint64 latest)
        private
        view
    {
        KeyEpochs memory epochs = gatewayB.keyEpochs();
        assertEq(epochs.current, current, "current");
        assertEq(epochs.currentStartsAt, startsAt, "starts");
        assertEq(epochs.previous, previous, "previous");
        assertEq(epochs.previousExpiresAt, expiresAt, "expires");
        assertEq(epochs.latest, latest, "latest");
    }

    function assertRegisterRefused(uint64 epoch, Signer.Key memory signer, bytes memory error) private {
        onB();
        Signature memory proof = proofOfPossession(gatewayB, signer, epoch);
        assertRefused(
            gatewayB, ADMIN, abi.encodeCall(IGateway.registerKeyEpoch, (epoch, signer.px, signer.py, proof)), error
        );
    }

    function assertKeyRefused(uint256 px, uint256 py) private {
        Signature memory proof = signKeyEpoch(second, 2, second);
        assertRefused(
            gatewayB,
            ADMIN,
            abi.encodeCall(IGateway.registerKeyEpoch, (2, px, py, proof)),
            abi.encodeWithSelector(IGateway.InvalidKey.selector, px, py)
        );
    }

    function assertProofRefused(uint64 epoch, Signer.Key memory signer, Signature memory proof) private {
        onB();
        bytes32 digest = Statements.keyEpochDigest(gatewayB.domainSeparator(), epoch, signer.px, signer.py);
        assertRefused(
            gatewayB,
            ADMIN,
            abi.encodeCall(IGateway.registerKeyEpoch, (epoch, signer.px, signer.py, proof)),
            abi.encodeWithSelector(IGateway.InvalidSignature.selector, digest, epoch)
        );
    }

    function assertKillRefused(uint64 epoch, uint64 current, uint64 previous) private {
        assertRefused(
            gatewayB,
            GUARDIAN,
            abi.encodeCall(IGateway.killKeyEpoch, (epoch)),
            abi.encodeWithSelector(IGateway.EpochNotActive.selector, epoch, current, previous)
        );
    }
}
