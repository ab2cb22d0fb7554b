// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Standing} from "../../src/gateway/IGateway.sol";
import {TwoChains} from "../base/TwoChains.sol";

/// @dev A batch is executed whole, in part, from before and with a tail.
contract DeliverTest is TwoChains {
    function test_DeliversABatchAndKeepsStep() public {
        sendMany(10);
        deliverAll(lane);
        assertEq(recipientB.received(), 10, "received");
        assertEq(gatewayB.inboundLane(lane).nonce, gatewayA.outboundLane(lane).nonce, "nonce");
        assertEq(gatewayB.inboundLane(lane).head, gatewayA.outboundLane(lane).head, "head");
    }

    function test_SkipsWhatIsExecutedAlready() public {
        sendMany(10);
        deliver(lane, 2, 5, 5, "");
        deliver(lane, 2, 11, 11, "");
        assertEq(recipientB.received(), 10, "received");
    }

    function test_DeliversTheBeginningOfACheckpoint() public {
        sendMany(10);
        deliver(lane, 2, 4, 11, "");
        assertEq(executed(lane), 4, "executed");
        assertEq(gatewayB.inboundLane(lane).head, headAt(lane, 4), "head");
        deliver(lane, 5, 11, 11, "");
        assertEq(recipientB.received(), 10, "received");
    }

    function test_ParksHeldMessages() public {
        sendMany(4);
        deliverHolding(lane, abi.encodePacked(uint64(3), uint64(5)));
        assertEq(recipientB.received(), 2, "received");
        assertTrue(standingOf(lane, 3) == Standing.Held, "held");
        assertTrue(standingOf(lane, 4) == Standing.None, "delivered");
        assertTrue(standingOf(lane, 5) == Standing.Held, "held");
    }
}
