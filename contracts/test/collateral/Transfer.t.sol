// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralTest} from "../base/CollateralTest.sol";

/// @dev The way of collateral there and back, when nothing goes wrong.
contract TransferTest is CollateralTest {
    function test_LockedIsCredited() public {
        credit(1000);
        assertEq(token.balanceOf(address(vault)), 1000, "in the vault");
        assertEq(locked(), 1000, "locked");
        assertEq(creditOf(ACCOUNT), 1000, "credited");
        assertEq(outstanding(), 1000, "outstanding");
    }

    function test_LockedIsMinted() public {
        mint(1000);
        assertEq(locked(), 1000, "locked");
        assertEq(minted.balanceOf(ACCOUNT), 1000, "minted");
        assertEq(creditOf(ACCOUNT), 0, "credited");
        assertEq(outstanding(), 1000, "outstanding");
    }

    function test_CreditIsReleased() public {
        credit(1000);
        release(400);
        assertEq(creditOf(ACCOUNT), 600, "credited");
        assertEq(outstanding(), 600, "outstanding");
        assertEq(locked(), 1000, "locked until the release arrives");
        deliverAll(returnLane);
        assertEq(locked(), 600, "locked");
        assertEq(token.balanceOf(RECEIVER), 400, "paid out");
    }

    function test_MintedIsRedeemed() public {
        mint(1000);
        redeem(400);
        assertEq(minted.totalSupply(), 600, "minted");
        deliverAll(returnLane);
        assertEq(locked(), 600, "locked");
        assertEq(token.balanceOf(RECEIVER), 400, "paid out");
    }

    function test_VoidedIsRefunded() public {
        uint64 nonce = lock(1000);
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        uint256 before = token.balanceOf(HOLDER);
        deliverAll(returnLane);
        assertEq(token.balanceOf(HOLDER), before + 1000, "refunded");
        assertEq(locked(), 0, "locked");
    }
}
