// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";

/// @dev Two checkpoints of one nonce, and the one with fewer holds is chosen: the other's hold would be gone. So a list of
/// holds is complete from a nonce that the gateway has reached, and one that begins ahead of it is refused.
contract FewerHoldsTest is Threat {
    uint64 private constant HELD = 4;
    uint64 private constant LAST = 6;

    function newBroken(address authority) internal override returns (Gateway) {
        return newLaxBatchesGateway(authority);
    }

    function test_AListThatBeginsAheadOfTheGatewayIsRefused() public {
        _sendFive();
        // Signed when the gateway stood further on, before a reorg took it back: from there on nothing was held.
        for (uint64 from = 2; from <= LAST; ++from) {
            assertRefused(_under(from, ""), IGateway.HoldsAhead.selector, "ahead");
        }
        assertAccepted(_under(1, abi.encodePacked(HELD)), "complete from where the gateway stands");
        assertTrue(standingOf(HELD) == Standing.Held, "held");
        assertEq(recipientB.received(), 4, "received");
    }

    function test_AListBoundToItsCheckpointCannotBeShortened() public {
        _sendFive();
        Batch memory batch = _under(1, abi.encodePacked(HELD, LAST));
        bytes[4] memory lists =
            [bytes(""), abi.encodePacked(HELD), abi.encodePacked(LAST), abi.encodePacked(HELD, LAST - 1)];
        for (uint256 i = 0; i < lists.length; ++i) {
            batch.holds = lists[i];
            assertRefused(batch, IGateway.InvalidSignature.selector, "another list");
        }
        // The lane's end, cut off before the hold, helps nobody: the rest of the checkpoint says the same.
        batch = _under(1, abi.encodePacked(HELD, LAST));
        Batch memory beginning = world.genuine(lane, 2, HELD - 1, LAST, "");
        beginning.checkpoint = batch.checkpoint;
        (beginning.holds, beginning.signature) = (batch.holds, batch.signature);
        assertAccepted(beginning, "the beginning");
        assertRefused(_under(HELD, ""), IGateway.HoldsAhead.selector, "a list from the hold on");
        assertAccepted(batch, "the rest");
        assertTrue(standingOf(HELD) == Standing.Held && standingOf(LAST) == Standing.Held, "held");
        assertEq(recipientB.received(), 3, "received");
    }

    /// @dev A list may begin behind the gateway: what it says of executed messages is over.
    function test_AListThatBeginsBehindTheGatewayIsComplete() public {
        _sendFive();
        assertAccepted(world.genuine(lane, 2, 3, LAST, ""), "the beginning");
        assertAccepted(_under(0, abi.encodePacked(uint64(2), HELD)), "from the very beginning");
        assertTrue(standingOf(2) == Standing.None, "delivered before");
        assertTrue(standingOf(HELD) == Standing.Held, "held");
    }

    function test_SucceedsWhereAListMayBeginAnywhere() public {
        breakGateways();
        _sendFive();
        assertAccepted(_under(HELD, ""), "a list from the hold on");
        assertTrue(standingOf(HELD) == Standing.None, "delivered what was held");
        assertEq(recipientB.received(), 5, "received");
    }

    function _sendFive() private {
        for (uint256 i = 0; i < 5; ++i) {
            send(abi.encode(i));
        }
        onB();
    }

    /// @dev All of the lane's rest under a checkpoint whose holds are listed from `from` on.
    function _under(uint64 from, bytes memory holds) private returns (Batch memory batch) {
        batch = world.genuineRest(lane, holds);
        batch.checkpoint.from = from;
        batch.signature = world.signCheckpoint(quorum, batch.checkpoint, holds);
    }
}
