// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock, Route} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {BlacklistToken, FeeOnTransferToken, PlainToken} from "../base/OddTokens.sol";

/// @dev What moves in an aligned hour is at most the cap: a lock above it is refused, as its holder can wait; what is delivered
/// above it is parked, and anybody may retry it in the next window. The tests begin as a window does.
contract CapsTest is CollateralBehaviour {
    uint256 private constant HIGHEST = 79_228e24;

    // Locks

    function test_TheWholeCapMayBeLocked() public {
        lock(CAP);
        assertEq(locked(), CAP, "locked");
    }

    function test_RevertWhen_ALockIsOverTheCap() public {
        assertLockOverCap(uint256(CAP) + 1, CAP);
    }

    function test_RevertWhen_LocksTogetherAreOverTheCap() public {
        lock(CAP - 1);
        assertLockOverCap(2, 1);
    }

    function test_RevertWhen_NothingIsLeftOfTheCap() public {
        lock(CAP);
        assertLockOverCap(1, 0);
    }

    function test_TheNextWindowHasTheWholeCapAgain() public {
        lock(CAP);
        nextWindow();
        lock(CAP);
        assertEq(locked(), 2 * uint256(CAP), "locked");
    }

    /// @dev Windows are aligned to the clock, not to the first lock.
    function test_AWindowEndsWithItsHour() public {
        vm.warp(block.timestamp + 1 hours - 1);
        lock(CAP);
        assertLockOverCap(1, 0);
        vm.warp(block.timestamp + 1);
        lock(CAP);
        assertLockOverCap(1, 0);
    }

    /// @dev What counts is what arrived.
    function test_AFeeOnTheTransferDoesNotCount() public {
        FeeOnTransferToken odd = new FeeOnTransferToken();
        listAndFund(address(odd));
        lock(lockOf(address(odd), CollateralKind.Credit, 1_010_101));
        assertEq(vault.locked(lane, address(odd)), CAP, "locked");
    }

    function test_AReleaseMakesNoRoomForALock() public {
        credit(CAP);
        release(CAP);
        deliverAll(returnLane);
        assertEq(locked(), 0, "locked");
        assertLockOverCap(1, 0);
    }

    function test_EachAssetHasACapOfItsOwn() public {
        PlainToken other = new PlainToken(18);
        listAndFund(address(other));
        lock(CAP);
        lock(lockOf(address(other), CollateralKind.Credit, CAP));
        assertEq(vault.locked(lane, address(other)), CAP, "locked");
    }

    function test_EachLaneHasACapOfItsOwn() public {
        openOtherLanes();
        onA();
        vm.prank(ADMIN);
        vault.listAsset(otherLane, address(token), listingOf(CAP));
        lock(CAP);
        Lock memory request = lockOf(CollateralKind.Credit, CAP);
        request.lane = otherLane;
        lock(request);
        assertEq(vault.locked(otherLane, address(token)), CAP, "locked");
    }

    /// @dev The highest cap is kept rounded down to sixteen bits.
    function test_TheHighestAmountMayBeLocked() public {
        onA();
        vm.prank(ADMIN);
        vault.raiseLockCap(lane, address(token), type(uint96).max);
        token.mint(HOLDER, type(uint96).max);
        assertLockOverCap(type(uint96).max, HIGHEST);
        lock(HIGHEST);
        assertEq(locked(), HIGHEST, "locked");
    }

    // Changed in the middle of a window

    function test_RevertWhen_TheCapWasLoweredBelowWhatMoved() public {
        lock(1000);
        lowerLockCap(400);
        assertLockOverCap(1, 0);
    }

    function test_ALoweredCapLeavesTheRest() public {
        lock(1000);
        lowerLockCap(1400);
        lock(400);
        assertLockOverCap(1, 0);
    }

    function test_ARaisedCapLeavesTheRest() public {
        lock(CAP);
        onA();
        vm.prank(ADMIN);
        vault.raiseLockCap(lane, address(token), CAP + 1600);
        lock(1600);
        assertLockOverCap(1, 0);
    }

    function test_ACapOfZeroStopsLocksButNotReleases() public {
        credit(1000);
        lowerLockCap(0);
        assertLockOverCap(1, 0);
        release(1000);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
    }

    // What the ledger lets in

    function test_ACreditOverTheCapWaitsForTheNextWindow() public {
        lowerLedgerCap(1000);
        uint64 nonce = lockForLong(CollateralKind.Credit, 1000);
        assertStanding(lane, nonce, Standing.None);
        nonce = lockForLong(CollateralKind.Credit, 400);
        assertStanding(lane, nonce, Standing.Parked);
        assertEq(creditOf(ACCOUNT), 1000, "credited");
        assertRetryFails(lane, nonce);
        nextWindow();
        retry(lane, nonce);
        assertEq(creditOf(ACCOUNT), 1400, "credited");
        assertEq(outstanding(), 1400, "outstanding");
    }

    function test_AMintOverTheCapWaitsForTheNextWindow() public {
        lowerLedgerCap(1000);
        lockForLong(CollateralKind.Mint, 1000);
        uint64 nonce = lockForLong(CollateralKind.Mint, 400);
        assertStanding(lane, nonce, Standing.Parked);
        assertEq(minted.totalSupply(), 1000, "minted");
        assertRetryFails(lane, nonce);
        nextWindow();
        retry(lane, nonce);
        assertEq(minted.totalSupply(), 1400, "minted");
    }

    /// @dev A batch in a new window begins with the whole cap, whatever entered in the last.
    function test_ABatchInTheNextWindowHasTheWholeCap() public {
        credit(CAP);
        nextWindow();
        credit(CAP);
        assertEq(creditOf(ACCOUNT), 2 * uint256(CAP), "credited");
    }

    function test_AReleaseMakesNoRoomForACredit() public {
        credit(CAP);
        release(CAP);
        forge(lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(CREDIT, address(token), ACCOUNT, 1));
        assertParks(lane);
    }

    // What the vault pays out

    function test_AReleaseOverTheCapWaitsForTheNextWindow() public {
        lowerPayoutCap(1000);
        credit(1400);
        release(1000);
        uint64 nonce = release(400);
        deliverAll(returnLane);
        assertStanding(returnLane, nonce, Standing.Parked);
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
        assertEq(locked(), 400, "locked");
        assertRetryFails(returnLane, nonce);
        nextWindow();
        retry(returnLane, nonce);
        assertEq(token.balanceOf(RECEIVER), 1400, "paid out");
        assertEq(locked(), 0, "locked");
    }

    function test_ReleasesAndRefundsShareACap() public {
        lowerPayoutCap(1000);
        credit(1000);
        Lock memory request = lockOf(CollateralKind.Credit, 400);
        request.deadline = 0;
        uint64 nonce = lock(request);
        release(1000);
        deliverAll(returnLane);
        forge(
            returnLane,
            RouteKind.Voided,
            address(gatewayB),
            address(vault),
            abi.encodePacked(lane, nonce, payloadOf(CREDIT, address(token), ACCOUNT, 400))
        );
        assertParks(returnLane);
        nextWindow();
        retry(returnLane, lastNonce(returnLane));
        assertEq(locked(), 0, "refunded");
    }

    /// @dev It has left the lane, wherever it waits.
    function test_WhatIsKeptCountsAsPaidOut() public {
        BlacklistToken odd = new BlacklistToken();
        listAndFund(address(odd));
        credit(address(odd), CAP);
        odd.blacklist(RECEIVER, true);
        release(address(odd), CAP, RECEIVER);
        deliverAll(returnLane);
        assertEq(vault.claimable(address(odd), RECEIVER), CAP, "kept");
        assertEq(vault.route(lane, address(odd)).paidInWindow, CAP, "paid");
    }

    // Views show the current window

    function test_TheRouteShowsTheCurrentWindow() public {
        credit(1000);
        release(400);
        deliverAll(returnLane);
        assertWindow(1000, 400);
        vm.warp(block.timestamp + 1 hours - 1);
        assertWindow(1000, 400);
        vm.warp(block.timestamp + 1);
        assertWindow(0, 0);
        assertEq(vault.route(lane, address(token)).locked, 600, "locked");
        assertEq(vault.route(lane, address(token)).lockCap, CAP, "lock cap");
        assertEq(vault.route(lane, address(token)).payoutCap, CAP, "payout cap");
    }

    function test_TheHoldingShowsTheCurrentWindow() public {
        credit(1000);
        mint(300);
        assertEntered(1000, 300);
        vm.warp(block.timestamp + 1 hours - 1);
        assertEntered(1000, 300);
        vm.warp(block.timestamp + 1);
        assertEntered(0, 0);
        assertEq(outstanding(), 1300, "outstanding");
        assertEq(ledger.holding(lane, address(token)).cap, CAP, "cap");
    }

    /// @dev A change of the cap must not carry old figures into a new window, nor forget those of this one.
    function test_AChangedCapLeavesTheWindowsFigures() public {
        lock(1000);
        lowerLockCap(400);
        assertWindow(1000, 0);
        nextWindow();
        onA();
        vm.prank(ADMIN);
        vault.raiseLockCap(lane, address(token), 1600);
        assertWindow(0, 0);
        lock(1600);
        assertWindow(1600, 0);
    }

    function lowerLockCap(uint96 cap) private {
        onA();
        vm.prank(GUARDIAN);
        vault.lowerLockCap(lane, address(token), cap);
    }

    function lowerPayoutCap(uint96 cap) private {
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), cap);
    }

    function lowerLedgerCap(uint96 cap) private {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), cap);
    }

    /// @dev Locks and delivers, with time for a retry.
    function lockForLong(CollateralKind kind, uint256 amount) private returns (uint64 nonce) {
        Lock memory request = lockOf(kind, amount);
        request.deadline += 1 days;
        nonce = lock(request);
        deliverAll(lane);
    }

    function assertEntered(uint256 credited, uint256 minted_) private view {
        assertEq(ledger.holding(lane, address(token)).creditedInWindow, credited, "credited in the window");
        assertEq(ledger.holding(lane, address(token)).mintedInWindow, minted_, "minted in the window");
    }

    function assertWindow(uint256 lockedInWindow, uint256 paidInWindow) private view {
        Route memory route = vault.route(lane, address(token));
        assertEq(route.lockedInWindow, lockedInWindow, "locked in the window");
        assertEq(route.paidInWindow, paidInWindow, "paid in the window");
    }

    function assertLockOverCap(uint256 amount, uint256 left) private {
        assertLockRefused(
            lockOf(CollateralKind.Credit, amount),
            abi.encodeWithSelector(ICollateralVault.OverCap.selector, amount, left)
        );
    }

    function assertRetryFails(bytes32 laneId, uint64 nonce) private {
        assertRefused(
            atDestination(laneId),
            STRANGER,
            retryInput(laneId, nonce),
            abi.encodeWithSelector(IGateway.DeliveryFailed.selector, laneId, nonce)
        );
    }
}
