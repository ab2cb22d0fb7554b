// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, OutboundLane, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Recorder} from "../base/OddRecipients.sol";

/// @dev HELLO and VOIDED are believed only from the peer gateway and only in their one form. An honest peer sends nothing
/// else, so these are messages that no source has sent.
contract SystemMessagesTest is GatewayTest {
    bytes32 private constant OTHER = "other";

    bytes32 private otherLane;
    bytes32 private otherReturnLane;
    Recorder private recorder;

    function setUp() public override {
        super.setUp();
        recorder = new Recorder();
        onA();
        vm.prank(ADMIN);
        (otherLane, otherReturnLane) = gatewayA.openLane(CHAIN_B, address(gatewayB), OTHER, limits(), 0);
        onB();
        vm.prank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), OTHER, limits(), 0);
    }

    // HELLO

    function test_AHeldHelloLeavesTheLaneNotReady() public {
        deliverHolding(otherLane, abi.encodePacked(uint64(1)));
        assertStanding(otherLane, 1, Standing.Held);
        assertFalse(gatewayB.outboundLane(otherReturnLane).ready, "ready");
    }

    function test_AHeldHelloIsHeardWhenTheQuorumRules() public {
        deliverHolding(otherLane, abi.encodePacked(uint64(1)));
        rule(otherLane, 1, Decision.Deliver);
        assertTrue(gatewayB.outboundLane(otherReturnLane).ready, "ready");
        assertStanding(otherLane, 1, Standing.None);
    }

    function test_RevertWhen_AHelloIsVoided() public {
        deliverHolding(otherLane, abi.encodePacked(uint64(1)));
        assertRefused(
            gatewayB,
            STRANGER,
            ruleInput(otherLane, 1, Decision.Void),
            abi.encodeWithSelector(IGateway.NotVoidable.selector, otherLane, 1)
        );
    }

    function test_ParksAHelloOfAnotherVersion() public {
        assertHelloParked(hello(abi.encodePacked(uint16(2), uint32(4_000_000), uint32(2048), uint32(150_000))));
        assertHelloParked(hello(abi.encodePacked(uint16(0), uint32(4_000_000), uint32(2048), uint32(150_000))));
    }

    function test_ParksAHelloOfAnotherLength() public {
        bytes memory right = abi.encodePacked(uint16(1), uint32(4_000_000), uint32(2048), uint32(150_000));
        assertHelloParked(hello(slice(right, 0, 13)));
        assertHelloParked(hello(bytes.concat(right, hex"00")));
        assertHelloParked(hello(""));
    }

    /// @dev Each limit a step below what may be announced, and a step above.
    function test_ParksAHelloOutOfBounds() public {
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(4999), uint32(2048), uint32(150_000))));
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(8_000_001), uint32(2048), uint32(150_000))));
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(4_000_000), uint32(0), uint32(150_000))));
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(4_000_000), uint32(8193), uint32(150_000))));
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(4_000_000), uint32(2048), uint32(4999))));
        assertHelloParked(hello(abi.encodePacked(uint16(1), uint32(4_000_000), uint32(2048), uint32(8_000_001))));
    }

    function test_ParksAHelloForAnotherRecipient() public {
        Message memory message = messageAt(otherLane, 1);
        message.recipient = STRANGER;
        assertHelloParked(message);
    }

    function test_ParksAHelloThatIsNotThePeers() public {
        Message memory message = messageAt(otherLane, 1);
        message.sender = APP;
        assertHelloParked(message);
    }

    // VOIDED

    function test_BelievesThePeersVoided() public {
        appendUnsent(lane, voided(abi.encodePacked(returnLane, uint64(7), "payload")));
        deliverAll(lane);
        assertEq(recorder.count(), 1, "called");
        assertStanding(lane, 2, Standing.None);
    }

    function test_ParksAVoidedThatIsNotThePeers() public {
        Message memory message = voided(abi.encodePacked(returnLane, uint64(7), "payload"));
        message.sender = APP;
        assertVoidedParked(message);
    }

    function test_ParksAVoidedOfAnotherLane() public {
        assertVoidedParked(voided(abi.encodePacked(lane, uint64(7), "payload")));
        assertVoidedParked(voided(abi.encodePacked(otherReturnLane, uint64(7), "payload")));
    }

    function test_ParksAVoidedThatIsTooShort() public {
        assertVoidedParked(voided(abi.encodePacked(returnLane, uint56(7))));
        assertVoidedParked(voided(""));
    }

    function test_AVoidedOfAnEmptyPayloadIsWhole() public {
        appendUnsent(lane, voided(abi.encodePacked(returnLane, uint64(7))));
        deliverAll(lane);
        assertEq(recorder.count(), 1, "called");
    }

    function test_RevertWhen_AHeldVoidedIsVoided() public {
        appendUnsent(lane, voided(abi.encodePacked(returnLane, uint64(7), "payload")));
        deliverHolding(lane, abi.encodePacked(uint64(2)));
        assertRefused(
            gatewayB,
            STRANGER,
            ruleInput(lane, 2, Decision.Void),
            abi.encodeWithSelector(IGateway.NotVoidable.selector, lane, 2)
        );
    }

    /// @dev A deadline would not make it voidable: nobody could be told.
    function test_RevertWhen_AnExpiredVoidedIsVoided() public {
        Message memory message = voided(abi.encodePacked(returnLane, uint64(7), "payload"));
        message.deadline = soon();
        appendUnsent(lane, message);
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        assertRefused(
            gatewayB, STRANGER, voidInput(lane, 2), abi.encodeWithSelector(IGateway.NotVoidable.selector, lane, 2)
        );
    }

    // No kind

    function test_ParksAMessageOfNoKind() public {
        Message memory message = voided(abi.encodePacked(returnLane, uint64(7), "payload"));
        message.kind = RouteKind.None;
        assertVoidedParked(message);
        message.sender = APP;
        assertVoidedParked(message);
    }

    // What was opened meanwhile

    /// @dev A message may be voided on a lane whose return direction has not heard HELLO: the void waits.
    function test_AVoidWaitsForTheReturnLaneToBeReady() public {
        Message memory message = Message({
            kind: RouteKind.Batch,
            sender: APP,
            recipient: address(0xDEAD),
            gasLimit: GAS_LIMIT,
            deadline: soon(),
            payload: "payload"
        });
        uint64 nonce = appendUnsent(otherLane, message);
        deliverHolding(otherLane, abi.encodePacked(uint64(1)));
        vm.warp(block.timestamp + 2 hours);
        voidMessage(otherLane, nonce);
        assertStanding(otherLane, nonce, Standing.VoidPending);
        assertRefused(
            gatewayB,
            STRANGER,
            pushVoidInput(otherLane, nonce),
            laneError(IGateway.LaneNotReady.selector, otherReturnLane)
        );
        rule(otherLane, 1, Decision.Deliver);
        pushVoid(otherLane, nonce);
        assertStanding(otherLane, nonce, Standing.Voided);
        assertEq(messageAt(otherReturnLane, 2).gasLimit, limits().voidedGasLimit, "as HELLO announced");
    }

    function hello(bytes memory payload) private returns (Message memory message) {
        message = messageAt(otherLane, 1);
        message.payload = payload;
    }

    function voided(bytes memory payload) private view returns (Message memory) {
        return Message({
            kind: RouteKind.Voided,
            sender: address(gatewayA),
            recipient: address(recorder),
            gasLimit: 400_000,
            deadline: 0,
            payload: payload
        });
    }

    /// @dev In the place of the genuine one.
    function assertHelloParked(Message memory message) private {
        Message memory genuine = messageAt(otherLane, 1);
        uint256 state = vm.snapshotState();
        messages[otherLane][0] = message;
        heads[otherLane][0] = LaneCodec.nextHead(otherLane, hashOf(message));
        assertTrue(hashOf(message) != hashOf(genuine), "differs");
        deliverAll(otherLane);
        assertStanding(otherLane, 1, Standing.Parked);
        OutboundLane memory outbound = gatewayB.outboundLane(otherReturnLane);
        assertFalse(outbound.ready, "ready");
        assertEq(outbound.peerLimits.gasLimitMax, 0, "limits");
        // Trying again does not make it a HELLO.
        assertRefused(
            gatewayB,
            STRANGER,
            retryInput(otherLane, 1),
            abi.encodeWithSelector(IGateway.DeliveryFailed.selector, otherLane, 1)
        );
        vm.revertToState(state);
    }

    function assertVoidedParked(Message memory message) private {
        uint64 nonce = appendUnsent(lane, message);
        deliverAll(lane);
        assertEq(recorder.count(), 0, "called");
        assertStanding(lane, nonce, Standing.Parked);
    }
}
