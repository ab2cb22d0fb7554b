// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev A pause of the whole gateway, or of one direction of one lane, stops everything that moves messages there, at once,
/// and nothing else.
contract PauseTest is GatewayTest {
    /// @dev One message in each state on the way to B, and one sent that is not executed.
    uint64 private parked;
    uint64 private expired;
    uint64 private held;
    uint64 private pending;

    function setUp() public override {
        super.setUp();
        pending = parkOne(soon());
        expired = parkOne(soon());
        vm.warp(block.timestamp + 2 hours);
        onB();
        pauseLane(gatewayB, returnLane);
        voidMessage(lane, pending);
        resumeLane(gatewayB, returnLane);
        parked = parkOne(0);
        held = holdOne(0);
        send("on its way");
    }

    // The whole gateway

    function test_RevertWhen_SendingWhilePaused() public {
        onA();
        pause(gatewayA);
        assertRefused(gatewayA, APP, sendInput(), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
        assertRefused(gatewayA, APP, sendMessageInput(), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
    }

    function test_RevertWhen_ExecutingWhilePaused() public {
        onB();
        pause(gatewayB);
        bytes[5] memory inputs = executingInputs();
        for (uint256 i = 0; i < inputs.length; ++i) {
            assertRefused(gatewayB, STRANGER, inputs[i], abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
        }
    }

    function test_ResumingLetsEverythingGoOn() public {
        onB();
        bytes[5] memory inputs = executingInputs();
        pause(gatewayB);
        assertTrue(gatewayB.isPaused(), "paused");
        resume(gatewayB);
        assertFalse(gatewayB.isPaused(), "resumed");
        assertAllAccepted(inputs);
        onA();
        pause(gatewayA);
        resume(gatewayA);
        send("after");
    }

    function test_TellsOfPauses() public {
        onB();
        vm.prank(GUARDIAN);
        expectEvent(gatewayB);
        emit IGateway.GatewayPaused();
        gatewayB.pause();
        vm.prank(ADMIN);
        expectEvent(gatewayB);
        emit IGateway.GatewayResumed();
        gatewayB.resume();
        vm.prank(GUARDIAN);
        expectEvent(gatewayB);
        emit IGateway.LanePaused(lane);
        gatewayB.pauseLane(lane);
        vm.prank(ADMIN);
        expectEvent(gatewayB);
        emit IGateway.LaneResumed(lane);
        gatewayB.resumeLane(lane);
    }

    function test_ThePauseOfOneEndLeavesTheOtherRunning() public {
        onA();
        pause(gatewayA);
        deliverAll(lane);
        assertEq(executed(lane), lastNonce(lane), "executed");
        send(returnLane, "back", 0);
    }

    function test_AdministrationWorksWhilePaused() public {
        onB();
        pause(gatewayB);
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(EPOCH);
        vm.startPrank(ADMIN);
        gatewayB.allowSender(returnLane, STRANGER, true);
        gatewayB.setFee(returnLane, 1);
        gatewayB.openLane(CHAIN_A, address(gatewayA), "other", limits(), 0);
        gatewayB.closeLane(returnLane);
        vm.stopPrank();
    }

    function test_PausingTwiceIsPausingOnce() public {
        onB();
        pause(gatewayB);
        pause(gatewayB);
        resume(gatewayB);
        assertFalse(gatewayB.isPaused(), "paused");
    }

    function test_APauseReachesEveryLane() public {
        onA();
        bytes32 other = openUsable("other");
        pause(gatewayA);
        bytes memory isPaused = abi.encodeWithSelector(IGateway.GatewayIsPaused.selector);
        assertRefused(gatewayA, APP, sendInput(), isPaused);
        assertRefused(gatewayA, APP, sendInput(other), isPaused);
        assertFalse(gatewayA.outboundLane(other).paused, "the lane itself is not paused");
        resume(gatewayA);
        send("after");
        send(other, address(recipientB), GAS_LIMIT, 0, "after");
    }

    function test_ALaneOpenedDuringAPauseIsPaused() public {
        onA();
        pause(gatewayA);
        vm.prank(ADMIN);
        (bytes32 late,) = gatewayA.openLane(CHAIN_B, address(gatewayB), "late", limits(), 0);
        assertRefused(gatewayA, APP, sendInput(late), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
        resume(gatewayA);
        assertRefused(gatewayA, APP, sendInput(late), laneError(IGateway.LaneNotReady.selector, late));
    }

    /// @dev What else would refuse a send comes after a pause of the whole gateway, and outlasts it.
    function test_APauseOfTheGatewayComesBeforeWhatALaneSays() public {
        onA();
        pauseLane(gatewayA, lane);
        pause(gatewayA);
        bytes memory isPaused = abi.encodeWithSelector(IGateway.GatewayIsPaused.selector);
        assertRefused(gatewayA, APP, sendInput(), isPaused);
        assertRefused(gatewayA, APP, sendInput("unknown"), isPaused);
        resume(gatewayA);
        assertRefused(gatewayA, APP, sendInput(), laneError(IGateway.LaneIsPaused.selector, lane));
        assertRefused(gatewayA, APP, sendInput("unknown"), laneError(IGateway.UnknownLane.selector, "unknown"));
    }

    function test_ResumingALaneDoesNotLiftAPauseOfTheGateway() public {
        onA();
        pause(gatewayA);
        pauseLane(gatewayA, lane);
        resumeLane(gatewayA, lane);
        assertRefused(gatewayA, APP, sendInput(), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
    }

    function test_APauseKeepsWhatElseALaneIs() public {
        onA();
        pause(gatewayA);
        closeLane(gatewayA, lane);
        resume(gatewayA);
        assertTrue(gatewayA.outboundLane(lane).closed, "closed");
        assertTrue(gatewayA.outboundLane(lane).ready, "ready");
        assertFalse(gatewayA.isPaused(), "paused");
    }

    /// @dev A pause of as many lanes as there can be fits a transaction many times over.
    function test_APauseOfAllLanesIsAffordable() public {
        onA();
        openAsManyAsMayBe();
        vm.prank(GUARDIAN);
        uint256 gas = gasleft();
        gatewayA.pause();
        assertTrue(gas - gasleft() < 1_000_000, "costs too much");
        assertRefused(gatewayA, APP, sendInput(), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
    }

    function test_RevertWhen_ThereAreTooManyLanes() public {
        onA();
        openAsManyAsMayBe();
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), "one more", limits(), 0)),
            abi.encodeWithSelector(IGateway.TooManyLanes.selector, 64)
        );
    }

    // The outbound direction of a lane

    function test_RevertWhen_SendingOnAPausedLane() public {
        onA();
        pauseLane(gatewayA, lane);
        assertTrue(gatewayA.outboundLane(lane).paused, "paused");
        assertRefused(gatewayA, APP, sendInput(), laneError(IGateway.LaneIsPaused.selector, lane));
        assertRefused(gatewayA, APP, sendMessageInput(), laneError(IGateway.LaneIsPaused.selector, lane));
    }

    function test_APausedOutboundLaneStillReceives() public {
        onA();
        pauseLane(gatewayA, lane);
        send(returnLane, "back", 0);
        deliverAll(returnLane);
        assertEq(recipientA.received(), 1, "received");
    }

    /// @dev Paused at its source only: what is under way arrives.
    function test_APausedSourceDoesNotStopTheDestination() public {
        onA();
        pauseLane(gatewayA, lane);
        uint64 received = recipientB.received();
        deliverAll(lane);
        assertEq(recipientB.received(), received + 1, "received");
    }

    function test_ResumingALaneKeepsWhatElseItIs() public {
        onA();
        closeLane(gatewayA, lane);
        pauseLane(gatewayA, lane);
        resumeLane(gatewayA, lane);
        assertTrue(gatewayA.outboundLane(lane).closed, "closed");
        assertTrue(gatewayA.outboundLane(lane).ready, "ready");
        assertFalse(gatewayA.outboundLane(lane).paused, "paused");
    }

    // The inbound direction of a lane

    function test_RevertWhen_ExecutingOnAPausedLane() public {
        onB();
        pauseLane(gatewayB, lane);
        assertTrue(gatewayB.inboundLane(lane).paused, "paused");
        bytes[5] memory inputs = executingInputs();
        // The last is a push, which concerns the return lane.
        for (uint256 i = 0; i < 4; ++i) {
            assertRefused(gatewayB, STRANGER, inputs[i], laneError(IGateway.LaneIsPaused.selector, lane));
        }
    }

    function test_ResumingALaneLetsEverythingGoOn() public {
        bytes[5] memory inputs = executingInputs();
        onB();
        pauseLane(gatewayB, lane);
        resumeLane(gatewayB, lane);
        assertFalse(gatewayB.inboundLane(lane).paused, "paused");
        assertAllAccepted(inputs);
    }

    function test_APausedInboundLaneStillSends() public {
        onB();
        pauseLane(gatewayB, lane);
        send(returnLane, "back", 0);
        deliverAll(returnLane);
        assertEq(recipientA.received(), 1, "received");
    }

    function test_OtherLanesGoOn() public {
        onA();
        vm.startPrank(ADMIN);
        (bytes32 other,) = gatewayA.openLane(CHAIN_B, address(gatewayB), "other", limits(), 0);
        gatewayA.allowSender(other, APP, true);
        vm.stopPrank();
        onB();
        vm.prank(ADMIN);
        (bytes32 otherReturn,) = gatewayB.openLane(CHAIN_A, address(gatewayA), "other", limits(), 0);
        pauseLane(gatewayB, lane);
        recipientB.trust(other, APP);
        deliverAll(otherReturn);
        send(other, address(recipientB), GAS_LIMIT, 0, "payload");
        uint64 received = recipientB.received();
        deliverAll(other);
        assertEq(recipientB.received(), received + 1, "received");
    }

    function test_RevertWhen_AnUnknownLaneIsPaused() public {
        assertRefused(
            gatewayB,
            GUARDIAN,
            abi.encodeCall(IGateway.pauseLane, ("unknown")),
            laneError(IGateway.UnknownLane.selector, "unknown")
        );
        assertRefused(
            gatewayB,
            ADMIN,
            abi.encodeCall(IGateway.resumeLane, ("unknown")),
            laneError(IGateway.UnknownLane.selector, "unknown")
        );
    }

    // What is paused can be seen to work otherwise

    function test_EverythingWorksUnlessPaused() public {
        assertAllAccepted(executingInputs());
    }

    function executingInputs() private returns (bytes[5] memory inputs) {
        inputs[0] = inputOf(batchOfAll(lane));
        inputs[1] = retryInput(lane, parked);
        inputs[2] = ruleInput(lane, held, Decision.Deliver);
        inputs[3] = voidInput(lane, expired);
        inputs[4] = pushVoidInput(lane, pending);
    }

    function assertAllAccepted(bytes[5] memory inputs) private {
        onB();
        for (uint256 i = 0; i < inputs.length; ++i) {
            (bool accepted,) = address(gatewayB).call(inputs[i]);
            assertTrue(accepted, "accepted");
        }
        assertStanding(lane, parked, Standing.None);
        assertStanding(lane, held, Standing.None);
        assertStanding(lane, expired, Standing.Voided);
        assertStanding(lane, pending, Standing.Voided);
        assertEq(executed(lane), lastNonce(lane), "executed");
    }

    function sendInput() private view returns (bytes memory) {
        return sendInput(lane);
    }

    function sendInput(bytes32 laneId) private view returns (bytes memory) {
        return abi.encodeCall(IGateway.send, (laneId, address(recipientB), GAS_LIMIT, 0, "payload"));
    }

    /// @dev A further lane from A, as ready as the first.
    function openUsable(bytes32 channel) private returns (bytes32 opened) {
        vm.startPrank(ADMIN);
        (opened,) = gatewayA.openLane(CHAIN_B, address(gatewayB), channel, limits(), 0);
        gatewayA.allowSender(opened, APP, true);
        vm.stopPrank();
        onB();
        vm.prank(ADMIN);
        (bytes32 back,) = gatewayB.openLane(CHAIN_A, address(gatewayA), channel, limits(), 0);
        deliverAll(back);
        onA();
    }

    function openAsManyAsMayBe() private {
        vm.startPrank(ADMIN);
        for (uint256 i = 1; i < 64; ++i) {
            gatewayA.openLane(CHAIN_B, address(gatewayB), bytes32(i), limits(), 0);
        }
        vm.stopPrank();
    }

    function sendMessageInput() private view returns (bytes memory) {
        bytes[] memory attributes = new bytes[](1);
        attributes[0] = abi.encodeWithSelector(bytes4(keccak256("channel(bytes32)")), CHANNEL);
        bytes memory to = InteroperableAddress.encode(CHAIN_B, address(recipientB));
        return abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, "payload", attributes));
    }
}
