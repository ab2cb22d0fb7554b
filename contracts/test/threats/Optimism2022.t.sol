// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Attributes} from "../../src/gateway/Attributes.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Optimism 2022 and Polygon Plasma 2021: bytes without a meaning gave a withdrawal a new id, and so it could be made
/// again. Here the place in the lane is the id, and what is written in two ways is refused in all but one.
contract Optimism2022Test is Threat {
    bool private isBatchLax;

    function newBroken(address authority) internal override returns (Gateway) {
        if (isBatchLax) {
            return newLaxBatchesGateway(authority);
        }
        bytes memory arguments = abi.encode(authority, LaxRecordsGateway.Fault.BytesAsId);
        return Gateway(vm.deployCode("LaxRecordsGateway.sol:LaxRecordsGateway", arguments));
    }

    function test_BytesWithoutMeaningMakeNoNewDelivery() public {
        send("first");
        world.deliverRest(lane, "");
        send("second");
        onB();
        Batch memory batch = world.genuineRest(lane, "");
        bytes memory input = encode(batch);
        assertAccepted(input, "once");
        assertRefused(input, IGateway.AlreadyExecuted.selector, "the same bytes");
        assertRefused(bytes.concat(input, hex"00"), IGateway.AlreadyExecuted.selector, "a byte behind");
        assertRefused(_repadded(input), IGateway.AlreadyExecuted.selector, "other padding");
        batch.first -= 1;
        assertRefused(batch, IGateway.AlreadyExecuted.selector, "moved back");
        assertEq(recipientB.received(), 2, "received");
    }

    function test_BytesWithoutMeaningMakeNoNewRetry() public {
        world.refuse(true);
        uint64 nonce = send(hex"ff");
        world.deliverRest(lane, "");
        world.refuse(false);
        onB();
        bytes memory input = abi.encodeCall(IGateway.retry, (lane, nonce, world.messageOf(lane, nonce)));
        assertAccepted(input, "once");
        assertRefused(bytes.concat(input, hex"00"), IGateway.WrongStanding.selector, "a byte behind");
        assertRefused(_repadded(input), IGateway.WrongStanding.selector, "other padding");
        assertEq(recipientB.received(), 1, "received");
    }

    function test_OneListOfHoldsHasOneForm() public {
        _sendFour();
        bytes4 outOfOrder = IGateway.HoldOutOfOrder.selector;
        _assertHoldsRefused(abi.encodePacked(uint64(4), uint64(3)), outOfOrder, "falling");
        _assertHoldsRefused(abi.encodePacked(uint64(3), uint64(3)), outOfOrder, "repeated");
        _assertHoldsRefused(abi.encodePacked(uint64(0), uint64(3)), IGateway.HoldOutOfRange.selector, "too early");
        _assertHoldsRefused(abi.encodePacked(uint64(1), uint64(3)), IGateway.HoldOutOfRange.selector, "at from");
        _assertHoldsRefused(abi.encodePacked(uint64(3), uint64(6)), IGateway.HoldOutOfRange.selector, "too late");
        _assertHoldsRefused(abi.encodePacked(uint64(3), uint32(0)), IGateway.MalformedHolds.selector, "half a nonce");
        _assertHoldsRefused(abi.encodePacked(uint256(3)), IGateway.HoldOutOfRange.selector, "as a word");
        _assertHoldsRefused(new bytes(257 * 8), IGateway.TooManyHolds.selector, "too many");
    }

    function test_AWordAboveItsTypeIsRefused() public {
        _sendFour();
        bytes memory input = encode(world.genuineRest(lane, ""));
        // from, nonce, keyEpoch and first, in the words of the arguments.
        uint256[4] memory words = [uint256(1), 2, 4, 9];
        for (uint256 i = 0; i < words.length; ++i) {
            input[4 + words[i] * 32] = 0x01;
            assertRefused(input, bytes4(0), "a high bit");
            input[4 + words[i] * 32] = 0x00;
        }
        assertAccepted(input, "as it was");
    }

    function test_OneRecipientHasOneAddress() public {
        onA();
        bytes20 to = bytes20(address(recipientB));
        bytes[9] memory found = [
            abi.encodePacked(hex"0001000003", hex"0003ea", hex"14", to),
            abi.encodePacked(hex"0001000008", hex"00000000000003ea", hex"14", to),
            abi.encodePacked(hex"0001000009", hex"0000000000000003ea", hex"14", to),
            abi.encodePacked(hex"0001000000", hex"14", to),
            abi.encodePacked(hex"0002000002", hex"03ea", hex"14", to),
            abi.encodePacked(hex"0001000102", hex"03ea", hex"14", to),
            abi.encodePacked(hex"0001000002", hex"03ea", hex"15", to, hex"00"),
            abi.encodePacked(hex"0001000002", hex"03ea", hex"14", to, hex"00"),
            abi.encodePacked(hex"0001000002", hex"03ea", hex"20", bytes12(0), to)
        ];
        for (uint256 i = 0; i < found.length; ++i) {
            bytes memory input = abi.encodeCall(IERC7786GatewaySource.sendMessage, (found[i], "", _attributes(1)));
            assertRefused(gatewayA, input, InteroperableAddress.MalformedInteroperableAddress.selector, "address");
        }
        bytes memory twice = abi.encodeCall(
            IERC7786GatewaySource.sendMessage,
            (InteroperableAddress.encode(CHAIN_B, address(recipientB)), "", _attributes(2))
        );
        assertRefused(gatewayA, twice, IGateway.DuplicateAttribute.selector, "an attribute twice");
    }

    function test_SucceedsWhereBytesAreTheId() public {
        breakGateways();
        send("first");
        world.deliverRest(lane, "");
        send("second");
        onB();
        bytes memory input = encode(world.genuineRest(lane, ""));
        assertAccepted(input, "once");
        assertRefused(input, IGateway.Reentered.selector, "the same bytes are spent");
        assertAccepted(_repadded(input), "other padding");
        assertAccepted(bytes.concat(input, hex"00"), "a byte behind");
        assertEq(recipientB.received(), 4, "received the second message three times");
    }

    function test_SucceedsWhereAListOfHoldsHasManyForms() public {
        isBatchLax = true;
        breakGateways();
        _sendFour();
        world.deliverRest(lane, abi.encodePacked(uint64(4), uint64(3)));
        assertTrue(standingOf(3) == Standing.None, "delivered what was held");
    }

    function _sendFour() private {
        for (uint256 i = 0; i < 4; ++i) {
            send("a message");
        }
        onB();
    }

    /// @dev Refused though the quorum signed it.
    function _assertHoldsRefused(bytes memory holds, bytes4 expected, string memory what) private {
        Batch memory batch = world.genuineRest(lane, holds);
        assertRefused(batch, expected, what);
    }

    /// @dev The last byte of both calls is padding.
    function _repadded(bytes memory input) private pure returns (bytes memory changed) {
        changed = bytes.concat(input);
        // The end is the record of the last run, or the payload, and then, in a delivery, the length of an empty tail.
        uint256 last = changed.length - 1;
        if (bytes4(changed) == IGateway.deliver.selector) last -= 32;
        require(changed[last] == 0, "padding");
        changed[last] = 0x01;
    }

    function _attributes(uint256 count) private pure returns (bytes[] memory attributes) {
        attributes = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            attributes[i] = abi.encodePacked(Attributes.CHANNEL, CHANNEL);
        }
    }
}
