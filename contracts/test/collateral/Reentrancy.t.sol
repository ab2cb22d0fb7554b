// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {Reentrant} from "../base/OddRecipients.sol";
import {HookToken} from "../base/OddTokens.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev A token's hook may call anything while the vault moves it. Each call that is refused then is one that is accepted
/// right afterwards, so that it is the guard that refuses it; and to the wei, the vault has what it locked and what it owes.
contract ReentrancyTest is CollateralBehaviour {
    HookToken private asset;
    Reentrant private hook;

    /// @dev The hook has tokens to lock, and it and RECEIVER are owed some.
    function setUp() public override {
        super.setUp();
        asset = new HookToken();
        hook = new Reentrant();
        listAndFund(address(asset));
        fund(address(asset), address(hook), 1000);
        credit(address(asset), 1000);
        onA();
        vm.startPrank(GUARDIAN);
        vault.denyPayouts(address(hook));
        vault.denyPayouts(RECEIVER);
        vm.stopPrank();
        release(address(asset), 30, address(hook));
        release(address(asset), 20, RECEIVER);
        deliverAll(returnLane);
        onA();
        vm.startPrank(ADMIN);
        vault.allowPayouts(address(hook));
        vault.allowPayouts(RECEIVER);
        vm.stopPrank();
    }

    // Whatever moves tokens cannot be entered again

    function test_RevertWhen_EnteredBeforeTheHoldersTransfer() public {
        asset.setHook(HOLDER, address(hook));
        assertGuards(HOLDER, address(vault), lockInput());
    }

    /// @dev Between the two looks at its balance, the vault must not take in anything else: it would be measured twice.
    function test_RevertWhen_EnteredWhileTheVaultMeasures() public {
        asset.setHook(address(vault), address(hook));
        assertGuards(HOLDER, address(vault), lockInput());
    }

    function test_RevertWhen_EnteredFromALockWithPermit() public {
        asset.setHook(address(vault), address(hook));
        assertGuards(HOLDER, address(vault), abi.encodeCall(ICollateralVault.lockWithPermit, (request(1000), permit())));
    }

    function test_RevertWhen_EnteredFromAClaim() public {
        asset.setHook(RECEIVER, address(hook));
        assertGuards(RECEIVER, address(vault), abi.encodeCall(ICollateralVault.claim, (address(asset), RECEIVER)));
    }

    function test_RevertWhen_EnteredFromARelease() public {
        release(address(asset), 100, RECEIVER);
        asset.setHook(RECEIVER, address(hook));
        assertGuards(STRANGER, address(gatewayA), inputOf(batchOfAll(returnLane)));
    }

    function test_RevertWhen_EnteredFromARefund() public {
        voidALock();
        asset.setHook(HOLDER, address(hook));
        assertGuards(STRANGER, address(gatewayA), inputOf(batchOfAll(returnLane)));
    }

    // The way around, through the gateway, which knows nothing of the vault's guard

    function test_RevertWhen_AReleaseIsDeliveredDuringALock() public {
        release(address(asset), 100, STRANGER);
        asset.setHook(address(vault), address(hook));
        assertUndone(HOLDER, lockInput());
        deliverAll(returnLane);
        assertEq(asset.balanceOf(STRANGER), 100, "paid out");
        assertExact();
    }

    function test_RevertWhen_AReleaseIsDeliveredDuringAClaim() public {
        release(address(asset), 100, STRANGER);
        asset.setHook(RECEIVER, address(hook));
        assertUndone(RECEIVER, abi.encodeCall(ICollateralVault.claim, (address(asset), RECEIVER)));
        deliverAll(returnLane);
        assertEq(asset.balanceOf(STRANGER), 100, "paid out");
        assertExact();
    }

    function test_RevertWhen_ARefundIsDeliveredDuringALock() public {
        uint256 before = asset.balanceOf(HOLDER);
        voidALock();
        asset.setHook(address(vault), address(hook));
        assertUndone(HOLDER, lockInput());
        deliverAll(returnLane);
        assertEq(asset.balanceOf(HOLDER), before, "refunded");
        assertExact();
    }

    function test_RevertWhen_ABatchIsDeliveredDuringAPayout() public {
        uint64 first = release(address(asset), 100, RECEIVER);
        uint64 second = release(address(asset), 200, STRANGER);
        asset.setHook(RECEIVER, address(hook));
        bytes memory outer = inputOf(batchOf(returnLane, first, first, second, ""));
        bytes memory inner = inputOf(batchOf(returnLane, first, second, second, ""));
        onA();
        hook.enterWith(address(gatewayA), inner);
        (bool accepted,) = address(gatewayA).call(outer);
        assertTrue(accepted, "outer");
        assertReentered(abi.encodeWithSelector(IGateway.Reentered.selector));
        assertEq(executed(returnLane), first, "only the first is executed");
        assertExact();
        (accepted,) = address(gatewayA).call(inner);
        assertTrue(accepted, "accepted afterwards");
        assertEq(asset.balanceOf(STRANGER), 200, "paid out");
        assertExact();
    }

    /// @dev What a hook gives to the vault meanwhile has arrived, and is credited; nobody else pays for it.
    function test_WhatIsGivenDuringALockIsLockedWithIt() public {
        asset.setHook(address(vault), address(hook));
        // Of that transfer, the token tells the same hook, which has nothing left to give.
        hook.enterWith(address(asset), abi.encodeCall(IERC20.transfer, (address(vault), 1000)));
        lock(request(1000));
        deliverAll(lane);
        assertEq(asset.balanceOf(address(hook)), 0, "given");
        assertEq(ledger.creditOf(lane, address(asset), ACCOUNT), 950 + 2000, "credited");
        assertExact();
    }

    /// @dev A hook may ask the vault to pay, as it asks itself; but it is not the vault.
    function test_RevertWhen_AHookPushes() public {
        asset.setHook(address(vault), address(hook));
        hook.enterWith(address(vault), abi.encodeCall(vault.push, (address(asset), STRANGER, 100)));
        lock(request(1000));
        assertReentered(abi.encodeWithSelector(ICollateralVault.NotThisContract.selector, hook));
        assertExact();
    }

    /// @dev `outer` has the token call the hook, which tries each guarded function in turn.
    function assertGuards(address caller, address target, bytes memory outer) private {
        bytes[3] memory inner = [
            abi.encodeCall(ICollateralVault.lock, (request(50))),
            abi.encodeCall(ICollateralVault.lockWithPermit, (request(50), permit())),
            abi.encodeCall(ICollateralVault.claim, (address(asset), STRANGER))
        ];
        for (uint256 i = 0; i < inner.length; ++i) {
            uint256 state = vm.snapshotState();
            onA();
            hook.enterWith(address(vault), inner[i]);
            vm.prank(caller);
            (bool accepted,) = target.call(outer);
            assertTrue(accepted, "outer");
            assertReentered(abi.encodeWithSelector(ICollateralVault.Reentered.selector));
            assertExact();
            vm.prank(address(hook));
            (accepted,) = address(vault).call(inner[i]);
            assertTrue(accepted, "accepted afterwards");
            vm.revertToState(state);
        }
    }

    /// @dev `outer` has the token call the hook, which delivers: nothing of it has happened, and nothing is parked.
    function assertUndone(address caller, bytes memory outer) private {
        bytes memory inner = inputOf(batchOfAll(returnLane));
        onA();
        hook.enterWith(address(gatewayA), inner);
        bytes32 before = observableState();
        onA();
        vm.prank(caller);
        (bool accepted, bytes memory why) = address(vault).call(outer);
        assertFalse(accepted, "outer");
        forgetReverted();
        assertEq(why, abi.encodeWithSelector(ICollateralVault.Disturbed.selector), "why");
        assertEq(observableState(), before, "something has happened");
        assertExact();
        hook.enterWith(address(0), "");
    }

    function assertReentered(bytes memory error) private view {
        assertTrue(hook.entered(), "entered");
        assertFalse(hook.accepted(), "refused");
        assertEq(hook.answer(), error, "error");
    }

    /// @dev I2, and not a wei more.
    function assertExact() private view {
        uint256 owed = vault.claimable(address(asset), address(hook)) + vault.claimable(address(asset), RECEIVER);
        assertEq(asset.balanceOf(address(vault)), vault.locked(lane, address(asset)) + owed, "in the vault");
    }

    function request(uint256 amount) private view returns (Lock memory) {
        return lockOf(address(asset), CollateralKind.Credit, amount);
    }

    /// @dev The token knows none; the allowance suffices.
    function permit() private pure returns (Permit memory) {
        return Permit(0, 27, "r", "s");
    }

    function lockInput() private view returns (bytes memory) {
        return abi.encodeCall(ICollateralVault.lock, (request(1000)));
    }

    /// @dev The refund waits on the return lane.
    function voidALock() private {
        uint64 nonce = lock(request(100));
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
    }
}
