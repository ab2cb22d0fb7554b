// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralVault} from "../../src/collateral/ICollateralVault.sol";
import {Standing} from "../../src/gateway/IGateway.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {GasBurner, Reentrant, Reverting} from "../base/OddRecipients.sol";
import {
    BlacklistToken,
    FalseToken,
    FeeOnSenderToken,
    HookToken,
    HungryToken,
    LyingToken,
    NoReturnToken,
    PausableToken
} from "../base/OddTokens.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev What is released or refunded is pushed to its receiver. If that fails, for whatever reason, it is kept to be claimed:
/// no receiver and no token holds up the lane.
contract PayOutTest is CollateralBehaviour {
    function test_IsPushed() public {
        credit(1000);
        release(1000);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
        assertEq(vault.claimable(address(token), RECEIVER), 0, "claimable");
    }

    function test_IsPushedInATokenThatReturnsNothing() public {
        NoReturnToken odd = new NoReturnToken();
        creditIn(address(odd));
        release(address(odd), 1000, RECEIVER);
        deliverAll(returnLane);
        assertEq(odd.balanceOf(RECEIVER), 1000, "paid out");
    }

    function test_IsKeptWhenTheReceiverIsBlacklisted() public {
        BlacklistToken odd = new BlacklistToken();
        creditIn(address(odd));
        odd.blacklist(RECEIVER, true);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheTokenIsPaused() public {
        PausableToken odd = new PausableToken();
        creditIn(address(odd));
        odd.pause(true);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheTokenAnswersFalse() public {
        FalseToken odd = new FalseToken();
        creditIn(address(odd));
        odd.answerFalse(true);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheTokenMovesNothing() public {
        LyingToken odd = new LyingToken();
        creditIn(address(odd));
        odd.lie(true);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheTokenTakesMoreThanItWasTold() public {
        FeeOnSenderToken odd = new FeeOnSenderToken();
        creditIn(address(odd));
        // It is not for want of tokens that the push fails.
        odd.mint(address(vault), 1000);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheTokenBurnsAllGas() public {
        HungryToken odd = new HungryToken();
        creditIn(address(odd));
        odd.eat(true);
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheReceiversHookBurnsAllGas() public {
        HookToken odd = new HookToken();
        creditIn(address(odd));
        odd.setHook(RECEIVER, address(new GasBurner()));
        assertKept(address(odd));
    }

    function test_IsKeptWhenTheReceiversHookReverts() public {
        HookToken odd = new HookToken();
        creditIn(address(odd));
        odd.setHook(RECEIVER, address(new Reverting()));
        assertKept(address(odd));
    }

    /// @dev What the vault measures is not what the token was told, if a hook pays the vault in between.
    function test_IsKeptWhenTheVaultIsPaidMeanwhile() public {
        HookToken odd = new HookToken();
        creditIn(address(odd));
        Reentrant hook = new Reentrant();
        odd.mint(address(hook), 1001);
        hook.enterWith(address(odd), abi.encodeCall(IERC20.transfer, (address(vault), 1001)));
        odd.setHook(RECEIVER, address(hook));
        assertKept(address(odd));
    }

    function test_IsKeptWhenPayoutsToTheReceiverAreDenied() public {
        credit(1000);
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        assertKept(address(token));
    }

    /// @dev The token would have taken it: allowed again, the next payout is pushed, and what was kept stays to be claimed.
    function test_IsPushedAgainOncePayoutsAreAllowed() public {
        credit(1000);
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        release(400);
        deliverAll(returnLane);
        onA();
        vm.prank(ADMIN);
        vault.allowPayouts(RECEIVER);
        release(600);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 600, "pushed");
        assertEq(vault.claimable(address(token), RECEIVER), 400, "kept");
        assertSolvent(address(token));
    }

    function test_WhatIsKeptAddsUp() public {
        BlacklistToken odd = new BlacklistToken();
        creditIn(address(odd));
        odd.blacklist(RECEIVER, true);
        release(address(odd), 300, RECEIVER);
        release(address(odd), 200, RECEIVER);
        deliverAll(returnLane);
        assertEq(vault.claimable(address(odd), RECEIVER), 500, "claimable");
        assertEq(vault.locked(lane, address(odd)), 500, "locked");
        assertSolvent(address(odd));
    }

    /// @dev One receiver in the middle whose hook burns all gas, and one token that burns it before anybody is asked.
    function test_OneBadReceiverChangesNothingForTheOthers() public {
        HookToken odd = new HookToken();
        creditIn(address(odd));
        HungryToken hungry = new HungryToken();
        creditIn(address(hungry));
        credit(1000);
        odd.setHook(RECEIVER, address(new GasBurner()));
        hungry.eat(true);
        release(address(odd), 100, STRANGER);
        release(address(odd), 200, RECEIVER);
        release(address(hungry), 300, STRANGER);
        uint64 last = release(address(token), 400, STRANGER);
        deliverAll(returnLane);
        for (uint64 nonce = last - 3; nonce <= last; ++nonce) {
            assertStanding(returnLane, nonce, Standing.None);
        }
        assertEq(odd.balanceOf(STRANGER), 100, "before");
        assertEq(vault.claimable(address(odd), RECEIVER), 200, "the bad one");
        assertEq(vault.claimable(address(hungry), STRANGER), 300, "the bad token");
        assertEq(token.balanceOf(STRANGER), 400, "after");
        assertSolvent(address(odd));
        assertSolvent(address(hungry));
    }

    function test_RevertWhen_AStrangerPushes() public {
        credit(1000);
        assertVaultRefused(
            STRANGER,
            abi.encodeCall(vault.push, (address(token), STRANGER, 1000)),
            abi.encodeWithSelector(ICollateralVault.NotThisContract.selector, STRANGER)
        );
    }

    function test_RevertWhen_TheGatewayPushes() public {
        credit(1000);
        assertVaultRefused(
            address(gatewayA),
            abi.encodeCall(vault.push, (address(token), STRANGER, 1000)),
            abi.encodeWithSelector(ICollateralVault.NotThisContract.selector, gatewayA)
        );
    }

    function creditIn(address asset) private {
        listAndFund(asset);
        credit(asset, 1000);
    }

    /// @dev A release of everything is executed, and what it pays waits for the receiver.
    function assertKept(address asset) private {
        uint64 nonce = release(asset, 1000, RECEIVER);
        Batch memory batch = batchOfAll(returnLane);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Released(lane, nonce, RECEIVER, asset, 1000);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.PayoutKept(asset, RECEIVER, 1000);
        deliver(batch);
        assertStanding(returnLane, nonce, Standing.None);
        assertEq(vault.claimable(asset, RECEIVER), 1000, "claimable");
        assertEq(vault.locked(lane, asset), 0, "locked");
        assertSolvent(asset);
    }
}
