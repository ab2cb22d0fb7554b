// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, OutboundLane, RouteKind} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";

/// @dev A send appends to the log and keeps nonce and head, or changes nothing and says what was wrong.
contract SendTest is GatewayTest {
    uint96 private constant FEE = 0.01 ether;

    function test_AppendsOneMessage() public {
        OutboundLane memory before = gatewayA.outboundLane(lane);
        uint64 deadline = soon();
        bytes memory record = abi.encodePacked(deadline, "payload");
        onA();
        vm.prank(APP);
        expectEvent(gatewayA);
        emit IGateway.MessageAppended(
            lane, before.nonce + 1, APP, RouteKind.Batch, address(recipientB), GAS_LIMIT, record
        );
        uint64 nonce = gatewayA.send(lane, address(recipientB), GAS_LIMIT, deadline, "payload");
        assertEq(nonce, before.nonce + 1, "nonce");
        assertEq(gatewayA.outboundLane(lane).nonce, nonce, "kept nonce");
    }

    /// @dev Spelt out without the codec: what `head` is made of.
    function test_HeadIsTheHashChainOverEveryMessage() public {
        bytes32 head = gatewayA.outboundLane(lane).head;
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory payload = abi.encodePacked("message", i);
            send(payload);
            bytes32 route = keccak256(
                abi.encode(
                    keccak256("LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)"),
                    uint8(1),
                    APP,
                    address(recipientB),
                    GAS_LIMIT
                )
            );
            bytes32 hash = keccak256(
                abi.encodePacked(
                    keccak256("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)"),
                    route,
                    uint64(0),
                    payload
                )
            );
            head = keccak256(abi.encodePacked(head, hash));
            assertEq(gatewayA.outboundLane(lane).head, head, "head");
        }
    }

    function test_LanesDoNotShareNonces() public {
        sendMany(3);
        send(returnLane, "back", 0);
        assertEq(gatewayA.outboundLane(lane).nonce, 4, "there");
        assertEq(gatewayB.outboundLane(returnLane).nonce, 2, "back");
    }

    function test_EqualMessagesHaveDifferentIds() public {
        uint64 first = send("same");
        uint64 second = send("same");
        assertEq(hashOf(messageAt(lane, first)), hashOf(messageAt(lane, second)), "hash");
        assertTrue(LaneCodec.messageId(lane, first) != LaneCodec.messageId(lane, second), "id");
    }

    function test_AnEmptyPayloadIsAMessage() public {
        uint64 nonce = send("");
        deliverAll(lane);
        assertEq(executed(lane), nonce, "executed");
        assertEq(recipientB.received(), 1, "received");
    }

    // Fee

    function test_TakesTheFlatFee() public {
        setFee(FEE);
        sendWithValue(FEE);
        sendWithValue(FEE);
        assertEq(address(gatewayA).balance, 2 * uint256(FEE), "balance");
    }

    function test_ASenderThatPaysNoneSendsForNothing() public {
        setFee(FEE);
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, APP, false);
        uint64 nonce = sendWithValue(0);
        assertEq(gatewayA.outboundLane(lane).nonce, nonce, "nonce");
    }

    function test_RevertWhen_TheFeeIsNotExact() public {
        setFee(FEE);
        assertSendRefused(0, wrongFee(0, FEE));
        assertSendRefused(FEE - 1, wrongFee(FEE - 1, FEE));
        assertSendRefused(uint256(FEE) + 1, wrongFee(uint256(FEE) + 1, FEE));
    }

    function test_RevertWhen_AFeeIsGivenWhereNoneIsDue() public {
        assertSendRefused(1, wrongFee(1, 0));
        setFee(FEE);
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, APP, false);
        assertSendRefused(FEE, wrongFee(FEE, 0));
    }

    // Sender

    function test_RevertWhen_TheSenderIsNotAllowed() public {
        assertRefused(
            gatewayA,
            STRANGER,
            sendInput(lane, GAS_LIMIT, 0, "payload"),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, STRANGER)
        );
    }

    function test_RevertWhen_TheSenderWasRemoved() public {
        onA();
        vm.prank(GUARDIAN);
        gatewayA.removeSender(lane, APP);
        assertSendRefused(0, abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, APP));
    }

    function test_RevertWhen_TheSenderIsAllowedOnAnotherLaneOnly() public {
        onA();
        vm.prank(ADMIN);
        (bytes32 other,) = gatewayA.openLane(CHAIN_B, address(gatewayB), "other", limits(), 0);
        onB();
        vm.prank(ADMIN);
        (bytes32 otherReturn,) = gatewayB.openLane(CHAIN_A, address(gatewayA), "other", limits(), 0);
        deliverAll(otherReturn);
        assertRefused(
            gatewayA,
            APP,
            sendInput(other, GAS_LIMIT, 0, "payload"),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, other, APP)
        );
    }

    // Message

    function test_RevertWhen_TheRecipientIsZero() public {
        assertRefused(
            gatewayA,
            APP,
            abi.encodeCall(IGateway.send, (lane, address(0), GAS_LIMIT, 0, "payload")),
            abi.encodeWithSelector(IGateway.ZeroAddress.selector)
        );
    }

    function test_AcceptsTheGasLimitsBounds() public {
        send(lane, address(recipientB), 5000, 0, "least");
        send(lane, address(recipientB), limits().gasLimitMax, 0, "most");
    }

    function test_RevertWhen_TheGasLimitIsTooLow() public {
        assertRefused(
            gatewayA,
            APP,
            sendInput(lane, 4999, 0, "payload"),
            abi.encodeWithSelector(IGateway.GasLimitTooLow.selector, 4999, 5000)
        );
    }

    function test_RevertWhen_TheGasLimitIsTooHigh() public {
        uint64 max = limits().gasLimitMax;
        assertRefused(
            gatewayA,
            APP,
            sendInput(lane, max + 1, 0, "payload"),
            abi.encodeWithSelector(IGateway.GasLimitTooHigh.selector, max + 1, max)
        );
    }

    function test_AcceptsTheLongestPayload() public {
        send(new bytes(limits().payloadBytesMax));
    }

    function test_RevertWhen_ThePayloadIsTooLong() public {
        uint256 max = limits().payloadBytesMax;
        assertRefused(
            gatewayA,
            APP,
            sendInput(lane, GAS_LIMIT, 0, new bytes(max + 1)),
            abi.encodeWithSelector(IGateway.PayloadTooLong.selector, max + 1, max)
        );
    }

    function test_AcceptsTheDeadlinesBounds() public {
        send(lane, "soonest", uint64(block.timestamp + 10 minutes));
        send(lane, "latest", uint64(block.timestamp + 30 days));
        send(lane, "none", 0);
    }

    function test_RevertWhen_TheDeadlineIsTooSoon() public {
        uint256 min = block.timestamp + 10 minutes;
        assertDeadlineRefused(min - 1, IGateway.DeadlineTooSoon.selector, min);
        assertDeadlineRefused(block.timestamp, IGateway.DeadlineTooSoon.selector, min);
        assertDeadlineRefused(1, IGateway.DeadlineTooSoon.selector, min);
    }

    function test_RevertWhen_TheDeadlineIsTooFar() public {
        uint256 max = block.timestamp + 30 days;
        assertDeadlineRefused(max + 1, IGateway.DeadlineTooFar.selector, max);
        assertDeadlineRefused(type(uint64).max, IGateway.DeadlineTooFar.selector, max);
    }

    // Lane

    function test_RevertWhen_TheLaneIsUnknown() public {
        bytes32 unknown = "unknown";
        assertRefused(
            gatewayA,
            APP,
            sendInput(unknown, GAS_LIMIT, 0, "payload"),
            laneError(IGateway.UnknownLane.selector, unknown)
        );
    }

    function test_RevertWhen_TheLaneLeadsHere() public {
        assertRefused(
            gatewayA,
            APP,
            sendInput(returnLane, GAS_LIMIT, 0, "payload"),
            laneError(IGateway.UnknownLane.selector, returnLane)
        );
    }

    function test_RevertWhen_ThePeersHelloHasNotArrived() public {
        onA();
        vm.startPrank(ADMIN);
        (bytes32 other,) = gatewayA.openLane(CHAIN_B, address(gatewayB), "other", limits(), 0);
        gatewayA.allowSender(other, APP, false);
        vm.stopPrank();
        assertRefused(
            gatewayA, APP, sendInput(other, GAS_LIMIT, 0, "payload"), laneError(IGateway.LaneNotReady.selector, other)
        );
    }

    function test_RevertWhen_TheLaneIsClosed() public {
        onA();
        closeLane(gatewayA, lane);
        assertSendRefused(0, laneError(IGateway.LaneIsClosed.selector, lane));
    }

    function test_AClosedLaneStillDeliversWhatIsUnderWay() public {
        sendMany(2);
        onA();
        closeLane(gatewayA, lane);
        deliverAll(lane);
        assertEq(recipientB.received(), 2, "received");
    }

    function test_ClosingOneDirectionLeavesTheOtherOpen() public {
        onA();
        closeLane(gatewayA, lane);
        assertTrue(gatewayA.outboundLane(lane).closed, "closed");
        send(returnLane, "back", 0);
        deliverAll(returnLane);
        assertEq(recipientA.received(), 1, "received");
    }

    function setFee(uint96 fee) private {
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, fee);
    }

    function sendWithValue(uint256 value) private returns (uint64) {
        onA();
        vm.deal(APP, value);
        vm.prank(APP);
        return gatewayA.send{value: value}(lane, address(recipientB), GAS_LIMIT, 0, "payload");
    }

    function wrongFee(uint256 found, uint256 expected) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.WrongFee.selector, found, expected);
    }

    function assertSendRefused(uint256 value, bytes memory error) private {
        assertRefused(gatewayA, APP, value, sendInput(lane, GAS_LIMIT, 0, "payload"), error);
    }

    function assertDeadlineRefused(uint256 deadline, bytes4 error, uint256 expected) private {
        assertRefused(
            gatewayA,
            APP,
            sendInput(lane, GAS_LIMIT, uint64(deadline), "payload"),
            abi.encodeWithSelector(error, deadline, expected)
        );
    }

    function sendInput(bytes32 laneId, uint64 gasLimit, uint64 deadline, bytes memory payload)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeCall(IGateway.send, (laneId, address(recipientB), gasLimit, deadline, payload));
    }
}
