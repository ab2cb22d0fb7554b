// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralVault} from "../../src/collateral/ICollateralVault.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {Reentrant} from "../base/OddRecipients.sol";
import {BlacklistToken, FalseToken, FeeOnSenderToken, HookToken} from "../base/OddTokens.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @dev What could not be pushed is claimed by whom it is owed to, all of it, to any address.
contract ClaimTest is CollateralBehaviour {
    BlacklistToken private asset;

    /// @dev RECEIVER is owed 500 of an asset whose token would not take it there.
    function setUp() public override {
        super.setUp();
        asset = new BlacklistToken();
        listAndFund(address(asset));
        credit(address(asset), 1000);
        asset.blacklist(RECEIVER, true);
        release(address(asset), 300, RECEIVER);
        release(address(asset), 200, RECEIVER);
        deliverAll(returnLane);
        onA();
    }

    function test_IsPaidToAnotherAddress() public {
        vm.prank(RECEIVER);
        uint256 amount = vault.claim(address(asset), STRANGER);
        assertEq(amount, 500, "amount");
        assertEq(asset.balanceOf(STRANGER), 500, "paid");
        assertEq(vault.claimable(address(asset), RECEIVER), 0, "claimable");
        assertEq(asset.balanceOf(address(vault)), vault.locked(lane, address(asset)), "nothing is left over");
    }

    function test_IsPaidToTheOwnerOnceTheTokenTakesIt() public {
        asset.blacklist(RECEIVER, false);
        vm.prank(RECEIVER);
        vault.claim(address(asset), RECEIVER);
        assertEq(asset.balanceOf(RECEIVER), 500, "paid");
    }

    function test_IsTold() public {
        vm.prank(RECEIVER);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Claimed(address(asset), RECEIVER, STRANGER, 500);
        vault.claim(address(asset), STRANGER);
    }

    /// @dev Only the gateway's pause stops claims: a paused lane says nothing of what left it before.
    function test_APausedLaneDoesNotStopIt() public {
        pauseLane(gatewayA, lane);
        pauseLane(gatewayA, returnLane);
        vm.prank(RECEIVER);
        vault.claim(address(asset), STRANGER);
        assertEq(asset.balanceOf(STRANGER), 500, "paid");
    }

    /// @dev The cap counted it when it left the lane.
    function test_ACapDoesNotStopIt() public {
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(asset), 0);
        vm.prank(RECEIVER);
        vault.claim(address(asset), STRANGER);
        assertEq(asset.balanceOf(STRANGER), 500, "paid");
    }

    function test_IsPaidOnceTheGatewayResumes() public {
        pause(gatewayA);
        resume(gatewayA);
        vm.prank(RECEIVER);
        vault.claim(address(asset), STRANGER);
        assertEq(asset.balanceOf(STRANGER), 500, "paid");
    }

    function test_IsPaidOnceTheOwnerIsAllowedAgain() public {
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        vm.prank(ADMIN);
        vault.allowPayouts(RECEIVER);
        vm.prank(RECEIVER);
        vault.claim(address(asset), STRANGER);
        assertEq(asset.balanceOf(STRANGER), 500, "paid");
    }

    // What is refused

    function test_RevertWhen_NothingIsOwed() public {
        assertClaimRefused(
            STRANGER,
            STRANGER,
            abi.encodeWithSelector(ICollateralVault.NothingToClaim.selector, address(asset), STRANGER)
        );
    }

    function test_RevertWhen_NothingIsOwedInThatAsset() public {
        assertVaultRefused(
            RECEIVER,
            abi.encodeCall(ICollateralVault.claim, (address(token), STRANGER)),
            abi.encodeWithSelector(ICollateralVault.NothingToClaim.selector, address(token), RECEIVER)
        );
    }

    function test_RevertWhen_ItIsClaimedTwice() public {
        vm.prank(RECEIVER);
        vault.claim(address(asset), STRANGER);
        assertClaimRefused(
            RECEIVER,
            STRANGER,
            abi.encodeWithSelector(ICollateralVault.NothingToClaim.selector, address(asset), RECEIVER)
        );
    }

    function test_RevertWhen_TheGatewayIsPaused() public {
        pause(gatewayA);
        assertClaimRefused(RECEIVER, STRANGER, abi.encodeWithSelector(ICollateralVault.VaultIsPaused.selector));
    }

    function test_RevertWhen_TheOwnerIsDenied() public {
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        assertClaimRefused(RECEIVER, STRANGER, abi.encodeWithSelector(ICollateralVault.PayoutDenied.selector, RECEIVER));
    }

    function test_RevertWhen_TheAddressPaidIsDenied() public {
        vm.prank(GUARDIAN);
        vault.denyPayouts(STRANGER);
        assertClaimRefused(RECEIVER, STRANGER, abi.encodeWithSelector(ICollateralVault.PayoutDenied.selector, STRANGER));
    }

    function test_RevertWhen_TheAddressPaidIsZero() public {
        assertClaimRefused(
            RECEIVER, address(0), abi.encodeWithSelector(ICollateralVault.InvalidAccount.selector, address(0))
        );
    }

    function test_RevertWhen_TheAddressPaidIsTheVault() public {
        assertClaimRefused(
            RECEIVER, address(vault), abi.encodeWithSelector(ICollateralVault.InvalidAccount.selector, vault)
        );
    }

    /// @dev It stays owed, for another address or another day.
    function test_RevertWhen_TheTokenStillRefuses() public {
        assertClaimRefused(RECEIVER, RECEIVER, abi.encodeWithSelector(BlacklistToken.Blacklisted.selector, RECEIVER));
    }

    /// @dev Others would pay for what the token takes beyond the amount.
    function test_RevertWhen_TheTokenTakesMoreThanItWasTold() public {
        FeeOnSenderToken odd = new FeeOnSenderToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        release(address(odd), 500, RECEIVER);
        deliverAll(returnLane);
        assertVaultRefused(
            RECEIVER,
            abi.encodeCall(ICollateralVault.claim, (address(odd), RECEIVER)),
            abi.encodeWithSelector(ICollateralVault.MeasuredOther.selector, address(odd), 505, 500)
        );
    }

    /// @dev If a hook pays the vault more than the claim in between, the vault has not paid anything.
    function test_RevertWhen_TheVaultIsPaidMeanwhile() public {
        HookToken odd = new HookToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        Reentrant hook = new Reentrant();
        odd.mint(address(hook), 501);
        hook.enterWith(address(odd), abi.encodeCall(IERC20.transfer, (address(vault), 501)));
        odd.setHook(RECEIVER, address(hook));
        release(address(odd), 500, RECEIVER);
        deliverAll(returnLane);
        assertVaultRefused(
            RECEIVER,
            abi.encodeCall(ICollateralVault.claim, (address(odd), RECEIVER)),
            abi.encodeWithSelector(ICollateralVault.MeasuredOther.selector, address(odd), 0, 500)
        );
    }

    function test_RevertWhen_TheTokenAnswersFalse() public {
        FalseToken odd = new FalseToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        odd.answerFalse(true);
        release(address(odd), 500, RECEIVER);
        deliverAll(returnLane);
        assertVaultRefused(
            RECEIVER,
            abi.encodeCall(ICollateralVault.claim, (address(odd), RECEIVER)),
            abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(odd))
        );
    }

    function assertClaimRefused(address caller, address to, bytes memory error) private {
        assertVaultRefused(caller, abi.encodeCall(ICollateralVault.claim, (address(asset), to)), error);
    }
}
