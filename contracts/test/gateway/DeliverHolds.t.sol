// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, ParkReason, Standing} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";

/// @dev What the quorum holds is parked as held, wherever it stands, and the lane goes on.
contract DeliverHoldsTest is GatewayTest {
    function setUp() public override {
        super.setUp();
        // Nonces 2 to 7.
        sendMany(6);
    }

    function test_HoldsTheFirst() public {
        deliverHolding(lane, held(2));
        assertHeldOnly(2);
    }

    function test_HoldsTheLast() public {
        deliverHolding(lane, held(7));
        assertHeldOnly(7);
    }

    function test_HoldsOneInTheMiddle() public {
        deliverHolding(lane, held(4));
        assertHeldOnly(4);
    }

    function test_HoldsSeveral() public {
        deliverHolding(lane, abi.encodePacked(uint64(3), uint64(4), uint64(6)));
        assertEq(recipientB.received(), 3, "received");
        assertStanding(lane, 3, Standing.Held);
        assertStanding(lane, 4, Standing.Held);
        assertStanding(lane, 5, Standing.None);
        assertStanding(lane, 6, Standing.Held);
    }

    function test_HoldsAll() public {
        deliverHolding(lane, abi.encodePacked(uint64(2), uint64(3), uint64(4), uint64(5), uint64(6), uint64(7)));
        assertEq(recipientB.received(), 0, "received");
        assertEq(executed(lane), 7, "executed");
        assertStanding(lane, 7, Standing.Held);
    }

    function test_TheLaneGoesOnPastAHold() public {
        deliverHolding(lane, held(7));
        send("later");
        deliverAll(lane);
        assertEq(recipientB.received(), 6, "received");
        assertEq(gatewayB.inboundLane(lane).head, gatewayA.outboundLane(lane).head, "head");
    }

    function test_KeepsTheHashOfWhatItHolds() public {
        bytes32 hash = hashOf(messageAt(lane, 4));
        Batch memory batch = batchOf(lane, 2, 7, 7, held(4));
        expectEvent(atDestination(lane));
        emit IGateway.MessagesExecuted(lane, 2, 7, headAt(lane, 7));
        expectEvent(gatewayB);
        emit IGateway.MessageParked(lane, 4, ParkReason.Held, hash);
        deliver(batch);
        (, bytes32 kept) = gatewayB.standing(lane, 4);
        assertEq(kept, hash & ~bytes32(uint256(0xff)), "hash");
    }

    function test_AHoldInTheSkippedPrefixIsPast() public {
        Batch memory batch = batchOf(lane, 2, 7, 7, held(3));
        deliver(lane, 2, 4, 4, "");
        deliver(batch);
        assertEq(recipientB.received(), 6, "received");
        assertStanding(lane, 3, Standing.None);
    }

    function test_AHoldBeforeTheSkippedPrefixDoesNotHideALaterOne() public {
        Batch memory batch = batchOf(lane, 2, 7, 7, abi.encodePacked(uint64(2), uint64(3), uint64(6)));
        deliver(lane, 2, 4, 4, "");
        deliver(batch);
        assertHeldOnly(6);
    }

    function test_AHoldInTheTailWaitsForItsMessage() public {
        deliver(lane, 2, 4, 7, held(6));
        assertEq(recipientB.received(), 3, "received");
        assertStanding(lane, 6, Standing.None);
        deliver(lane, 5, 7, 7, held(6));
        assertHeldOnly(6);
    }

    function test_AHeldMessageThatIsExpiredIsHeld() public {
        uint64 nonce = send(lane, "late", soon());
        vm.warp(block.timestamp + 2 hours);
        deliverHolding(lane, abi.encodePacked(nonce));
        assertStanding(lane, nonce, Standing.Held);
    }

    function test_HoldsSpanRuns() public {
        send("another width");
        deliverHolding(lane, abi.encodePacked(uint64(7), uint64(8)));
        assertEq(recipientB.received(), 5, "received");
        assertStanding(lane, 7, Standing.Held);
        assertStanding(lane, 8, Standing.Held);
    }

    /// @dev Held messages against a plain list of booleans.
    function testFuzz_ExactlyWhatIsListedIsHeld(uint8 which, uint8 split) public {
        bytes memory holds;
        for (uint64 i = 0; i < 6; ++i) {
            if (which >> i & 1 == 1) holds = bytes.concat(holds, abi.encodePacked(i + 2));
        }
        uint64 last = uint64(bound(split, 2, 7));
        Batch memory first = batchOf(lane, 2, last, 7, holds);
        Batch memory second = batchOf(lane, 2, 7, 7, holds);
        deliver(first);
        if (last < 7) deliver(second);
        uint256 expected;
        for (uint64 i = 0; i < 6; ++i) {
            bool isHeld = which >> i & 1 == 1;
            assertStanding(lane, i + 2, isHeld ? Standing.Held : Standing.None);
            if (!isHeld) ++expected;
        }
        assertEq(recipientB.received(), expected, "received");
    }

    function test_AcceptsAsManyHoldsAsThereMayBe() public {
        sendMany(256);
        bytes memory holds;
        for (uint64 nonce = 8; nonce < 264; ++nonce) {
            holds = bytes.concat(holds, abi.encodePacked(nonce));
        }
        deliver(lane, 2, 7, 263, holds);
        assertEq(recipientB.received(), 6, "received");
    }

    // Lists that are not canonical

    function test_RevertWhen_HoldsAreNotWhole() public {
        assertHoldsRefused(new bytes(7), abi.encodeWithSelector(IGateway.MalformedHolds.selector, 7));
        assertHoldsRefused(bytes.concat(held(3), hex"00"), abi.encodeWithSelector(IGateway.MalformedHolds.selector, 9));
    }

    function test_RevertWhen_ThereAreTooManyHolds() public {
        assertHoldsRefused(new bytes(257 * 8), abi.encodeWithSelector(IGateway.TooManyHolds.selector, 257, 256));
    }

    function test_RevertWhen_HoldsAreOutOfOrder() public {
        assertHoldsRefused(
            abi.encodePacked(uint64(5), uint64(3)), abi.encodeWithSelector(IGateway.HoldOutOfOrder.selector, 3, 5)
        );
    }

    function test_RevertWhen_AHoldIsListedTwice() public {
        assertHoldsRefused(
            abi.encodePacked(uint64(3), uint64(5), uint64(5)),
            abi.encodeWithSelector(IGateway.HoldOutOfOrder.selector, 5, 5)
        );
    }

    function test_RevertWhen_AHoldIsBeforeTheRange() public {
        assertHoldsRefused(held(1), abi.encodeWithSelector(IGateway.HoldOutOfRange.selector, 1, 1, 7));
        assertHoldsRefused(held(0), abi.encodeWithSelector(IGateway.HoldOutOfRange.selector, 0, 1, 7));
    }

    function test_RevertWhen_AHoldIsBeyondTheCheckpoint() public {
        assertHoldsRefused(held(8), abi.encodeWithSelector(IGateway.HoldOutOfRange.selector, 8, 1, 7));
        assertHoldsRefused(
            abi.encodePacked(uint64(3), type(uint64).max),
            abi.encodeWithSelector(IGateway.HoldOutOfRange.selector, type(uint64).max, 1, 7)
        );
    }

    function test_RevertWhen_HoldsAreNotTheSignedOnes() public {
        Batch memory batch = batchOf(lane, 2, 7, 7, held(3));
        bytes32 domain = gatewayB.domainSeparator();
        bytes[3] memory others = [bytes(""), held(4), abi.encodePacked(uint64(3), uint64(4))];
        for (uint256 i = 0; i < others.length; ++i) {
            batch.holds = others[i];
            assertBatchRefused(
                batch,
                abi.encodeWithSelector(
                    IGateway.InvalidSignature.selector, digestOf(domain, batch.checkpoint, batch.holds), EPOCH
                )
            );
        }
    }

    /// @dev Holds that begin later than the gateway stands could leave out what was held before.
    function test_RevertWhen_HoldsBeginAheadOfTheGateway() public {
        Batch memory batch = batchOf(lane, 2, 7, 7, "");
        batch.checkpoint.from = 2;
        signAgain(batch);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.HoldsAhead.selector, 2, 1));
    }

    function test_HoldsMayBeginBeforeTheGateway() public {
        Batch memory batch = batchOf(lane, 2, 7, 7, held(6));
        batch.checkpoint.from = 0;
        signAgain(batch);
        deliver(batch);
        assertHeldOnly(6);
    }

    function held(uint64 nonce) private pure returns (bytes memory) {
        return abi.encodePacked(nonce);
    }

    function assertHeldOnly(uint64 nonce) private {
        assertEq(recipientB.received(), 5, "received");
        for (uint64 i = 2; i <= 7; ++i) {
            assertStanding(lane, i, i == nonce ? Standing.Held : Standing.None);
        }
    }

    /// @dev Even signed by the quorum, the list is refused.
    function assertHoldsRefused(bytes memory holds, bytes memory error) private {
        assertBatchRefused(batchOf(lane, 2, 7, 7, holds), error);
    }
}
