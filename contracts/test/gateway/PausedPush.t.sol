// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, Message, Standing} from "../../src/gateway/IGateway.sol";
import {TwoChains} from "../base/TwoChains.sol";

/// @dev To push a void is the second half of voiding: a pause of the lane that is voided on stops it too.
contract PausedPushTest is TwoChains {
    function test_RevertWhen_TheVoidedLaneIsPaused() public {
        uint64 nonce = send(lane, address(0xDEAD), GAS_LIMIT, soon(), "nobody is there");
        deliverAll(lane);
        Message memory message = messageAt(lane, nonce);
        onB();
        vm.warp(block.timestamp + 2 hours);
        vm.prank(GUARDIAN);
        gatewayB.pauseLane(returnLane);
        gatewayB.void(lane, nonce, message);
        assertTrue(standingOf(lane, nonce) == Standing.VoidPending, "pending");
        vm.prank(ADMIN);
        gatewayB.resumeLane(returnLane);

        vm.prank(GUARDIAN);
        gatewayB.pauseLane(lane);
        vm.expectRevert(abi.encodeWithSelector(IGateway.LaneIsPaused.selector, lane));
        gatewayB.pushVoid(lane, nonce, message);
        vm.prank(ADMIN);
        gatewayB.resumeLane(lane);
        gatewayB.pushVoid(lane, nonce, message);
        assertTrue(standingOf(lane, nonce) == Standing.Voided, "voided");
    }
}
