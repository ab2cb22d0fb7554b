// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Run, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {Canonical} from "./actors/Canonical.sol";
import {Witness} from "./actors/Witness.sol";

/// @dev BNB bridge, October 2022: a field of a proof was not part of what was hashed. Hyperbridge, 2026: an index of a proof
/// was not bounded. Here every byte of a delivery is changed: the gateway refuses, or the bytes mean the same delivery
/// (what ABI encoding pads with and never reads).
contract BnbHyperbridgeTest is Threat {
    error Outcome(bool accepted, bytes32 outcome);

    Witness private witness;
    Canonical private canonical;

    function setUp() public override {
        super.setUp();
        witness = new Witness();
        canonical = new Canonical();
        // Two in one run, one of them held; one through ERC-7786; the last one left in the tail.
        send(address(witness), "12345678");
        send(address(witness), "23456789");
        world.sendInteroperably(lane, InteroperableAddress.encode(CHAIN_B, address(witness)), "interoperable");
        send(address(witness), "last");
        onB();
    }

    function newBroken(address authority) internal override returns (Gateway) {
        return newLaxBatchesGateway(authority);
    }

    function test_NoByteOfADeliveryCanBeChanged() public {
        bytes memory input = encode(world.genuine(lane, 2, 4, 5, abi.encodePacked(uint64(3))));
        (uint256 same, uint256 different) = _changeEveryByte(input);
        assertEq(different, 0, "accepted with another meaning");
        // Three masks for each byte that pads holds (24) and the records of the two runs (0 and 11).
        assertEq(same, 3 * (24 + 11), "accepted because only padding changed");
        assertAccepted(input, "the delivery as it was signed");
        assertTrue(standingOf(3) == Standing.Held, "held");
    }

    function test_NoByteOfADeliveryCanBeLost() public {
        bytes memory input = encode(world.genuine(lane, 2, 4, 5, abi.encodePacked(uint64(3))));
        bytes32 expected = _meaning(input);
        for (uint256 length = 0; length < input.length; ++length) {
            bytes memory shorter = slice(input, 0, length);
            (bool accepted,) = _probe(shorter);
            assertTrue(!accepted || _meaning(shorter) == expected, "cut short");
        }
    }

    /// @dev What was executed before is skipped unread: its bytes may be anything, and change nothing.
    function test_NoByteOfASkippedPrefixMatters() public {
        assertAccepted(world.genuine(lane, 2, 3, 5, ""), "the beginning, by another");
        Batch memory batch = world.genuine(lane, 2, 5, 5, "");
        (, bytes32 expected) = _probe(encode(batch));
        for (uint256 i = 0; i < batch.runs[0].records.length; ++i) {
            batch.runs[0].records[i] ^= 0xff;
            (bool accepted, bytes32 outcome) = _probe(encode(batch));
            assertTrue(accepted && outcome == expected, "changed what followed");
        }
    }

    function test_NoIndexReachesBeyondItsBound() public {
        Batch memory batch = world.genuineRest(lane, "");
        bytes4 malformed = IGateway.MalformedRun.selector;
        Batch memory changed = copy(batch);
        changed.runs = new Run[](0);
        assertRefused(changed, IGateway.EmptyBatch.selector, "no run");
        changed = copy(batch);
        changed.runs[0].records = "";
        assertRefused(changed, malformed, "no record");
        for (uint32 width = 0; width < 8; ++width) {
            changed = copy(batch);
            changed.runs[0].width = width;
            assertRefused(changed, malformed, "a record shorter than its deadline");
        }
        changed = copy(batch);
        changed.runs[0].width = type(uint32).max;
        assertRefused(changed, malformed, "a record longer than all");
        changed = copy(batch);
        changed.runs[0].records = new bytes(257 * 8);
        changed.runs[0].width = 8;
        assertRefused(changed, malformed, "a run too long");
        changed = copy(batch);
        changed.tail = new bytes32[](513);
        assertRefused(changed, IGateway.TailTooLong.selector, "a tail too long");
        changed.tail = new bytes32[](1);
        assertRefused(changed, IGateway.BatchEndMismatch.selector, "beyond the checkpoint");
        changed = copy(batch);
        changed.first = type(uint64).max;
        assertRefused(changed, IGateway.BatchAhead.selector, "the last nonce there is");
        changed.first = 0;
        assertRefused(changed, IGateway.BatchEndMismatch.selector, "a nonce before the first");
        assertAccepted(batch, "within all bounds");
    }

    /// @dev Offsets are the caller's: two runs may lie in the same bytes. What is hashed is what is executed, so that is the
    /// delivery of two messages that are alike, if two such messages were sent, and else none.
    function test_RunsThatShareTheirBytesAreWhatTheySay() public {
        world.deliverRest(lane, "");
        send(address(witness), "alike");
        send(address(witness), "alike");
        onB();
        Batch memory batch = world.genuineRest(lane, "");
        uint256 width = batch.runs[0].width;
        Run[] memory twice = new Run[](2);
        twice[0] = batch.runs[0];
        twice[0].records = slice(batch.runs[0].records, 0, width);
        twice[1] = twice[0];
        batch.runs = twice;
        bytes memory input = encode(batch);
        // The offset of the first run in the place of the second one's.
        uint256 offsets = 4 + uint256(bytes32(slice(input, 4 + 10 * 32, 4 + 11 * 32))) + 32;
        for (uint256 i = 0; i < 32; ++i) {
            input[offsets + 32 + i] = input[offsets + i];
        }
        uint256 before = witness.calls();
        assertAccepted(input, "two messages in the bytes of one");
        assertEq(witness.calls(), before + 2, "both delivered");
        send(address(witness), "other");
        send(address(witness), "alike");
        onB();
        batch = world.genuineRest(lane, "");
        batch.runs = twice;
        assertRefused(batch, IGateway.HeadMismatch.selector, "two that were not sent");
    }

    /// forge-config: default.fuzz.runs = 512
    function testFuzz_NoChangeOfAnySizeIsAccepted(uint256 at, bytes32 change, uint256 width) public {
        bytes memory input = encode(world.genuine(lane, 2, 4, 5, abi.encodePacked(uint64(3))));
        bytes32 expected = _meaning(input);
        at = bound(at, 0, input.length - 1);
        width = bound(width, 1, 32);
        for (uint256 i = 0; i < width && at + i < input.length; ++i) {
            input[at + i] = change[i];
        }
        (bool accepted,) = _probe(input);
        assertTrue(!accepted || _meaning(input) == expected, "accepted with another meaning");
    }

    function test_SucceedsWhereTheRouteIsNotHashed() public {
        breakGateways();
        bytes memory input = encode(world.genuineRest(lane, ""));
        (, uint256 different) = _changeEveryByte(input);
        assertTrue(different > 0, "a change of meaning was accepted");

        Batch memory batch = world.genuineRest(lane, "");
        batch.runs[0].recipient = address(new Witness());
        assertAccepted(batch, "delivered to whom the relayer chose");
        assertEq(witness.calls(), 2, "the recipient saw only what came after");
        assertEq(Witness(batch.runs[0].recipient).calls(), 1, "another one did");
    }

    /// @return same How many changes were accepted because they mean the same delivery.
    /// @return different How many were accepted though they do not.
    function _changeEveryByte(bytes memory input) private returns (uint256 same, uint256 different) {
        bytes1[3] memory masks = [bytes1(0x01), 0x80, 0xff];
        bytes32 meaning = _meaning(input);
        (bool isGenuine, bytes32 outcome) = _probe(input);
        assertTrue(isGenuine, "genuine");
        for (uint256 i = 0; i < input.length; ++i) {
            for (uint256 j = 0; j < 3; ++j) {
                input[i] ^= masks[j];
                (bool accepted, bytes32 found) = _probe(input);
                if (accepted && _meaning(input) == meaning && found == outcome) ++same;
                else if (accepted) ++different;
                input[i] ^= masks[j];
            }
        }
    }

    /// @dev What the delivery would do. Nothing of it stays.
    function _probe(bytes memory input) private returns (bool accepted, bytes32 outcome) {
        try this.probe(input) {}
        catch (bytes memory answer) {
            assertEq(bytes32(bytes4(answer)), bytes32(Outcome.selector), "outcome");
            (accepted, outcome) = abi.decode(slice(answer, 4, answer.length), (bool, bytes32));
        }
    }

    function probe(bytes calldata input) external {
        (bool accepted,) = address(gatewayB).call(input);
        revert Outcome(accepted, accepted ? _outcome() : bytes32(0));
    }

    function _outcome() private view returns (bytes32) {
        return keccak256(
            abi.encode(gatewayB.inboundLane(lane), witness.transcript(), standingOf(2), standingOf(3), standingOf(4))
        );
    }

    function _meaning(bytes memory input) private view returns (bytes32) {
        (bool read, bytes memory answer) = address(canonical).staticcall(input);
        return read ? bytes32(answer) : bytes32(0);
    }
}
