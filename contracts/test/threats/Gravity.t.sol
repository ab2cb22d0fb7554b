// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {FeeOnTransferToken} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";

/// @dev Gravity: the bridge credited what was requested, while the token kept a part of it, so that the last to leave found
/// nothing. Here what arrived is credited.
contract GravityTest is CollateralThreat {
    uint256 private constant AMOUNT = 10_000;
    uint256 private constant ARRIVED = 9900;

    FeeOnTransferToken private taxed;

    function setUp() public override {
        super.setUp();
        taxed = new FeeOnTransferToken();
        listFunded(address(taxed));
    }

    function test_ACreditIsWhatArrived() public {
        _credit();
        assertEq(vault.locked(lane, address(taxed)), ARRIVED, "locked");
        assertEq(ledger.creditOf(lane, address(taxed), ACCOUNT), ARRIVED, "credited");
        assertTrue(surplusOf(address(taxed)) == 0, "to the unit");
    }

    function test_AMintIsWhatArrived() public {
        Lock memory request = lockOf(lane, address(taxed), AMOUNT);
        request.kind = CollateralKind.Mint;
        lock(request);
        deliverAll(lane);
        assertEq(_mintedOf(ACCOUNT), ARRIVED, "minted");
    }

    /// @dev The cap is held against what arrived, too: the last unit that fits is let in.
    function test_TheCapIsHeldAgainstWhatArrived() public {
        uint256 most = vault.route(lane, address(taxed)).lockCap;
        // A hundredth is lost of what is asked for, rounded down.
        uint256 asked = most * 100 / 99;
        assertEq(asked - asked / 100, most, "what arrives is the cap");
        lock(lockOf(lane, address(taxed), asked));
        assertEq(vault.locked(lane, address(taxed)), most, "locked");
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(lane, address(taxed), 1))),
            abi.encodeWithSelector(ICollateralVault.OverCap.selector, 1, 0)
        );
    }

    /// @dev Who is paid out bears the fee of the way out.
    function test_EverybodyIsPaidOutToTheLast() public {
        _credit();
        _credit();
        for (uint256 i = 0; i < 2; ++i) {
            _release(ARRIVED);
            deliverAll(returnLane);
        }
        assertEq(taxed.balanceOf(RECEIVER), 2 * (ARRIVED - ARRIVED / 100), "paid");
        assertEq(taxed.balanceOf(address(vault)), 0, "nothing is left, and nothing was missing");
        assertEq(vault.locked(lane, address(taxed)), 0, "locked");
    }

    function test_ARefundIsWhatArrived() public {
        uint64 nonce = lock(lockOf(lane, address(taxed), AMOUNT));
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        deliverAll(returnLane);
        assertEq(taxed.balanceOf(address(vault)), 0, "refunded");
        assertEq(vault.locked(lane, address(taxed)), 0, "locked");
    }

    function test_AClaimIsWhatWasKept() public {
        _credit();
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        _release(ARRIVED);
        deliverAll(returnLane);
        assertEq(vault.claimable(address(taxed), RECEIVER), ARRIVED, "kept");
        assertSolvent("kept");
        vm.prank(ADMIN);
        vault.allowPayouts(RECEIVER);
        vm.prank(RECEIVER);
        vault.claim(address(taxed), RECEIVER);
        assertEq(taxed.balanceOf(address(vault)), 0, "claimed");
    }

    function test_SucceedsWhereTheRequestIsCredited() public {
        breakVault(LaxVault.Fault.CreditsTheRequested);
        _credit();
        _credit();
        assertTrue(surplusOf(address(taxed)) < 0, "insolvent from the first lock on");
        _release(AMOUNT);
        _release(AMOUNT);
        deliverAll(returnLane);
        assertEq(vault.claimable(address(taxed), RECEIVER), AMOUNT, "the last to leave waits for ever");
        onA();
        vm.prank(RECEIVER);
        vm.expectRevert();
        vault.claim(address(taxed), RECEIVER);
    }

    function _credit() private {
        lock(lockOf(lane, address(taxed), AMOUNT));
        deliverAll(lane);
    }

    function _release(uint256 amount) private {
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(taxed), amount, RECEIVER, "reference");
    }

    function _mintedOf(address account) private view returns (uint256) {
        return FeeOnTransferToken(ledger.holding(lane, address(taxed)).token).balanceOf(account);
    }
}
