// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Decision, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {BlacklistToken} from "../base/OddTokens.sol";

/// @dev A lock that the destination recorded as never to be delivered is paid back, to whom its payload names.
contract RefundTest is CollateralBehaviour {
    uint64 private constant NONCE = 2;

    // What is paid back

    function test_TheRefundAddressIsMadeWhole() public {
        uint256 before = token.balanceOf(HOLDER);
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.refund = RECEIVER;
        voidExpired(lock(request));
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1000, "refunded");
        assertEq(token.balanceOf(HOLDER), before - 1000, "holder");
        assertEq(locked(), 0, "locked");
        assertEq(outstanding(), 0, "outstanding");
    }

    function test_TheRefundIsTold() public {
        uint64 nonce = voidExpired(lock(1000));
        Batch memory batch = batchOfAll(returnLane);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Refunded(lane, nonce, HOLDER, address(token), 1000);
        deliver(batch);
    }

    function test_TheQuorumMayVoidALockWithoutDeadline() public {
        uint256 before = token.balanceOf(HOLDER);
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.deadline = 0;
        uint64 nonce = lock(request);
        deliverHolding(lane, abi.encodePacked(nonce));
        rule(lane, nonce, Decision.Void);
        deliverAll(returnLane);
        assertEq(token.balanceOf(HOLDER), before, "refunded");
        assertEq(locked(), 0, "locked");
    }

    function test_IsKeptWhenItCannotBePushed() public {
        BlacklistToken odd = new BlacklistToken();
        listAndFund(address(odd));
        uint64 nonce = lock(lockOf(address(odd), CollateralKind.Credit, 1000));
        odd.blacklist(HOLDER, true);
        voidExpired(nonce);
        deliverAll(returnLane);
        assertEq(vault.claimable(address(odd), HOLDER), 1000, "claimable");
        assertEq(vault.locked(lane, address(odd)), 0, "locked");
        vm.prank(HOLDER);
        vault.claim(address(odd), RECEIVER);
        assertEq(odd.balanceOf(RECEIVER), 1000, "claimed");
    }

    function test_IsKeptWhenTheRefundAddressIsDenied() public {
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(HOLDER);
        voidExpired(lock(1000));
        deliverAll(returnLane);
        assertEq(vault.claimable(address(token), HOLDER), 1000, "claimable");
    }

    // What is not paid back now

    function test_OverTheCapItWaitsForTheNextWindow() public {
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), 1200);
        uint256 before = token.balanceOf(HOLDER);
        uint64 first = lock(1000);
        uint64 second = lock(400);
        voidExpired(first);
        voidMessage(lane, second);
        deliverAll(returnLane);
        assertEq(token.balanceOf(HOLDER), before - 400, "the first is refunded");
        assertStanding(returnLane, lastNonce(returnLane), Standing.Parked);
        assertEq(locked(), 400, "locked");
        nextWindow();
        retry(returnLane, lastNonce(returnLane));
        assertEq(token.balanceOf(HOLDER), before, "so is the second");
        assertEq(locked(), 0, "locked");
    }

    /// @dev Whoever has the quorum's key can forge a void, but gets no more than the lane locked.
    function test_MoreThanTheLaneLockedIsParked() public {
        lock(1000);
        uint64 nonce = forge(
            returnLane,
            RouteKind.Voided,
            address(gatewayB),
            address(vault),
            abi.encodePacked(lane, NONCE, payloadOf(CREDIT, address(token), ACCOUNT, 1001))
        );
        assertParks(returnLane);
        assertStanding(returnLane, nonce, Standing.Parked);
    }

    function test_RevertWhen_TheLaneLockedLess() public {
        lock(1000);
        assertRefused(1001, abi.encodeWithSelector(ICollateralVault.OverLocked.selector, 1001, 1000));
    }

    function test_RevertWhen_TheAssetIsNotListed() public {
        assertVaultRefused(
            address(gatewayA),
            abi.encodeCall(
                IVoidedRecipient.onVoided, (lane, NONCE, payloadOf(CREDIT, address(0xA55E7), ACCOUNT, 1000))
            ),
            abi.encodeWithSelector(ICollateralVault.OverLocked.selector, 1000, 0)
        );
    }

    function test_RevertWhen_ItIsOverTheCap() public {
        lock(1000);
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), 600);
        assertRefused(601, abi.encodeWithSelector(ICollateralVault.OverCap.selector, 601, 600));
    }

    function test_RevertWhen_TheAmountIsZero() public {
        lock(1000);
        assertRefused(0, abi.encodeWithSelector(ICollateralVault.ZeroAmount.selector));
    }

    function test_RevertWhen_ThePayloadIsTooShort() public {
        assertLengthRefused(slice(payloadOf(CREDIT, address(token), ACCOUNT, 1000), 0, 108));
    }

    function test_RevertWhen_ThePayloadIsTooLong() public {
        assertLengthRefused(bytes.concat(payloadOf(CREDIT, address(token), ACCOUNT, 1000), hex"00"));
    }

    function test_RevertWhen_TheCallerIsNotTheGateway() public {
        lock(1000);
        assertVaultRefused(
            STRANGER,
            abi.encodeCall(
                IVoidedRecipient.onVoided, (lane, NONCE, payloadOf(CREDIT, address(token), ACCOUNT, 1000, STRANGER))
            ),
            abi.encodeWithSelector(ICollateralVault.NotTheGateway.selector, STRANGER)
        );
    }

    /// @dev Delivered after its deadline, a message is parked, and anybody may void it.
    function voidExpired(uint64 nonce) private returns (uint64) {
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        return nonce;
    }

    function assertRefused(uint256 amount, bytes memory error) private {
        assertVaultRefused(
            address(gatewayA),
            abi.encodeCall(
                IVoidedRecipient.onVoided, (lane, NONCE, payloadOf(CREDIT, address(token), ACCOUNT, amount))
            ),
            error
        );
    }

    function assertLengthRefused(bytes memory payload) private {
        lock(1000);
        assertVaultRefused(
            address(gatewayA),
            abi.encodeCall(IVoidedRecipient.onVoided, (lane, NONCE, payload)),
            abi.encodeWithSelector(ICollateralVault.MalformedPayload.selector, payload.length, 109)
        );
    }
}
