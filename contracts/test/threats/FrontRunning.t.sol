// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway} from "../../src/gateway/IGateway.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";

/// @dev Someone is always faster: a shorter batch, or an older one, is mined before ours. The longer batch still goes
/// through, each message is delivered once, and a batch that is wholly spent reverts at a fraction of the price.
contract FrontRunningTest is Threat {
    error Spent(uint256 gas);

    uint64 private constant LAST = 41;

    function newBroken(address authority) internal override returns (Gateway) {
        return newLaxBatchesGateway(authority);
    }

    function test_TheLongerBatchGoesThroughWhateverWasFaster() public {
        _sendForty();
        bytes memory ours = encode(world.genuineRest(lane, ""));
        for (uint64 last = 2; last < LAST; last += 7) {
            // With our own checkpoint and a tail, as anyone can cut it, and under an older checkpoint.
            _assertSurvives(ours, encode(world.genuine(lane, 2, last, LAST, "")), last);
            _assertSurvives(ours, encode(world.genuine(lane, 2, last, last, "")), last);
        }
    }

    function test_OneAfterTheOtherEachMessageIsDeliveredOnce() public {
        _sendForty();
        bytes memory ours = encode(world.genuineRest(lane, ""));
        for (uint64 last = 2; last < LAST; ++last) {
            assertAccepted(world.genuine(lane, last, last, LAST, ""), "message by message");
        }
        assertAccepted(ours, "the longer batch, for one message");
        assertEq(recipientB.received(), 40, "received");
    }

    function test_ASpentBatchRevertsCheaply() public {
        _sendForty();
        bytes memory ours = encode(world.genuineRest(lane, ""));
        uint256 before = gasleft();
        assertAccepted(ours, "faster by one");
        uint256 delivery = before - gasleft();
        before = gasleft();
        assertRefused(ours, IGateway.AlreadyExecuted.selector, "the same batch again");
        uint256 refusal = before - gasleft();
        assertTrue(refusal * 5 < delivery, "a fifth of a delivery at most");
        // Neither hashed nor verified: nothing but reading where it ends.
        assertTrue(refusal < 20_000, "gas");

        // However long, and however it is cut.
        Batch memory batch = world.genuine(lane, 2, LAST, LAST, "");
        batch.checkpoint.nonce = LAST;
        before = gasleft();
        assertRefused(batch, IGateway.AlreadyExecuted.selector, "with another signature");
        assertTrue(before - gasleft() < 60_000, "gas, encoding included");
        assertEq(recipientB.received(), 40, "received");
    }

    function test_SucceedsWhereABatchMustBeginWhereTheGatewayStands() public {
        breakGateways();
        send("first");
        onB();
        bytes memory faster = encode(world.genuineRest(lane, ""));
        send("second");
        onB();
        bytes memory ours = encode(world.genuineRest(lane, ""));
        assertAccepted(faster, "an older batch, faster than ours");
        assertRefused(ours, IGateway.BatchAhead.selector, "ours is lost, as often as someone is faster");
    }

    function _sendForty() private {
        for (uint256 i = 0; i < 40; ++i) {
            send(abi.encode(i));
        }
        onB();
    }

    function _assertSurvives(bytes memory ours, bytes memory faster, uint64 last) private {
        uint256 snapshot = vm.snapshotState();
        assertAccepted(faster, "faster");
        assertEq(executed(), last, "as far as it goes");
        assertAccepted(ours, "the longer batch");
        assertEq(executed(), LAST, "executed");
        assertEq(recipientB.received(), 40, "received");
        vm.revertToState(snapshot);
    }
}
