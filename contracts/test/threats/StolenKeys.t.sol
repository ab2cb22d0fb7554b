// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxLedger} from "./broken/LaxLedger.sol";
import {LaxVault} from "./broken/LaxVault.sol";

/// @dev Poly 2023, Harmony, Orbit, ioTube: keys were stolen, and with them everything. Here a thief of the whole quorum's key
/// gets at most what a window's cap lets out of the lanes that it forges on, never what another lane or asset locked, and
/// nothing more once the guardian has acted.
contract StolenKeysTest is CollateralThreat {
    uint256 private constant PIECE = 300_000;

    function setUp() public override {
        super.setUp();
        // Three windows' worth, at both ends, of two assets and on two lanes.
        for (uint256 i = 0; i < 3; ++i) {
            lock(lockOf(lane, address(token), CAP));
            lock(lockOf(lane, address(bystander), CAP));
            lock(lockOf(otherLane, address(token), CAP / 2));
            deliverAll(lane);
            deliverAll(otherLane);
            nextWindow();
        }
    }

    function test_ForgedReleasesTakeAtMostOneCapAWindow() public {
        for (uint256 window = 1; window <= 3; ++window) {
            _forgeReleases(address(token), 8);
            uint256 stolen = token.balanceOf(ATTACKER);
            assertTrue(stolen <= window * CAP, "more than the cap");
            assertTrue(stolen > window * (CAP - PIECE), "the cap is all that stands in the way");
            assertSolvent("forged releases");
            nextWindow();
        }
    }

    function test_ForgedReleasesAndRefundsShareOneCap() public {
        forgeRelease(address(token), CAP / 2);
        forgeRefund(address(token), CAP / 2);
        assertEq(token.balanceOf(ATTACKER), CAP, "both paid");
        uint64 refund = forgeRefund(address(token), 1);
        uint64 release = forgeRelease(address(token), 1);
        assertStanding(returnLane, refund, Standing.Parked);
        assertStanding(returnLane, release, Standing.Parked);
        assertEq(token.balanceOf(ATTACKER), CAP, "not one more");
    }

    function test_ForgedReleasesNeverReachAnotherLane() public {
        _drain();
        assertEq(token.balanceOf(ATTACKER), 3 * uint256(CAP), "what this lane had locked");
        assertEq(vault.locked(otherLane, address(token)), 3 * uint256(CAP) / 2, "what the other lane has locked");
        assertEq(token.balanceOf(address(vault)), 3 * uint256(CAP) / 2, "and it is there");
        assertSolvent("drained");
    }

    function test_ForgedReleasesNeverReachAnotherAsset() public {
        _drain();
        assertEq(bystander.balanceOf(ATTACKER), 0, "of another asset");
        assertTrue(surplusOf(address(bystander)) == 0, "it is whole");
    }

    function test_AnotherLanesReleasesArriveAllTheSame() public {
        _drain();
        onB();
        vm.prank(ACCOUNT);
        otherLedger.release(otherLane, address(token), CAP, RECEIVER, "reference");
        deliverAll(otherReturnLane);
        assertEq(token.balanceOf(RECEIVER), CAP, "paid");
    }

    function test_AReleaseOfOneLaneIsNoneOnAnother() public {
        bytes memory payload = payloadOf(CollateralKind.Release, address(token), ATTACKER, 1000);
        uint64 nonce = forge(otherReturnLane, address(ledger), address(vault), payload);
        assertStanding(otherReturnLane, nonce, Standing.Parked);
        assertEq(token.balanceOf(ATTACKER), 0, "paid");
    }

    function test_ForgedCreditsAreCappedToo() public {
        for (uint256 i = 0; i < 8; ++i) {
            forgeCredit(address(token), PIECE);
        }
        assertEq(creditOf(ATTACKER), 3 * PIECE, "as much as the cap lets in");
        // Tokens have the same cap once more, for themselves.
        for (uint256 i = 0; i < 8; ++i) {
            forge(
                lane, address(vault), address(ledger), payloadOf(CollateralKind.Mint, address(token), ATTACKER, PIECE)
            );
        }
        assertEq(minted.balanceOf(ATTACKER), 3 * PIECE, "as much as the cap lets in");
        assertEq(ledger.creditOf(lane, address(bystander), ATTACKER), 0, "of another asset");
        assertEq(otherLedger.creditOf(otherLane, address(token), ATTACKER), 0, "of another lane");
    }

    function test_ForgedCreditsAreReleasedUnderTheSameCap() public {
        // Forged credits and forged releases together: the honest chain of the return lane pays out no more.
        for (uint256 i = 0; i < 3; ++i) {
            forgeCredit(address(token), PIECE);
        }
        onB();
        vm.prank(ATTACKER);
        ledger.release(lane, address(token), 3 * PIECE, ATTACKER, "reference");
        deliverAll(returnLane);
        _forgeReleases(address(token), 4);
        assertEq(token.balanceOf(ATTACKER), 3 * PIECE, "paid in the window");
    }

    function test_LoweringTheCapStopsItAtOnce() public {
        _forgeReleases(address(token), 1);
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), 0);
        _forgeReleases(address(token), 3);
        nextWindow();
        _forgeReleases(address(token), 3);
        assertEq(token.balanceOf(ATTACKER), PIECE, "nothing after the guardian acted");
    }

    function test_LoweringTheLedgersCapStopsForgedCreditsAtOnce() public {
        forgeCredit(address(token), PIECE);
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 0);
        forgeCredit(address(token), PIECE);
        assertEq(creditOf(ATTACKER), PIECE, "nothing after the guardian acted");
    }

    function test_KillingTheEpochStopsItAtOnce() public {
        Batch memory batch = _forgedBatch();
        onA();
        vm.prank(GUARDIAN);
        gatewayA.killKeyEpoch(EPOCH);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EpochNotActive.selector, EPOCH, 0, 0));
        assertEq(token.balanceOf(ATTACKER), 0, "paid");
    }

    function test_PausingStopsItAtOnce() public {
        Batch memory batch = _forgedBatch();
        onA();
        pause(gatewayA);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
        assertEq(token.balanceOf(ATTACKER), 0, "paid");
    }

    /// @dev What was kept for the thief instead of pushed stops with the pause, too.
    function test_PausingStopsClaims() public {
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(ATTACKER);
        forgeRelease(address(token), PIECE);
        vm.prank(ADMIN);
        vault.allowPayouts(ATTACKER);
        pause(gatewayA);
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.claim, (address(token), ATTACKER)),
            abi.encodeWithSelector(ICollateralVault.VaultIsPaused.selector)
        );
    }

    function test_SucceedsWherePayoutsHaveNoCap() public {
        breakVault(LaxVault.Fault.NoPayoutCap);
        _forgeReleases(address(token), 8);
        assertEq(token.balanceOf(ATTACKER), 8 * PIECE, "all in one window");
    }

    function test_SucceedsWhereLanesShareTheirBooks() public {
        breakVault(LaxVault.Fault.SharesBooks);
        for (uint256 i = 0; i < 6; ++i) {
            nextWindow();
            forgeRelease(address(token), 3 * CAP / 4);
        }
        assertEq(token.balanceOf(ATTACKER), 9 * uint256(CAP) / 2, "what both lanes had locked");
        assertTrue(surplusOf(address(token)) < 0, "and the other lane is insolvent");
    }

    function test_SucceedsWhereTheLedgerHasNoCap() public {
        breakLedger(LaxLedger.Fault.NoCap);
        for (uint256 i = 0; i < 8; ++i) {
            forgeCredit(address(token), PIECE);
        }
        assertEq(creditOf(ATTACKER), 8 * PIECE, "margin without end");
    }

    function _forgeReleases(address asset, uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            forgeRelease(asset, PIECE);
        }
    }

    /// @dev Until the lane has nothing left, and once more.
    function _drain() private {
        for (uint256 i = 0; i < 5; ++i) {
            forgeRelease(address(token), CAP);
            nextWindow();
        }
    }

    function _forgedBatch() private returns (Batch memory) {
        bytes memory payload = payloadOf(CollateralKind.Release, address(token), ATTACKER, PIECE);
        appendUnsent(returnLane, Message(RouteKind.Batch, address(ledger), address(vault), RELEASE_GAS, 0, payload));
        return batchOfAll(returnLane);
    }
}
