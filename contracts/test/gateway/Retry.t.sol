// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Recorder} from "../base/OddRecipients.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev What merely failed can be tried again by anyone, until its deadline.
contract RetryTest is GatewayTest {
    function test_DeliversWhatHadFailed() public {
        uint64 nonce = parkOne(0);
        bytes memory input = retryInput(lane, nonce);
        onB();
        vm.prank(STRANGER);
        expectEvent(gatewayB);
        emit IGateway.MessageDelivered(lane, nonce);
        (bool accepted,) = address(gatewayB).call(input);
        assertTrue(accepted, "accepted");
        assertEq(recipientB.received(), 1, "received");
        assertStanding(lane, nonce, Standing.None);
    }

    function test_LeavesTheLaneWhereItIs() public {
        uint64 nonce = parkOne(0);
        bytes32 head = gatewayB.inboundLane(lane).head;
        retry(lane, nonce);
        assertEq(executed(lane), nonce, "nonce");
        assertEq(gatewayB.inboundLane(lane).head, head, "head");
    }

    function test_CallsTheRecipientAsDeliveryDoes() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(hex"00");
        uint64 batch = send(lane, address(recorder), 400_000, soon(), "batch");
        uint64 single = sendErc7786(address(recorder), 400_000, soon(), "single");
        deliverAll(lane);
        recorder.answerWith("");
        retry(lane, batch);
        retry(lane, single);
        assertEq(recorder.count(), 4, "calls");
        assertEq(recorder.call(2).inputHash, recorder.call(0).inputHash, "batch");
        assertEq(recorder.call(3).inputHash, recorder.call(1).inputHash, "single");
        assertEq(
            recorder.call(2).inputHash,
            keccak256(
                abi.encodeCall(IMessageRecipient.onMessages, (lane, batch, APP, 1, abi.encodePacked(soon(), "batch")))
            ),
            "batch input"
        );
        bytes32 id = keccak256(abi.encode(lane, single));
        bytes memory from = InteroperableAddress.encode(CHAIN_A, APP);
        assertEq(
            recorder.call(3).inputHash,
            keccak256(abi.encodeCall(IERC7786Recipient.receiveMessage, (id, from, "single"))),
            "single input"
        );
    }

    /// @dev One message is one bit: the others are nobody's.
    function test_OtherBitsOfTheBitmapAreNoFailure() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(hex"00");
        uint64 nonce = send(lane, address(recorder), 400_000, 0, "payload");
        deliverAll(lane);
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, type(uint256).max - 1));
        retry(lane, nonce);
        assertStanding(lane, nonce, Standing.None);
    }

    function test_RevertWhen_TheBitmapNamesIt() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, uint256(1)));
        uint64 nonce = send(lane, address(recorder), 400_000, 0, "payload");
        deliverAll(lane);
        assertRetryRefused(nonce, abi.encodeWithSelector(IGateway.DeliveryFailed.selector, lane, nonce));
    }

    function test_WorksAtTheDeadline() public {
        uint64 deadline = soon();
        uint64 nonce = parkOne(deadline);
        vm.warp(deadline);
        retry(lane, nonce);
        assertEq(recipientB.received(), 1, "received");
    }

    function test_WorksInAnyOrder() public {
        uint64 first = parkOne(0);
        uint64 second = parkOne(0);
        retry(lane, second);
        retry(lane, first);
        assertEq(recipientB.received(), 2, "received");
    }

    function test_WorksAfterARulingThatFailed() public {
        uint64 nonce = holdOne(0);
        recipientB.setRefusing(true);
        rule(lane, nonce, Decision.Deliver);
        recipientB.setRefusing(false);
        retry(lane, nonce);
        assertEq(recipientB.received(), 1, "received");
    }

    // Refusals

    function test_RevertWhen_TheRecipientStillFails() public {
        uint64 nonce = parkOne(0);
        recipientB.setRefusing(true);
        assertRetryRefused(nonce, abi.encodeWithSelector(IGateway.DeliveryFailed.selector, lane, nonce));
        recipientB.setRefusing(false);
        retry(lane, nonce);
        assertEq(recipientB.received(), 1, "received");
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        uint64 deadline = soon();
        uint64 nonce = parkOne(deadline);
        vm.warp(uint256(deadline) + 1);
        assertRetryRefused(
            nonce, abi.encodeWithSelector(IGateway.DeadlinePassed.selector, deadline, uint256(deadline) + 1)
        );
    }

    /// @dev What was parked because it had expired stays expired.
    function test_RevertWhen_ItWasParkedAsExpired() public {
        uint64 deadline = soon();
        uint64 nonce = send(lane, "late", deadline);
        vm.warp(uint256(deadline) + 1);
        deliverAll(lane);
        assertRetryRefused(
            nonce, abi.encodeWithSelector(IGateway.DeadlinePassed.selector, deadline, uint256(deadline) + 1)
        );
    }

    function test_RevertWhen_RetriedTwice() public {
        uint64 nonce = parkOne(0);
        retry(lane, nonce);
        assertRetryRefused(nonce, wrongStanding(nonce, Standing.None));
    }

    function test_RevertWhen_ItWasDelivered() public {
        uint64 nonce = send("fine");
        deliverAll(lane);
        assertRetryRefused(nonce, wrongStanding(nonce, Standing.None));
    }

    function test_RevertWhen_ItIsNotExecutedYet() public {
        uint64 nonce = send("on its way");
        assertRetryRefused(nonce, wrongStanding(nonce, Standing.None));
    }

    function test_RevertWhen_ItIsHeld() public {
        uint64 nonce = holdOne(0);
        assertRetryRefused(nonce, wrongStanding(nonce, Standing.Held));
    }

    function test_RevertWhen_ItIsVoided() public {
        uint64 deadline = soon();
        uint64 nonce = parkOne(deadline);
        vm.warp(uint256(deadline) + 1);
        voidMessage(lane, nonce);
        assertRetryRefused(nonce, wrongStanding(nonce, Standing.Voided));
    }

    function test_RevertWhen_TheMessageIsTamperedWith() public {
        uint64 nonce = parkOne(soon());
        bytes32 parked = hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff));
        for (uint256 i = 0; i < 6; ++i) {
            Message memory message = messageAt(lane, nonce);
            if (i == 0) message.kind = RouteKind.Erc7786;
            if (i == 1) message.sender = STRANGER;
            if (i == 2) message.recipient = STRANGER;
            if (i == 3) message.gasLimit += 1;
            if (i == 4) message.deadline += 1;
            if (i == 5) message.payload = "another";
            assertRefused(
                gatewayB,
                STRANGER,
                abi.encodeCall(IGateway.retry, (lane, nonce, message)),
                abi.encodeWithSelector(IGateway.RecordMismatch.selector, hashOf(message), parked)
            );
        }
    }

    /// @dev Two parked messages do not stand for each other.
    function test_RevertWhen_AnotherParkedMessageIsGiven() public {
        uint64 first = parkOne(0);
        uint64 second = parkOne(soon());
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.retry, (lane, first, messageAt(lane, second))),
            abi.encodeWithSelector(
                IGateway.RecordMismatch.selector,
                hashOf(messageAt(lane, second)),
                hashOf(messageAt(lane, first)) & ~bytes32(uint256(0xff))
            )
        );
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        uint64 nonce = parkOne(0);
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.retry, ("unknown", nonce, messageAt(lane, nonce))),
            laneError(IGateway.UnknownLane.selector, "unknown")
        );
    }

    function assertRetryRefused(uint64 nonce, bytes memory error) private {
        assertRefused(gatewayB, STRANGER, retryInput(lane, nonce), error);
    }

    function wrongStanding(uint64 nonce, Standing found) private view returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.WrongStanding.selector, lane, nonce, found);
    }
}
