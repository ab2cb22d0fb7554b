// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Attributes} from "../../src/gateway/Attributes.sol";
import {IGateway, Message, RouteKind} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev The same lanes through ERC-7786: what attributes mean, and which recipients and attributes are refused.
contract SendErc7786Test is GatewayTest {
    bytes4 private constant CHANNEL_ATTRIBUTE = bytes4(keccak256("channel(bytes32)"));
    bytes4 private constant GAS_LIMIT_ATTRIBUTE = bytes4(keccak256("gasLimit(uint64)"));
    bytes4 private constant DEADLINE_ATTRIBUTE = bytes4(keccak256("deadline(uint64)"));
    bytes4 private constant UNKNOWN_ATTRIBUTE = bytes4(keccak256("refundTo(address)"));

    bytes private recipient;

    function setUp() public override {
        super.setUp();
        recipient = InteroperableAddress.encode(CHAIN_B, address(recipientB));
    }

    // What is sent

    function test_AppendsAMessageToTheLaneOfItsChannel() public {
        uint64 deadline = soon();
        sendMessage(attributes(channel(), gasLimit(300_000), deadlineAt(deadline)));
        Message memory message = messageAt(lane, 2);
        assertTrue(message.kind == RouteKind.Erc7786, "kind");
        assertEq(message.sender, APP, "sender");
        assertEq(message.recipient, address(recipientB), "recipient");
        assertEq(message.gasLimit, 300_000, "gas limit");
        assertEq(message.deadline, deadline, "deadline");
        assertEq(message.payload, "payload", "payload");
        assertEq(gatewayA.outboundLane(lane).head, headAt(lane, 2), "head");
    }

    function test_AttributesMayStandInAnyOrder() public {
        sendMessage(attributes(deadlineAt(soon()), gasLimit(300_000), channel()));
        assertEq(messageAt(lane, 2).gasLimit, 300_000, "gas limit");
        assertEq(messageAt(lane, 2).deadline, soon(), "deadline");
    }

    function test_WithoutAttributesTheDefaultsHold() public {
        setDefaultChannel();
        sendMessage(new bytes[](0));
        assertEq(messageAt(lane, 2).gasLimit, 200_000, "gas limit");
        assertEq(messageAt(lane, 2).deadline, 0, "deadline");
    }

    function test_AnAttributeOverrulesTheDefaultChannel() public {
        vm.prank(APP);
        gatewayA.setDefaultChannel("another");
        sendMessage(attributes(channel()));
        assertEq(lastNonce(lane), 2, "nonce");
    }

    function test_ADefaultChannelIsTheSendersOwn() public {
        vm.prank(STRANGER);
        gatewayA.setDefaultChannel("another");
        vm.prank(APP);
        expectEvent(gatewayA);
        emit IGateway.DefaultChannelChanged(APP, CHANNEL);
        gatewayA.setDefaultChannel(CHANNEL);
        assertEq(gatewayA.defaultChannel(APP), CHANNEL, "its own");
        assertEq(gatewayA.defaultChannel(STRANGER), "another", "the other's");
    }

    function test_AnExplicitDeadlineOfZeroIsNone() public {
        sendMessage(attributes(channel(), deadlineAt(0)));
        assertEq(messageAt(lane, 2).deadline, 0, "deadline");
    }

    function test_TheSendIdIsTheMessageId() public {
        bytes32 sendId = sendMessage(attributes(channel()));
        assertEq(sendId, keccak256(abi.encode(lane, uint64(2))), "send id");
        assertTrue(sendMessage(attributes(channel())) != sendId, "each message has its own");
    }

    function test_TellsWhatWasSent() public {
        bytes[] memory given = attributes(channel(), gasLimit(300_000));
        onA();
        vm.prank(APP);
        expectEvent(gatewayA);
        emit IERC7786GatewaySource.MessageSent(
            LaneCodec.messageId(lane, 2), InteroperableAddress.encode(CHAIN_A, APP), recipient, "payload", 0, given
        );
        gatewayA.sendMessage(recipient, "payload", given);
    }

    function test_PaysTheFeeAndTransfersNoValue() public {
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, 5);
        bytes[] memory given = attributes(channel());
        vm.deal(APP, 5);
        vm.prank(APP);
        expectEvent(gatewayA);
        emit IERC7786GatewaySource.MessageSent(
            LaneCodec.messageId(lane, 2), InteroperableAddress.encode(CHAIN_A, APP), recipient, "payload", 0, given
        );
        gatewayA.sendMessage{value: 5}(recipient, "payload", given);
        assertEq(address(gatewayA).balance, 5, "fee");
    }

    function test_SharesTheLaneWithNativeMessages() public {
        send("native");
        sendMessage(attributes(channel()));
        send("native");
        recipientB.trustInteroperable(InteroperableAddress.encode(CHAIN_A, APP));
        deliverAll(lane);
        assertEq(recipientB.received(), 3, "received");
    }

    function test_NamesTheAttributesItSupports() public view {
        assertTrue(gatewayA.supportsAttribute(CHANNEL_ATTRIBUTE), "channel");
        assertTrue(gatewayA.supportsAttribute(GAS_LIMIT_ATTRIBUTE), "gasLimit");
        assertTrue(gatewayA.supportsAttribute(DEADLINE_ATTRIBUTE), "deadline");
        assertFalse(gatewayA.supportsAttribute(UNKNOWN_ATTRIBUTE), "unknown");
        assertFalse(gatewayA.supportsAttribute(0), "zero");
        assertTrue(Attributes.CHANNEL == CHANNEL_ATTRIBUTE, "same selector");
    }

    // Attributes

    function test_RevertWhen_AnAttributeIsUnsupported() public {
        assertAttributesRefused(
            attributes(channel(), abi.encodeWithSelector(UNKNOWN_ATTRIBUTE, STRANGER)),
            IERC7786GatewaySource.UnsupportedAttribute.selector,
            UNKNOWN_ATTRIBUTE
        );
    }

    function test_RevertWhen_AnAttributeIsShorterThanASelector() public {
        assertAttributesRefused(attributes(""), IGateway.MalformedAttribute.selector, 0);
        assertAttributesRefused(attributes(hex"a1b2c3"), IGateway.MalformedAttribute.selector, hex"a1b2c300");
    }

    function test_RevertWhen_AnAttributeIsNotOneWord() public {
        bytes4 malformed = IGateway.MalformedAttribute.selector;
        assertAttributesRefused(attributes(abi.encodePacked(CHANNEL_ATTRIBUTE)), malformed, CHANNEL_ATTRIBUTE);
        assertAttributesRefused(
            attributes(abi.encodePacked(CHANNEL_ATTRIBUTE, bytes31("short"))), malformed, CHANNEL_ATTRIBUTE
        );
        assertAttributesRefused(attributes(bytes.concat(gasLimit(300_000), hex"00")), malformed, GAS_LIMIT_ATTRIBUTE);
        assertAttributesRefused(
            attributes(abi.encodeWithSelector(DEADLINE_ATTRIBUTE, soon(), soon())), malformed, DEADLINE_ATTRIBUTE
        );
    }

    function test_RevertWhen_ANumberDoesNotFit64Bits() public {
        bytes4 malformed = IGateway.MalformedAttribute.selector;
        uint256 tooLarge = uint256(type(uint64).max) + 1;
        assertAttributesRefused(
            attributes(channel(), abi.encodeWithSelector(GAS_LIMIT_ATTRIBUTE, tooLarge)), malformed, GAS_LIMIT_ATTRIBUTE
        );
        assertAttributesRefused(
            attributes(channel(), abi.encodeWithSelector(DEADLINE_ATTRIBUTE, tooLarge)), malformed, DEADLINE_ATTRIBUTE
        );
    }

    function test_RevertWhen_AnAttributeIsGivenTwice() public {
        bytes4 duplicate = IGateway.DuplicateAttribute.selector;
        assertAttributesRefused(attributes(channel(), channel()), duplicate, CHANNEL_ATTRIBUTE);
        assertAttributesRefused(
            attributes(gasLimit(300_000), channel(), gasLimit(300_000)), duplicate, GAS_LIMIT_ATTRIBUTE
        );
        assertAttributesRefused(attributes(deadlineAt(0), deadlineAt(soon())), duplicate, DEADLINE_ATTRIBUTE);
    }

    // Channel and recipient

    function test_RevertWhen_NoChannelIsNamed() public {
        bytes memory error = abi.encodeWithSelector(IGateway.NoChannel.selector, APP);
        assertRefused(gatewayA, APP, inputOf(recipient, new bytes[](0)), error);
        assertRefused(
            gatewayA, APP, inputOf(recipient, attributes(abi.encodeWithSelector(CHANNEL_ATTRIBUTE, bytes32(0)))), error
        );
    }

    function test_RevertWhen_TheChannelHasNoLane() public {
        bytes32 unopened = LaneCodec.laneId(CHAIN_A, address(gatewayA), CHAIN_B, address(gatewayB), "unopened");
        assertRefused(
            gatewayA,
            APP,
            inputOf(recipient, attributes(abi.encodeWithSelector(CHANNEL_ATTRIBUTE, bytes32("unopened")))),
            laneError(IGateway.UnknownLane.selector, unopened)
        );
    }

    function test_RevertWhen_TheRecipientsChainHasNoPeer() public {
        assertRefused(
            gatewayA,
            APP,
            inputOf(InteroperableAddress.encode(77, address(recipientB)), attributes(channel())),
            abi.encodeWithSelector(IGateway.NoPeer.selector, 77)
        );
    }

    function test_RevertWhen_TheRecipientIsOnThisChain() public {
        assertRefused(
            gatewayA,
            APP,
            inputOf(InteroperableAddress.encode(CHAIN_A, address(recipientA)), attributes(channel())),
            abi.encodeWithSelector(IGateway.NoPeer.selector, CHAIN_A)
        );
    }

    function test_RevertWhen_TheRecipientIsZero() public {
        assertRefused(
            gatewayA,
            APP,
            inputOf(InteroperableAddress.encode(CHAIN_B, address(0)), attributes(channel())),
            abi.encodeWithSelector(IGateway.ZeroAddress.selector)
        );
    }

    function test_RevertWhen_TheRecipientIsNotCanonical() public {
        // A leading zero in the chain id, another chain type, another version, a byte more, a byte less, nothing.
        assertRecipientRefused(abi.encodePacked(hex"000100000300", uint16(CHAIN_B), hex"14", address(recipientB)));
        assertRecipientRefused(abi.encodePacked(hex"0001000202", uint16(CHAIN_B), hex"14", address(recipientB)));
        assertRecipientRefused(abi.encodePacked(hex"0002000002", uint16(CHAIN_B), hex"14", address(recipientB)));
        assertRecipientRefused(bytes.concat(recipient, hex"00"));
        assertRecipientRefused(slice(recipient, 0, recipient.length - 1));
        assertRecipientRefused("");
    }

    // What holds for every send

    function test_RevertWhen_TheSenderIsNotAllowed() public {
        assertRefused(
            gatewayA,
            STRANGER,
            inputOf(recipient, attributes(channel())),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, STRANGER)
        );
    }

    function test_RevertWhen_TheFeeIsWrong() public {
        assertRefused(
            gatewayA,
            APP,
            1,
            inputOf(recipient, attributes(channel())),
            abi.encodeWithSelector(IGateway.WrongFee.selector, 1, 0)
        );
    }

    function test_RevertWhen_TheGasLimitIsOutOfBounds() public {
        uint256 max = limits().gasLimitMax;
        assertRefused(
            gatewayA,
            APP,
            inputOf(recipient, attributes(channel(), gasLimit(0))),
            abi.encodeWithSelector(IGateway.GasLimitTooLow.selector, 0, 5000)
        );
        assertRefused(
            gatewayA,
            APP,
            inputOf(recipient, attributes(channel(), gasLimit(max + 1))),
            abi.encodeWithSelector(IGateway.GasLimitTooHigh.selector, max + 1, max)
        );
    }

    function test_RevertWhen_TheDeadlineIsOutOfBounds() public {
        uint256 min = block.timestamp + 10 minutes;
        uint256 max = block.timestamp + 30 days;
        assertRefused(
            gatewayA,
            APP,
            inputOf(recipient, attributes(channel(), deadlineAt(min - 1))),
            abi.encodeWithSelector(IGateway.DeadlineTooSoon.selector, min - 1, min)
        );
        assertRefused(
            gatewayA,
            APP,
            inputOf(recipient, attributes(channel(), deadlineAt(max + 1))),
            abi.encodeWithSelector(IGateway.DeadlineTooFar.selector, max + 1, max)
        );
    }

    function test_RevertWhen_ThePayloadIsTooLong() public {
        uint256 max = limits().payloadBytesMax;
        assertRefused(
            gatewayA,
            APP,
            abi.encodeCall(IERC7786GatewaySource.sendMessage, (recipient, new bytes(max + 1), attributes(channel()))),
            abi.encodeWithSelector(IGateway.PayloadTooLong.selector, max + 1, max)
        );
    }

    function test_RevertWhen_TheLaneIsClosed() public {
        onA();
        closeLane(gatewayA, lane);
        assertRefused(
            gatewayA, APP, inputOf(recipient, attributes(channel())), laneError(IGateway.LaneIsClosed.selector, lane)
        );
    }

    function sendMessage(bytes[] memory given) private returns (bytes32) {
        onA();
        vm.prank(APP);
        return gatewayA.sendMessage(recipient, "payload", given);
    }

    function setDefaultChannel() private {
        vm.prank(APP);
        gatewayA.setDefaultChannel(CHANNEL);
    }

    function inputOf(bytes memory to, bytes[] memory given) private pure returns (bytes memory) {
        return abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, "payload", given));
    }

    function assertAttributesRefused(bytes[] memory given, bytes4 error, bytes4 attribute) private {
        assertRefused(gatewayA, APP, inputOf(recipient, given), abi.encodeWithSelector(error, attribute));
    }

    function assertRecipientRefused(bytes memory malformed) private {
        assertRefused(
            gatewayA,
            APP,
            inputOf(malformed, attributes(channel())),
            abi.encodeWithSelector(InteroperableAddress.MalformedInteroperableAddress.selector, malformed)
        );
    }

    function channel() private pure returns (bytes memory) {
        return abi.encodeWithSelector(CHANNEL_ATTRIBUTE, CHANNEL);
    }

    function gasLimit(uint256 value) private pure returns (bytes memory) {
        return abi.encodeWithSelector(GAS_LIMIT_ATTRIBUTE, value);
    }

    function deadlineAt(uint256 value) private pure returns (bytes memory) {
        return abi.encodeWithSelector(DEADLINE_ATTRIBUTE, value);
    }

    function attributes(bytes memory one) private pure returns (bytes[] memory given) {
        given = new bytes[](1);
        given[0] = one;
    }

    function attributes(bytes memory one, bytes memory two) private pure returns (bytes[] memory given) {
        given = new bytes[](2);
        given[0] = one;
        given[1] = two;
    }

    function attributes(bytes memory one, bytes memory two, bytes memory three)
        private
        pure
        returns (bytes[] memory given)
    {
        given = new bytes[](3);
        given[0] = one;
        given[1] = two;
        given[2] = three;
    }
}
