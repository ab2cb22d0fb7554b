// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Checkpoint, Decision, IGateway, Limits, Message, RouteKind, Signature} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Runs} from "../base/Runs.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxSignaturesGateway} from "./broken/LaxSignaturesGateway.sol";

/// @dev Wormhole, February 2022: the caller supplied the account that was asked whether signatures had been checked. Here
/// everything that a caller supplies and that trust hangs on is put in another's place, one by one.
contract WormholeTest is Threat {
    bytes32 private otherLane;

    function setUp() public override {
        super.setUp();
        // Another lane between the same gateways, at the same place: the most alike that there can be.
        otherLane = _openAnotherLane();
        world.deliverRest(otherLane, "");
    }

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxSignaturesGateway.sol:LaxSignaturesGateway",
                abi.encode(authority, LaxSignaturesGateway.Fault.CallerDigest)
            )
        );
    }

    function test_AForgedBatchUnderTheAttackersOwnKeyIsRefused() public {
        Batch memory batch = world.forge(lane, neverSent());
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, batch.holds);
        assertRefused(batch, IGateway.InvalidSignature.selector, "signed by the attacker");
        batch.checkpoint.keyEpoch = 2;
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, batch.holds);
        assertRefused(batch, IGateway.EpochNotActive.selector, "an epoch of the attacker's");
    }

    function test_EveryFieldOfACheckpointIsBoundByItsSignature() public {
        _sendThree();
        Batch memory batch = world.genuine(lane, 2, 3, 4, "");
        bytes4 invalid = IGateway.InvalidSignature.selector;

        Batch memory changed = copy(batch);
        changed.checkpoint.lane = otherLane;
        assertRefused(changed, invalid, "another lane");
        changed.checkpoint.lane = returnLane;
        assertRefused(changed, IGateway.UnknownLane.selector, "the lane's pair");
        assertRefused(gatewayA, encode(changed), invalid, "the lane's pair, at its own destination");

        changed = copy(batch);
        changed.checkpoint.from = 0;
        assertRefused(changed, invalid, "holds from elsewhere");

        changed = copy(batch);
        changed.checkpoint.nonce = 3;
        changed.tail = new bytes32[](0);
        assertRefused(changed, invalid, "another nonce");

        changed = copy(batch);
        changed.checkpoint.head = world.headOf(lane, 3);
        assertRefused(changed, invalid, "a head that was once signed, at another nonce");

        changed = copy(batch);
        changed.holds = abi.encodePacked(uint64(3));
        assertRefused(changed, invalid, "holds of the caller's");

        changed = copy(batch);
        changed.signature = world.signCheckpoint(quorum, world.checkpointTo(otherLane, 0, 1), "");
        assertRefused(changed, invalid, "a genuine signature of something else");
    }

    function test_EveryPartOfABatchIsBoundByItsHead() public {
        _sendThree();
        Batch memory batch = world.genuine(lane, 2, 3, 4, "");
        bytes4 mismatch = IGateway.HeadMismatch.selector;

        Batch memory changed = copy(batch);
        changed.runs[0].kind = RouteKind.Erc7786;
        assertRefused(changed, mismatch, "kind");
        changed = copy(batch);
        changed.runs[0].sender = STRANGER;
        assertRefused(changed, mismatch, "sender");
        changed = copy(batch);
        changed.runs[0].recipient = STRANGER;
        assertRefused(changed, mismatch, "recipient");
        changed = copy(batch);
        changed.runs[0].gasLimit = GAS_LIMIT + 1;
        assertRefused(changed, mismatch, "gas limit");
        changed = copy(batch);
        changed.runs[0].records[7] = 0x01;
        assertRefused(changed, mismatch, "deadline");
        changed = copy(batch);
        changed.runs[0].records[39] = 0x77;
        assertRefused(changed, mismatch, "payload");
        changed = copy(batch);
        changed.tail[0] = world.hash(neverSent());
        assertRefused(changed, mismatch, "tail");
        changed = copy(batch);
        Message[] memory swapped = new Message[](2);
        (swapped[0], swapped[1]) = (world.messageOf(lane, 3), world.messageOf(lane, 2));
        changed.runs = Runs.fold(swapped);
        assertRefused(changed, mismatch, "order");
        changed = copy(batch);
        changed.first = 3;
        assertRefused(changed, IGateway.BatchAhead.selector, "a nonce skipped");

        assertAccepted((batch), "as it was sent");
    }

    function test_EveryArgumentOfARulingIsBoundByItsSignature() public {
        send("first");
        send("other");
        world.deliverRest(lane, abi.encodePacked(uint64(2), uint64(3)));
        Message memory message = world.messageOf(lane, 2);
        Message memory other = world.messageOf(lane, 3);
        Signature memory signature = world.ruling(lane, 2, Decision.Deliver);
        bytes4 invalid = IGateway.InvalidSignature.selector;

        _assertRulingRefused(lane, 3, other, Decision.Deliver, EPOCH, signature, invalid, "another message");
        _assertRulingRefused(lane, 2, message, Decision.Void, EPOCH, signature, invalid, "the other decision");
        _assertRulingRefused(
            lane, 2, other, Decision.Deliver, EPOCH, signature, IGateway.RecordMismatch.selector, "record"
        );
        _assertRulingRefused(
            lane, 2, message, Decision.Deliver, 2, signature, IGateway.EpochNotActive.selector, "epoch"
        );
        _assertRulingRefused(
            otherLane, 2, message, Decision.Deliver, EPOCH, signature, IGateway.WrongStanding.selector, "lane"
        );
        bytes32 digest =
            Statements.rulingDigest(gatewayB.domainSeparator(), lane, 2, world.hash(message), Decision.Deliver, EPOCH);
        Signature memory own = world.signDigest(attacker, digest);
        _assertRulingRefused(lane, 2, message, Decision.Deliver, EPOCH, own, invalid, "the attacker's key");

        gatewayB.rule(lane, 2, message, Decision.Deliver, EPOCH, signature);
        assertEq(recipientB.received(), 1, "received under the genuine ruling");
    }

    function test_SucceedsWhereTheCallerSuppliesWhatWasSigned() public {
        Batch memory batch = world.forge(lane, neverSent());
        // The signature under which the lane's first message was delivered, and what it is over: both are public.
        Checkpoint memory seen = world.checkpointTo(lane, 0, 1);
        batch.signature = world.signCheckpoint(quorum, seen, "");
        bytes memory input = bytes.concat(encode(batch), world.digestOver(gatewayB.domainSeparator(), seen, ""));
        assertRefused(input, IGateway.InvalidSignature.selector, "digest behind the arguments");

        breakGateways();
        batch = world.forge(lane, neverSent());
        seen = world.checkpointTo(lane, 0, 1);
        batch.signature = world.signCheckpoint(quorum, seen, "");
        input = bytes.concat(encode(batch), world.digestOver(gatewayB.domainSeparator(), seen, ""));
        assertAccepted(input, "delivered under a signature of something else");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function _assertRulingRefused(
        bytes32 laneId,
        uint64 nonce,
        Message memory message,
        Decision decision,
        uint64 epoch,
        Signature memory signature,
        bytes4 expected,
        string memory what
    ) private {
        bytes memory input = abi.encodeCall(IGateway.rule, (laneId, nonce, message, decision, epoch, signature));
        assertRefused(input, expected, what);
    }

    function _sendThree() private {
        for (uint256 i = 0; i < 3; ++i) {
            send(abi.encode(i));
        }
    }

    function _openAnotherLane() private returns (bytes32) {
        bytes32 channel = "other";
        Limits memory acceptable = world.acceptable();
        vm.startPrank(ADMIN);
        onA();
        gatewayA.openLane(CHAIN_B, address(gatewayB), channel, acceptable, 0);
        onB();
        gatewayB.openLane(CHAIN_A, address(gatewayA), channel, acceptable, 0);
        vm.stopPrank();
        return LaneCodec.laneId(CHAIN_A, address(gatewayA), CHAIN_B, address(gatewayB), channel);
    }
}
