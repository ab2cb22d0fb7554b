// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralVault, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {HookToken, ITokenHook} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {HookedHolder} from "./actors/HookedHolder.sol";
import {LaxVault} from "./broken/LaxVault.sol";

/// @dev A token with hooks lets its sender act while the vault is between its two looks at its balance. What is locked in
/// between would be measured twice. One guard covers every entry of the vault, whatever lane and asset it is about.
contract HookReentryTest is CollateralThreat, ITokenHook {
    uint256 private constant AMOUNT = 1000;
    bytes private constant GUARDED = abi.encodeWithSelector(ICollateralVault.Reentered.selector);

    HookToken private hooked;
    HookedHolder private thief;
    uint256 private looks;

    function setUp() public override {
        super.setUp();
        hooked = new HookToken();
        listFunded(address(hooked));
        listOn(otherLane, otherLedger, address(hooked), 0, CAP);
        thief = new HookedHolder();
        owners.push(address(thief));
        hooked.setHook(address(thief), address(thief));
        fund(address(hooked), address(thief), 10 * AMOUNT);
        fund(address(token), address(thief), 10 * AMOUNT);
        // Somebody else's, who would have to pay for what is measured twice.
        onA();
        vm.prank(HOLDER);
        vault.lock(lockOf(lane, address(hooked), AMOUNT));
    }

    // Lock, entered while it measures

    function test_LockOnTheSameLaneIsGuarded() public {
        _assertGuarded(address(vault), _lockInput(lane, address(hooked)));
    }

    function test_LockOnAnotherLaneIsGuarded() public {
        _assertGuarded(address(vault), _lockInput(otherLane, address(hooked)));
    }

    function test_LockOfAnotherAssetIsGuarded() public {
        _assertGuarded(address(vault), _lockInput(lane, address(token)));
    }

    function test_LockWithPermitIsGuarded() public {
        Permit memory none;
        _assertGuarded(
            address(vault),
            abi.encodeCall(ICollateralVault.lockWithPermit, (_request(otherLane, address(hooked)), none))
        );
    }

    function test_ClaimIsGuarded() public {
        _keepFor(address(thief));
        _assertGuarded(address(vault), abi.encodeCall(ICollateralVault.claim, (address(hooked), address(thief))));
    }

    function test_PushIsNobodysButTheVaults() public {
        _lockWhile(address(vault), abi.encodeCall(vault.push, (address(hooked), address(thief), AMOUNT)));
        _assertAnswer(abi.encodeWithSelector(ICollateralVault.NotThisContract.selector, thief));
    }

    /// @dev A delivery is not the vault's own, and a busy vault cannot take its part of it. Were that part parked, anybody could
    /// park what is somebody else's, of whatever asset: the lock is undone, and the delivery with it.
    function test_RevertWhen_ReleasesAreDeliveredMeanwhile() public {
        lock(lockOf(lane, address(bystander), AMOUNT));
        uint64 nonce = _requestRelease();
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(bystander), AMOUNT, RECEIVER, "reference");
        _assertDisturbs(inputOf(batchOfAll(returnLane)));
        assertEq(executed(returnLane), nonce - 1, "executed");
        deliverAll(returnLane);
        assertEq(hooked.balanceOf(RECEIVER), AMOUNT, "paid");
        assertEq(bystander.balanceOf(RECEIVER), AMOUNT, "paid");
        _assertSolventExactly();
    }

    /// @dev Nor can one be kept from being retried: a retry that fails changes nothing.
    function test_RevertWhen_AReleaseIsRetriedMeanwhile() public {
        uint64 nonce = _requestRelease();
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(hooked), 1);
        deliverAll(returnLane);
        onA();
        vm.prank(ADMIN);
        vault.raisePayoutCap(lane, address(hooked), CAP);
        assertStanding(returnLane, nonce, Standing.Parked);
        _lockWhile(address(gatewayA), retryInput(returnLane, nonce));
        _assertAnswer(abi.encodeWithSelector(IGateway.DeliveryFailed.selector, returnLane, nonce));
        assertStanding(returnLane, nonce, Standing.Parked);
        _assertSolventExactly();
    }

    // Paying out, entered while it measures

    function test_LockDuringAClaimIsGuarded() public {
        _keepFor(address(thief));
        thief.actOnTransfer(address(vault), _lockInput(lane, address(hooked)));
        onA();
        thief.act(address(vault), abi.encodeCall(ICollateralVault.claim, (address(hooked), address(thief))));
        _assertAnswer(GUARDED);
        _assertSolventExactly();
    }

    function test_LockDuringAPushIsGuarded() public {
        _releaseTo(address(thief));
        thief.actOnTransfer(address(vault), _lockInput(lane, address(hooked)));
        deliverAll(returnLane);
        _assertAnswer(GUARDED);
        _assertSolventExactly();
    }

    /// @dev What comes back while the vault pays out would hide what the token took. The payout waits instead.
    function test_WhatIsSentBackDuringAPushKeepsThePayout() public {
        _releaseTo(address(thief));
        thief.actOnTransfer(address(hooked), abi.encodeCall(hooked.transfer, (address(vault), 1)));
        deliverAll(returnLane);
        assertEq(vault.claimable(address(hooked), address(thief)), AMOUNT, "kept");
        _assertSolventExactly();
    }

    function test_ADeliveryDuringAPushIsRefused() public {
        _releaseTo(address(thief));
        bytes memory input = inputOf(batchOfAll(returnLane));
        thief.actOnTransfer(address(gatewayA), input);
        deliverAll(returnLane);
        _assertAnswer(abi.encodeWithSelector(IGateway.Reentered.selector));
    }

    // What a hook may see

    /// @dev Whoever prices by the vault's views while something moves sees no debt that is not covered.
    function test_TheViewsAreSolventAtEveryMoment() public {
        hooked.setHook(address(vault), address(this));
        hooked.setHook(address(thief), address(this));
        hooked.setHook(RECEIVER, address(this));
        onA();
        thief.act(address(vault), _lockInput(lane, address(hooked)));
        _keepFor(RECEIVER);
        onA();
        vm.prank(RECEIVER);
        vault.claim(address(hooked), RECEIVER);
        _releaseTo(RECEIVER);
        deliverAll(returnLane);
        assertEq(looks, 7, "before and after each transfer of a lock, a lock of the holder's, a claim and a push");
    }

    /// @dev The hook of this test.
    function onTransfer(address, address, uint256) external {
        assertSolvent("in the middle of a transfer");
        ++looks;
    }

    // Broken

    function test_SucceedsWhereNothingIsGuarded() public {
        breakVault(LaxVault.Fault.NoGuard);
        _lockWhile(address(vault), _lockInput(lane, address(hooked)));
        _assertMeasuredTwice();
    }

    function test_SucceedsWhereABusyVaultLetsItsPartBeParked() public {
        breakVault(LaxVault.Fault.ParksWhenBusy);
        lock(lockOf(lane, address(bystander), AMOUNT));
        deliverAll(lane);
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(bystander), AMOUNT, RECEIVER, "reference");
        _lockWhile(address(gatewayA), inputOf(batchOfAll(returnLane)));
        assertStanding(returnLane, lastNonce(returnLane), Standing.Parked);
    }

    function test_SucceedsWhereEachLaneHasAGuardOfItsOwn() public {
        breakVault(LaxVault.Fault.GuardByLane);
        _lockWhile(address(vault), _lockInput(lane, address(hooked)));
        _assertAnswer(GUARDED);
        _assertSolventExactly();
        _lockWhile(address(vault), _lockInput(otherLane, address(hooked)));
        _assertMeasuredTwice();
    }

    function _request(bytes32 laneId, address asset) private view returns (Lock memory request) {
        request = lockOf(laneId, asset, AMOUNT);
        request.account = ATTACKER;
    }

    function _lockInput(bytes32 laneId, address asset) private view returns (bytes memory) {
        return abi.encodeCall(ICollateralVault.lock, (_request(laneId, asset)));
    }

    /// @dev The thief locks, and in the middle of it calls somebody.
    function _lockWhile(address target, bytes memory input) private {
        onA();
        thief.actOnTransfer(target, input);
        (bool done,) = thief.act(address(vault), _lockInput(lane, address(hooked)));
        assertTrue(done, "locked");
        assertTrue(thief.entered(), "the hook was called");
    }

    /// @dev The thief's lock, in the middle of which it delivers, is undone.
    function _assertDisturbs(bytes memory delivery) private {
        onA();
        thief.actOnTransfer(address(gatewayA), delivery);
        uint256 before = hooked.balanceOf(address(thief));
        (bool done, bytes memory why) = thief.act(address(vault), _lockInput(lane, address(hooked)));
        assertFalse(done, "locked");
        forgetReverted();
        assertEq(why, abi.encodeWithSelector(ICollateralVault.Disturbed.selector), "why");
        assertEq(hooked.balanceOf(address(thief)), before, "the thief's tokens");
    }

    function _assertGuarded(address target, bytes memory input) private {
        _lockWhile(target, input);
        _assertAnswer(GUARDED);
        _assertMeasuredOnce();
    }

    function _assertAnswer(bytes memory error) private view {
        assertTrue(thief.entered(), "the hook was called");
        assertFalse(thief.accepted(), "entered");
        assertEq(thief.answer(), error, "refusal");
    }

    function _assertMeasuredOnce() private {
        deliverAll(lane);
        assertEq(ledger.creditOf(lane, address(hooked), ATTACKER), AMOUNT, "credited");
        _assertSolventExactly();
    }

    function _assertSolventExactly() private view {
        assertSolvent("after the hook");
        assertTrue(surplusOf(address(hooked)) == 0, "nothing more than is owed, either");
    }

    function _assertMeasuredTwice() private {
        deliverAll(lane);
        if (lastNonce(otherLane) > executed(otherLane)) deliverAll(otherLane);
        uint256 credited = ledger.creditOf(lane, address(hooked), ATTACKER)
            + otherLedger.creditOf(otherLane, address(hooked), ATTACKER);
        assertTrue(surplusOf(address(hooked)) == -int256(AMOUNT), "insolvent by what was measured twice");
        assertEq(credited, hooked.balanceOf(address(vault)), "credited out of what is somebody else's");
    }

    function _requestRelease() private returns (uint64) {
        _releaseTo(RECEIVER);
        return lastNonce(returnLane);
    }

    /// @dev Requests a release of what the holder locked.
    function _releaseTo(address receiver) private {
        if (ledger.creditOf(lane, address(hooked), ACCOUNT) == 0) {
            lock(lockOf(lane, address(hooked), AMOUNT));
            deliverAll(lane);
        }
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(hooked), AMOUNT, receiver, "reference");
    }

    /// @dev A release that waits to be claimed.
    function _keepFor(address receiver) private {
        _releaseTo(receiver);
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(receiver);
        deliverAll(returnLane);
        onA();
        vm.prank(ADMIN);
        vault.allowPayouts(receiver);
        assertEq(vault.claimable(address(hooked), receiver), AMOUNT, "kept");
    }
}
