// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, ParkReason, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {GasBurner, Recorder, ReturnBomb, Reverting} from "../base/OddRecipients.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Whatever a recipient does, its own messages are parked and everyone else's are delivered.
contract DeliverFailedTest is GatewayTest {
    uint64 private constant GAS = 400_000;
    /// @dev A second bad message follows the first in each test, and a good one the second.
    uint64 private constant FIRST = 2;

    // Failures that the recipient names

    function test_ParksTheMessagesThatTheBitmapNames() public {
        recipientB.setRefusing(true);
        send(hex"01");
        send(REFUSED);
        send(hex"02");
        send(REFUSED);
        Batch memory batch = batchOfAll(lane);
        bytes32 hash = hashOf(messageAt(lane, 3));
        expectEvent(atDestination(lane));
        emit IGateway.MessagesExecuted(lane, 2, 5, headAt(lane, 5));
        expectEvent(gatewayB);
        emit IGateway.MessageParked(lane, 3, ParkReason.Failed, hash);
        deliver(batch);
        assertEq(recipientB.received(), 2, "received");
        assertStanding(lane, 2, Standing.None);
        assertStanding(lane, 3, Standing.Parked);
        assertStanding(lane, 4, Standing.None);
        assertStanding(lane, 5, Standing.Parked);
    }

    /// @dev The bitmap against the standings, bit by bit.
    function testFuzz_EachBitParksItsMessage(uint256 bitmap) public {
        Recorder recorder = new Recorder();
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, bitmap));
        for (uint256 i = 0; i < 8; ++i) {
            send(lane, address(recorder), GAS, 0, abi.encodePacked(i));
        }
        deliverAll(lane);
        for (uint64 i = 0; i < 8; ++i) {
            bool failed = bitmap >> i & 1 == 1;
            assertStanding(lane, FIRST + i, failed ? Standing.Parked : Standing.None);
        }
    }

    function test_TheBitmapCountsWithinItsStretch() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, uint256(2)));
        for (uint256 i = 0; i < 5; ++i) {
            send(lane, address(recorder), GAS, 0, abi.encodePacked(i));
        }
        // Holding the third makes two stretches of two: the second message of each fails.
        deliverHolding(lane, abi.encodePacked(uint64(4)));
        assertStanding(lane, 2, Standing.None);
        assertStanding(lane, 3, Standing.Parked);
        assertStanding(lane, 4, Standing.Held);
        assertStanding(lane, 5, Standing.None);
        assertStanding(lane, 6, Standing.Parked);
    }

    function test_TheWholeBitmapOfTheLongestRunCounts() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, uint256(1 << 255 | 1)));
        for (uint256 i = 0; i < 256; ++i) {
            send(lane, address(recorder), 5000, 0, abi.encodePacked(i));
        }
        deliverAll(lane);
        assertStanding(lane, 2, Standing.Parked);
        assertStanding(lane, 3, Standing.None);
        assertStanding(lane, 256, Standing.None);
        assertStanding(lane, 257, Standing.Parked);
    }

    function test_KeepsTheHashOfWhatFailed() public {
        uint64 nonce = parkOne(0);
        (, bytes32 kept) = gatewayB.standing(lane, nonce);
        assertEq(kept, hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff)), "hash");
    }

    // Recipients that do not answer as they should

    function test_ParksARevert() public {
        assertParkedAlone(address(new Reverting()));
    }

    function test_ParksWhereThereIsNoCode() public {
        assertParkedAlone(address(0xDEAD));
    }

    function test_ParksAWrongSelector() public {
        assertAnswerParks(abi.encode(IERC7786Recipient.receiveMessage.selector, 0), abi.encode(bytes4(0xdeadbeef)));
        assertAnswerParks(abi.encode(bytes32(0), 0), abi.encode(bytes32(0)));
    }

    /// @dev Right in its first four bytes only.
    function test_ParksASelectorThatIsNotPadded() public {
        assertAnswerParks(
            abi.encode(bytes32(IMessageRecipient.onMessages.selector) | bytes32(uint256(1)), 0),
            abi.encode(bytes32(IERC7786Recipient.receiveMessage.selector) | bytes32(uint256(1)))
        );
    }

    function test_ParksAShortAnswer() public {
        assertAnswerParks(hex"00", hex"00");
        assertAnswerParks(
            slice(abi.encode(IMessageRecipient.onMessages.selector, 0), 0, 63),
            slice(abi.encode(IERC7786Recipient.receiveMessage.selector), 0, 31)
        );
    }

    /// @dev A batch must be answered with a bitmap; the selector alone would be a guess.
    function test_ParksABatchAnsweredWithoutABitmap() public {
        assertAnswerParks(abi.encode(IMessageRecipient.onMessages.selector), hex"");
    }

    function test_AcceptsALongerAnswer() public {
        Recorder recorder = new Recorder();
        recorder.answerWith(abi.encode(IMessageRecipient.onMessages.selector, 0, "and more"));
        send(lane, address(recorder), GAS, 0, "payload");
        deliverAll(lane);
        assertStanding(lane, FIRST, Standing.None);
    }

    function test_ParksWhoBurnsAllGas() public {
        assertParkedAlone(address(new GasBurner()));
    }

    function test_ParksAReturnBomb() public {
        assertParkedAlone(address(new ReturnBomb(100_000, false)));
    }

    function test_ParksARevertBomb() public {
        assertParkedAlone(address(new ReturnBomb(100_000, true)));
    }

    /// @dev The bomb pays for its own memory; copying what it answers would cost the delivery as much again.
    function test_ABombCostsTheDeliveryNothing() public {
        uint256 words = 10_000;
        address quietly = address(new ReturnBomb(0, true));
        address loudly = address(new ReturnBomb(words * 32, true));
        costOf(quietly);
        uint256 quiet = costOf(quietly);
        uint256 loud = costOf(loudly);
        uint256 memoryGas = 3 * words + words * words / 512;
        assertTrue(loud >= quiet + memoryGas, "the bomb did not explode");
        assertTrue(loud < quiet + memoryGas + 5000, "the answer was copied");
    }

    function test_ParksAMessageToTheGatewayItself() public {
        assertParkedAlone(address(gatewayB));
    }

    function test_ParksAMessageToAPrecompile() public {
        for (uint160 i = 1; i < 10; ++i) {
            assertParkedAlone(address(i));
        }
    }

    function test_ParksWhomTheRecipientDoesNotTrust() public {
        onA();
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, STRANGER, false);
        vm.prank(STRANGER);
        gatewayA.send(lane, address(recipientB), GAS_LIMIT, 0, "payload");
        deliverAll(lane);
        assertEq(recipientB.received(), 0, "received");
        assertStanding(lane, FIRST, Standing.Parked);
    }

    /// @dev Only what a single ERC-7786 message does is lost with it.
    function test_Erc7786FailuresAreEachTheirOwn() public {
        recipientB.trustInteroperable(InteroperableAddress.encode(CHAIN_A, APP));
        recipientB.setRefusing(true);
        sendErc7786(address(recipientB), GAS, 0, "good");
        sendErc7786(address(recipientB), GAS, 0, hex"ffffffff");
        sendErc7786(address(recipientB), GAS, 0, "fine");
        deliverAll(lane);
        assertEq(recipientB.received(), 2, "received");
        assertStanding(lane, 2, Standing.None);
        assertStanding(lane, 3, Standing.Parked);
        assertStanding(lane, 4, Standing.None);
    }

    /// @dev Two messages to a bad recipient in each form and one to a good one behind them.
    function assertParkedAlone(address bad) private {
        uint64 received = recipientB.received();
        uint64 first = send(lane, bad, GAS, 0, "one");
        send(lane, bad, GAS, 0, "two");
        sendErc7786(bad, GAS, 0, "one");
        sendErc7786(bad, GAS, 0, "two");
        send("good");
        deliverAll(lane);
        for (uint64 i = 0; i < 4; ++i) {
            assertStanding(lane, first + i, Standing.Parked);
        }
        assertStanding(lane, first + 4, Standing.None);
        assertEq(recipientB.received(), received + 1, "received");
    }

    function assertAnswerParks(bytes memory toBatch, bytes memory toSingle) private {
        Recorder recorder = new Recorder();
        uint64 nonce = send(lane, address(recorder), GAS, 0, "batch");
        recorder.answerWith(toBatch);
        deliverAll(lane);
        assertEq(recorder.count(), 1, "called");
        assertStanding(lane, nonce, Standing.Parked);
        if (toSingle.length == 0) return;
        sendErc7786(address(recorder), GAS, 0, "single");
        recorder.answerWith(toSingle);
        deliverAll(lane);
        assertEq(recorder.count(), 2, "called");
        assertStanding(lane, nonce + 1, Standing.Parked);
    }

    function costOf(address recipient) private returns (uint256 gas) {
        send(lane, recipient, GAS, 0, "payload");
        Batch memory batch = batchOfAll(lane);
        onB();
        gas = gasleft();
        gatewayB.deliver(batch.checkpoint, batch.holds, batch.signature, batch.first, batch.runs, batch.tail);
        gas -= gasleft();
    }
}
