// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Recorder} from "../base/OddRecipients.sol";
import {Runs} from "../base/Runs.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev A batch is executed whole, in part, from before and with a tail; what a recipient is called with.
contract DeliverTest is GatewayTest {
    uint64 private constant RECORDER_GAS = 400_000;

    function test_DeliversABatchAndKeepsStep() public {
        sendMany(10);
        deliverAll(lane);
        assertEq(recipientB.received(), 10, "received");
        assertInStep();
    }

    function test_TellsWhatWasExecuted() public {
        sendMany(3);
        Batch memory batch = batchOfAll(lane);
        expectEvent(atDestination(lane));
        emit IGateway.MessagesExecuted(lane, 2, 4, headAt(lane, 4));
        deliver(batch);
    }

    // Where a batch begins and ends

    function test_SkipsWhatIsExecutedAlready() public {
        sendMany(10);
        deliver(lane, 2, 5, 5, "");
        Batch memory batch = batchOf(lane, 2, 11, 11, "");
        expectEvent(atDestination(lane));
        emit IGateway.MessagesExecuted(lane, 6, 11, headAt(lane, 11));
        deliver(batch);
        assertEq(recipientB.received(), 10, "received");
    }

    function test_SkipsWholeRuns() public {
        sendAlternating(6);
        deliver(lane, 2, 5, 5, "");
        deliver(lane, 1, 7, 7, "");
        assertEq(recipientB.received(), 6, "received");
        assertInStep();
    }

    /// @dev What is executed already is not even read: only its width counts.
    function test_TheSkippedPrefixIsUnread() public {
        sendMany(4);
        deliver(lane, 2, 3, 3, "");
        Batch memory batch = batchOf(lane, 2, 5, 5, "");
        batch.runs[0].records[0] = 0x77;
        batch.runs[0].records[50] = 0x77;
        deliver(batch);
        assertEq(recipientB.received(), 4, "received");
    }

    function test_DeliversTheBeginningOfACheckpoint() public {
        sendMany(10);
        deliver(lane, 2, 4, 11, "");
        assertEq(executed(lane), 4, "executed");
        assertEq(gatewayB.inboundLane(lane).head, headAt(lane, 4), "head");
        deliver(lane, 5, 11, 11, "");
        assertEq(recipientB.received(), 10, "received");
        assertInStep();
    }

    function test_OneCheckpointServesEveryPart() public {
        sendMany(9);
        Batch memory first = batchOf(lane, 2, 4, 10, "");
        Batch memory second = batchOf(lane, 5, 7, 10, "");
        Batch memory third = batchOf(lane, 8, 10, 10, "");
        deliver(first);
        deliver(second);
        deliver(third);
        assertEq(recipientB.received(), 9, "received");
        assertInStep();
    }

    function test_SkipsPartOfARunAndDeliversTheNext() public {
        sendMany(3);
        send("another width");
        send("another width");
        deliver(lane, 2, 3, 3, "");
        Batch memory batch = batchOf(lane, 2, 6, 6, "");
        assertEq(batch.runs.length, 2, "runs");
        deliver(batch);
        assertEq(recipientB.received(), 5, "received");
        assertInStep();
    }

    /// @dev Four runs of three messages.
    function testFuzz_AnySplitEndsAlike(uint256 seed) public {
        for (uint256 i = 0; i < 12; ++i) {
            send(abi.encodePacked(i, new bytes(i / 3)));
        }
        uint64 nonce = 1;
        while (nonce < 13) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint64 from = uint64(bound(seed, 1, nonce + 1));
            uint64 last = uint64(bound(seed >> 64, nonce + 1, 13));
            uint64 checkpointNonce = uint64(bound(seed >> 128, last, 13));
            deliver(lane, from, last, checkpointNonce, "");
            nonce = last;
            assertEq(executed(lane), nonce, "executed");
            assertEq(recipientB.received(), nonce - 1, "received");
        }
        assertInStep();
    }

    function testFuzz_AnyFoldingIntoRunsEndsAlike(uint256 most) public {
        sendMany(9);
        Batch memory batch = batchOfAll(lane);
        batch.runs = Runs.fold(messagesBetween(lane, 2, 10), bound(most, 1, 9));
        deliver(batch);
        assertEq(recipientB.received(), 9, "received");
        assertInStep();
    }

    function test_DeliversTheLongestTail() public {
        send("one");
        Batch memory batch = batchWithTail(512);
        deliver(batch);
        assertEq(recipientB.received(), 1, "received");
        assertEq(executed(lane), 2, "executed");
    }

    function test_RevertWhen_TheTailIsTooLong() public {
        send("one");
        assertBatchRefused(batchWithTail(513), abi.encodeWithSelector(IGateway.TailTooLong.selector, 513, 512));
    }

    function test_DeliversTheLongestRun() public {
        sendMany(256);
        Batch memory batch = batchOfAll(lane);
        assertEq(batch.runs.length, 1, "runs");
        deliver(batch);
        assertEq(recipientB.received(), 256, "received");
        assertInStep();
    }

    function test_RevertWhen_ARunIsTooLong() public {
        sendMany(257);
        Batch memory batch = batchOfAll(lane);
        batch.runs = Runs.fold(messagesBetween(lane, 2, 258), 257);
        uint256 width = 8 + 32;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 0, width, 257 * width));
    }

    function test_SeveralRunsCarryMoreThanOne() public {
        sendMany(257);
        deliverAll(lane);
        assertEq(recipientB.received(), 257, "received");
    }

    // Both directions

    function test_DirectionsDoNotDisturbEachOther() public {
        sendMany(3);
        send(returnLane, "back", 0);
        deliverAll(returnLane);
        deliverAll(lane);
        assertEq(recipientB.received(), 3, "there");
        assertEq(recipientA.received(), 1, "back");
        assertEq(executed(lane), 4, "nonce there");
        assertEq(executed(returnLane), 2, "nonce back");
    }

    function test_AnyoneMayDeliver() public {
        send("one");
        Batch memory batch = batchOfAll(lane);
        onB();
        vm.prank(STRANGER);
        gatewayB.deliver(batch.checkpoint, batch.holds, batch.signature, batch.first, batch.runs, batch.tail);
        assertEq(recipientB.received(), 1, "received");
    }

    // What recipients are called with

    function test_ABatchIsOneCall() public {
        Recorder recorder = new Recorder();
        for (uint256 i = 0; i < 3; ++i) {
            send(lane, address(recorder), RECORDER_GAS, soon(), abi.encodePacked(i));
        }
        deliverAll(lane);
        bytes memory records = abi.encodePacked(soon(), uint256(0), soon(), uint256(1), soon(), uint256(2));
        assertEq(recorder.count(), 1, "calls");
        assertEq(
            recorder.call(0).inputHash,
            keccak256(abi.encodeCall(IMessageRecipient.onMessages, (lane, 2, APP, 3, records))),
            "input"
        );
    }

    function test_ABatchThatWasPartlyExecutedIsCalledForTheRest() public {
        Recorder recorder = new Recorder();
        for (uint256 i = 0; i < 3; ++i) {
            send(lane, address(recorder), RECORDER_GAS, 0, abi.encodePacked(i));
        }
        deliver(lane, 2, 3, 3, "");
        deliver(lane, 2, 4, 4, "");
        bytes memory records = abi.encodePacked(uint64(0), uint256(2));
        assertEq(recorder.count(), 2, "calls");
        assertEq(
            recorder.call(1).inputHash,
            keccak256(abi.encodeCall(IMessageRecipient.onMessages, (lane, 4, APP, 1, records))),
            "input"
        );
    }

    function test_ABatchGetsTheGasOfAllItsMessages() public {
        Recorder recorder = new Recorder();
        for (uint256 i = 0; i < 3; ++i) {
            send(lane, address(recorder), RECORDER_GAS, 0, abi.encodePacked(i));
        }
        deliverAll(lane);
        assertGasGiven(recorder.call(0).gas, 3 * RECORDER_GAS);
    }

    function test_Erc7786IsOneCallForEachMessage() public {
        Recorder recorder = new Recorder();
        sendErc7786(address(recorder), RECORDER_GAS, 0, "first");
        sendErc7786(address(recorder), RECORDER_GAS, 0, "second");
        deliverAll(lane);
        bytes memory from = InteroperableAddress.encode(CHAIN_A, APP);
        assertEq(recorder.count(), 2, "calls");
        assertEq(
            recorder.call(0).inputHash,
            keccak256(
                abi.encodeCall(
                    IERC7786Recipient.receiveMessage, (keccak256(abi.encode(lane, uint64(2))), from, "first")
                )
            ),
            "first"
        );
        assertEq(
            recorder.call(1).inputHash,
            keccak256(
                abi.encodeCall(
                    IERC7786Recipient.receiveMessage, (keccak256(abi.encode(lane, uint64(3))), from, "second")
                )
            ),
            "second"
        );
        assertGasGiven(recorder.call(0).gas, RECORDER_GAS);
        assertGasGiven(recorder.call(1).gas, RECORDER_GAS);
    }

    function test_MixedKindsAndRecipientsKeepTheirOrder() public {
        Recorder recorder = new Recorder();
        send(lane, address(recorder), RECORDER_GAS, 0, "native");
        sendErc7786(address(recorder), RECORDER_GAS, 0, "interoperable");
        send("sample");
        send(lane, address(recorder), RECORDER_GAS, 0, "native again");
        Batch memory batch = batchOfAll(lane);
        assertEq(batch.runs.length, 4, "runs");
        deliver(batch);
        assertEq(recorder.count(), 3, "calls");
        assertEq(recipientB.received(), 1, "received");
        bytes memory record = abi.encodePacked(uint64(0), "native again");
        assertEq(
            recorder.call(2).inputHash,
            keccak256(abi.encodeCall(IMessageRecipient.onMessages, (lane, 5, APP, 1, record))),
            "last"
        );
        assertInStep();
    }

    function test_MessagesOfAnotherGasLimitAreAnotherRun() public {
        send(lane, address(recipientB), GAS_LIMIT, 0, "payload");
        send(lane, address(recipientB), GAS_LIMIT + 1, 0, "payload");
        assertEq(batchOfAll(lane).runs.length, 2, "runs");
        deliverAll(lane);
        assertEq(recipientB.received(), 2, "received");
    }

    function test_DeliveryKeepsNothingOfWhatWasDelivered() public {
        sendMany(5);
        deliverAll(lane);
        for (uint64 nonce = 1; nonce <= 7; ++nonce) {
            (Standing standing, bytes32 hash) = gatewayB.standing(lane, nonce);
            assertTrue(standing == Standing.None, "standing");
            assertEq(hash, 0, "hash");
        }
    }

    /// @dev Each message differs in width from the one before, so each is a run of its own.
    function sendAlternating(uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            send(new bytes(i % 2));
        }
    }

    /// @dev Messages 2 to `2 + length`, of which only the first is given whole. The rest were never sent: their hashes
    /// are all that the gateway sees of a tail.
    function batchWithTail(uint256 length) private returns (Batch memory batch) {
        batch = batchOf(lane, 2, 2, 2, "");
        batch.tail = new bytes32[](length);
        bytes32 head = headAt(lane, 2);
        for (uint256 i = 0; i < length; ++i) {
            batch.tail[i] = keccak256(abi.encode("tail", i));
            head = LaneCodec.nextHead(head, batch.tail[i]);
        }
        batch.checkpoint.nonce = uint64(2 + length);
        batch.checkpoint.head = head;
        signAgain(batch);
    }

    function assertInStep() private view {
        assertEq(gatewayB.inboundLane(lane).nonce, gatewayA.outboundLane(lane).nonce, "nonce");
        assertEq(gatewayB.inboundLane(lane).head, gatewayA.outboundLane(lane).head, "head");
    }

    /// @dev What the recipient does before it looks costs less than a thousand.
    function assertGasGiven(uint256 found, uint256 limit) private pure {
        assertTrue(found <= limit && found > limit - 1000, "gas");
    }
}
