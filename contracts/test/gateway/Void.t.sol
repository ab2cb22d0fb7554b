// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Recorder} from "../base/OddRecipients.sol";

/// @dev What can no longer be delivered is voided for ever, and its sender hears of it over the return lane.
contract VoidTest is GatewayTest {
    uint64 private constant HELD_GRACE = 7 days;

    function test_VoidsWhatIsParkedPastItsDeadline() public {
        uint64 nonce = parkOne(soon());
        vm.warp(uint256(messageAt(lane, nonce).deadline) + 1);
        bytes32 hash = hashOf(messageAt(lane, nonce));
        bytes memory input = voidInput(lane, nonce);
        onB();
        vm.prank(STRANGER);
        expectEvent(gatewayB);
        emit IGateway.MessageVoided(lane, nonce, hash);
        expectEvent(gatewayB);
        emit IGateway.VoidAppended(lane, nonce, returnLane, 2);
        (bool accepted,) = address(gatewayB).call(input);
        assertTrue(accepted, "accepted");
        assertStanding(lane, nonce, Standing.Voided);
    }

    function test_AppendsTheVoidToTheReturnLane() public {
        uint64 nonce = parkOne(soon());
        Message memory message = messageAt(lane, nonce);
        pastDeadline(nonce);
        voidMessage(lane, nonce);
        Message memory appended = messageAt(returnLane, 2);
        assertTrue(appended.kind == RouteKind.Voided, "kind");
        assertEq(appended.sender, address(gatewayB), "sender");
        assertEq(appended.recipient, APP, "recipient");
        assertEq(appended.gasLimit, limits().voidedGasLimit, "gas limit");
        assertEq(appended.deadline, 0, "deadline");
        assertEq(appended.payload, abi.encodePacked(lane, nonce, message.payload), "payload");
        assertEq(gatewayB.outboundLane(returnLane).nonce, 2, "nonce");
        assertEq(gatewayB.outboundLane(returnLane).head, headAt(returnLane, 2), "head");
    }

    function test_TheSenderHearsOfItOnce() public {
        Recorder sender = new Recorder();
        uint64 nonce = voidOneOf(address(sender));
        deliverAll(returnLane);
        assertEq(sender.count(), 1, "calls");
        assertEq(
            sender.call(0).inputHash,
            keccak256(abi.encodeCall(IVoidedRecipient.onVoided, (lane, nonce, REFUSED))),
            "input"
        );
        assertStanding(returnLane, 2, Standing.None);
    }

    /// @dev However often and however it is tried again.
    function test_NothingMakesTheSenderHearTwice() public {
        Recorder sender = new Recorder();
        uint64 nonce = voidOneOf(address(sender));
        Batch memory batch = batchOfAll(returnLane);
        deliver(batch);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.AlreadyExecuted.selector, 2, 2));
        assertRefused(gatewayA, STRANGER, retryInput(returnLane, 2), wrongStanding(returnLane, 2, Standing.None));
        assertRefused(gatewayB, STRANGER, voidInput(lane, nonce), wrongStanding(lane, nonce, Standing.Voided));
        assertRefused(gatewayB, STRANGER, pushVoidInput(lane, nonce), wrongStanding(lane, nonce, Standing.Voided));
        assertEq(sender.count(), 1, "calls");
    }

    function test_VoidsAnErc7786Message() public {
        uint64 nonce = sendErc7786(address(0xDEAD), GAS_LIMIT, soon(), "payload");
        deliverAll(lane);
        pastDeadline(nonce);
        voidMessage(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
        assertEq(messageAt(returnLane, 2).recipient, APP, "recipient");
        assertEq(messageAt(returnLane, 2).payload, abi.encodePacked(lane, nonce, "payload"), "payload");
    }

    function test_VoidsWhatWasParkedAsExpired() public {
        uint64 nonce = send(lane, "late", soon());
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
    }

    function test_VoidsTheLongestPayload() public {
        uint64 nonce = send(lane, new bytes(limits().payloadBytesMax), soon());
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        assertEq(messageAt(returnLane, 2).payload.length, 40 + limits().payloadBytesMax, "payload");
    }

    function test_TakesNoFeeForAVoid() public {
        onB();
        vm.prank(ADMIN);
        gatewayB.setFee(returnLane, 1 ether);
        uint64 nonce = parkOne(soon());
        pastDeadline(nonce);
        voidMessage(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
    }

    // When

    function test_RevertWhen_TheDeadlineIsNotPast() public {
        uint64 deadline = soon();
        uint64 nonce = parkOne(deadline);
        vm.warp(deadline);
        assertVoidRefused(nonce, abi.encodeWithSelector(IGateway.DeadlineNotPassed.selector, deadline, deadline));
        vm.warp(uint256(deadline) + 1);
        voidMessage(lane, nonce);
    }

    function test_RevertWhen_HeldAndTheGraceIsNotPast() public {
        uint64 deadline = soon();
        uint64 nonce = holdOne(deadline);
        uint256 voidableAfter = uint256(deadline) + HELD_GRACE;
        vm.warp(uint256(deadline) + 1);
        assertVoidRefused(
            nonce, abi.encodeWithSelector(IGateway.DeadlineNotPassed.selector, voidableAfter, uint256(deadline) + 1)
        );
        vm.warp(voidableAfter);
        assertVoidRefused(
            nonce, abi.encodeWithSelector(IGateway.DeadlineNotPassed.selector, voidableAfter, voidableAfter)
        );
        vm.warp(voidableAfter + 1);
        voidMessage(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
    }

    function test_RevertWhen_ThereIsNoDeadline() public {
        uint64 parked = parkOne(0);
        uint64 held = holdOne(0);
        vm.warp(block.timestamp + 1000 days);
        assertVoidRefused(parked, abi.encodeWithSelector(IGateway.NotVoidable.selector, lane, parked));
        assertVoidRefused(held, abi.encodeWithSelector(IGateway.NotVoidable.selector, lane, held));
    }

    // What

    function test_RevertWhen_ItWasDelivered() public {
        uint64 nonce = send(lane, "fine", soon());
        deliverAll(lane);
        pastDeadline(nonce);
        assertVoidRefused(nonce, wrongStanding(lane, nonce, Standing.None));
    }

    function test_RevertWhen_ItIsNotExecutedYet() public {
        uint64 nonce = send(lane, "late", soon());
        pastDeadline(nonce);
        assertVoidRefused(nonce, wrongStanding(lane, nonce, Standing.None));
    }

    function test_RevertWhen_ItWasRetried() public {
        uint64 nonce = parkOne(soon());
        retry(lane, nonce);
        pastDeadline(nonce);
        assertVoidRefused(nonce, wrongStanding(lane, nonce, Standing.None));
    }

    function test_RevertWhen_TheMessageIsTamperedWith() public {
        uint64 nonce = parkOne(soon());
        pastDeadline(nonce);
        bytes32 parked = hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff));
        Message memory message = messageAt(lane, nonce);
        message.sender = STRANGER;
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.void, (lane, nonce, message)),
            abi.encodeWithSelector(IGateway.RecordMismatch.selector, hashOf(message), parked)
        );
        // An earlier deadline would make it voidable earlier.
        message = messageAt(lane, nonce);
        message.deadline -= 1;
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.void, (lane, nonce, message)),
            abi.encodeWithSelector(IGateway.RecordMismatch.selector, hashOf(message), parked)
        );
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        uint64 nonce = parkOne(soon());
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.void, ("unknown", nonce, messageAt(lane, nonce))),
            laneError(IGateway.UnknownLane.selector, "unknown")
        );
    }

    // While the return lane cannot take it

    function test_WaitsForTheReturnLaneToResume() public {
        uint64 nonce = pendOne();
        assertStanding(lane, nonce, Standing.VoidPending);
        assertEq(gatewayB.outboundLane(returnLane).nonce, 1, "nothing appended");
        (, bytes32 kept) = gatewayB.standing(lane, nonce);
        assertEq(kept, hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff)), "hash");
        resumeLane(gatewayB, returnLane);

        bytes memory input = pushVoidInput(lane, nonce);
        onB();
        vm.prank(STRANGER);
        expectEvent(gatewayB);
        emit IGateway.VoidAppended(lane, nonce, returnLane, 2);
        (bool accepted,) = address(gatewayB).call(input);
        assertTrue(accepted, "accepted");
        assertStanding(lane, nonce, Standing.Voided);
        assertEq(messageAt(returnLane, 2).payload, abi.encodePacked(lane, nonce, REFUSED), "payload");
    }

    function test_APendingVoidIsFinal() public {
        uint64 nonce = pendOne();
        assertRefused(gatewayB, STRANGER, retryInput(lane, nonce), wrongStanding(lane, nonce, Standing.VoidPending));
        assertVoidRefused(nonce, wrongStanding(lane, nonce, Standing.VoidPending));
    }

    function test_RevertWhen_PushedWhileTheReturnLaneIsPaused() public {
        uint64 nonce = pendOne();
        assertRefused(
            gatewayB, STRANGER, pushVoidInput(lane, nonce), laneError(IGateway.LaneIsPaused.selector, returnLane)
        );
    }

    function test_RevertWhen_PushedWithoutAVoid() public {
        uint64 nonce = parkOne(soon());
        pastDeadline(nonce);
        assertRefused(gatewayB, STRANGER, pushVoidInput(lane, nonce), wrongStanding(lane, nonce, Standing.Parked));
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.pushVoid, ("unknown", nonce, messageAt(lane, nonce))),
            abi.encodeWithSelector(IGateway.UnknownLane.selector, bytes32("unknown"))
        );
    }

    function test_RevertWhen_PushedTwice() public {
        uint64 nonce = pendOne();
        resumeLane(gatewayB, returnLane);
        pushVoid(lane, nonce);
        assertRefused(gatewayB, STRANGER, pushVoidInput(lane, nonce), wrongStanding(lane, nonce, Standing.Voided));
    }

    function test_RevertWhen_AnotherMessageIsPushed() public {
        uint64 nonce = pendOne();
        resumeLane(gatewayB, returnLane);
        bytes32 parked = hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff));
        Message memory message = messageAt(lane, nonce);
        message.sender = STRANGER;
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.pushVoid, (lane, nonce, message)),
            abi.encodeWithSelector(IGateway.RecordMismatch.selector, hashOf(message), parked)
        );
    }

    /// @dev Closing ends what applications send, not what they are owed.
    function test_AClosedReturnLaneTakesTheVoid() public {
        uint64 nonce = parkOne(soon());
        pastDeadline(nonce);
        onB();
        closeLane(gatewayB, returnLane);
        voidMessage(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
        deliverAll(returnLane);
        assertEq(executed(returnLane), 2, "executed");
    }

    function test_AClosedReturnLaneTakesAPendingVoid() public {
        uint64 nonce = pendOne();
        onB();
        closeLane(gatewayB, returnLane);
        resumeLane(gatewayB, returnLane);
        pushVoid(lane, nonce);
        assertStanding(lane, nonce, Standing.Voided);
    }

    // What becomes of the void itself

    function test_AVoidThatTheSenderRefusesCanBeRetried() public {
        Recorder sender = new Recorder();
        sender.answerWith(hex"00");
        voidOneOf(address(sender));
        deliverAll(returnLane);
        assertStanding(returnLane, 2, Standing.Parked);
        sender.answerWith("");
        retry(returnLane, 2);
        assertStanding(returnLane, 2, Standing.None);
        assertEq(sender.call(1).inputHash, sender.call(0).inputHash, "input");
    }

    function test_RevertWhen_AVoidIsVoided() public {
        Recorder sender = new Recorder();
        sender.answerWith(hex"00");
        voidOneOf(address(sender));
        deliverAll(returnLane);
        vm.warp(block.timestamp + 1000 days);
        assertRefused(
            gatewayA,
            STRANGER,
            voidInput(returnLane, 2),
            abi.encodeWithSelector(IGateway.NotVoidable.selector, returnLane, 2)
        );
    }

    function pastDeadline(uint64 nonce) private {
        vm.warp(uint256(messageAt(lane, nonce).deadline) + 1);
    }

    /// @dev A void that could not be appended, because the return lane is paused.
    function pendOne() private returns (uint64 nonce) {
        nonce = parkOne(soon());
        pastDeadline(nonce);
        onB();
        pauseLane(gatewayB, returnLane);
        voidMessage(lane, nonce);
    }

    /// @dev A message of this sender, parked and voided.
    function voidOneOf(address sender) private returns (uint64 nonce) {
        onA();
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, sender, false);
        vm.prank(sender);
        nonce = gatewayA.send(lane, address(recipientB), GAS_LIMIT, soon(), REFUSED);
        deliverAll(lane);
        pastDeadline(nonce);
        voidMessage(lane, nonce);
    }

    function assertVoidRefused(uint64 nonce, bytes memory error) private {
        assertRefused(gatewayB, STRANGER, voidInput(lane, nonce), error);
    }

    function wrongStanding(bytes32 laneId, uint64 nonce, Standing found) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.WrongStanding.selector, laneId, nonce, found);
    }
}
