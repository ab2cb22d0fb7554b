// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Message, RouteKind, Signature} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Nomad, August 2022: the zero root counted as proven, so that a message that nobody had proven did too. Here the
/// default value of every mapping that trust hangs on is refused.
contract NomadTest is Threat {
    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxRecordsGateway.sol:LaxRecordsGateway",
                abi.encode(authority, LaxRecordsGateway.Fault.StandingUnchecked)
            )
        );
    }

    function test_AnUnknownLaneHasNoDestination() public {
        Batch memory batch = world.forge(lane, neverSent());
        batch.checkpoint.lane = 0;
        assertRefused(batch, IGateway.UnknownLane.selector, "zero lane");
        batch.checkpoint.lane = keccak256("never opened");
        assertRefused(batch, IGateway.UnknownLane.selector, "lane that was never opened");
        // Everything zero: the lane's nonce, head, epoch, signature.
        Batch memory zero;
        zero.first = 1;
        zero.runs = batch.runs;
        assertRefused(zero, IGateway.UnknownLane.selector, "zero checkpoint");
    }

    function test_AnUnknownLaneHasNoSource() public {
        bytes memory input = abi.encodeCall(IGateway.send, (bytes32(0), STRANGER, GAS_LIMIT, 0, ""));
        assertRefused(gatewayA, input, IGateway.UnknownLane.selector, "zero lane");
    }

    function test_TheZeroHeadIsNoHead() public {
        Batch memory batch = world.forge(lane, neverSent());
        batch.checkpoint.head = 0;
        batch.signature = world.signCheckpoint(quorum, batch.checkpoint, "");
        assertRefused(batch, IGateway.HeadMismatch.selector, "zero head, though the quorum signed it");
        batch.checkpoint.keyEpoch = 0;
        assertRefused(batch, IGateway.EpochNotActive.selector, "zero epoch");
    }

    function test_WhatWasNeverParkedHasNoStanding() public {
        onB();
        Message memory message = neverSent();
        Signature memory ruling = _rulingOn(message, 7, Decision.Deliver);
        bytes4 wrong = IGateway.WrongStanding.selector;
        // One that is to come, one that never can be, and the HELLO that was delivered.
        for (uint64 nonce = 0; nonce < 3; ++nonce) {
            assertRefused(abi.encodeCall(IGateway.retry, (lane, nonce, message)), wrong, "retry");
            assertRefused(abi.encodeCall(IGateway.void, (lane, nonce, message)), wrong, "void");
            assertRefused(abi.encodeCall(IGateway.pushVoid, (lane, nonce, message)), wrong, "push");
        }
        bytes memory input = abi.encodeCall(IGateway.rule, (lane, 7, message, Decision.Deliver, EPOCH, ruling));
        assertRefused(input, wrong, "ruling");
        Message memory zero;
        assertRefused(abi.encodeCall(IGateway.retry, (0, 0, zero)), IGateway.UnknownLane.selector, "zero");
        assertRefused(abi.encodeCall(IGateway.pushVoid, (0, 0, zero)), IGateway.UnknownLane.selector, "push of zero");
    }

    function test_TheZeroDecisionIsNone() public {
        send("held");
        world.deliverRest(lane, abi.encodePacked(uint64(2)));
        Message memory message = world.messageOf(lane, 2);
        onB();
        Signature memory ruling = _rulingOn(message, 2, Decision.None);
        bytes memory input = abi.encodeCall(IGateway.rule, (lane, 2, message, Decision.None, EPOCH, ruling));
        assertRefused(input, IGateway.InvalidDecision.selector, "no decision, though the quorum signed it");
    }

    function test_AnUnknownSenderPeerOrChannelSendsNothing() public {
        onA();
        bytes memory input = abi.encodeCall(IGateway.send, (lane, address(recipientB), GAS_LIMIT, 0, ""));
        assertRefused(gatewayA, input, IGateway.SenderNotAllowed.selector, "sender");
        _assertMessageRefused(CHAIN_B, IGateway.NoChannel.selector, "no default channel");
        vm.prank(STRANGER);
        gatewayA.setDefaultChannel(CHANNEL);
        _assertMessageRefused(CHAIN_B + 1, IGateway.NoPeer.selector, "no peer on that chain");
        _assertMessageRefused(CHAIN_B, IGateway.SenderNotAllowed.selector, "sender through ERC-7786");
        vm.prank(STRANGER);
        gatewayA.setDefaultChannel("never opened");
        _assertMessageRefused(CHAIN_B, IGateway.UnknownLane.selector, "channel that was never opened");
    }

    function test_TheZeroKindOfRouteIsNone() public {
        Message memory message = neverSent();
        message.kind = RouteKind.None;
        message.sender = address(gatewayA);
        assertAccepted(world.forgeSigned(lane, message), "the lane goes on");
        assertEq(recipientB.received(), 0, "nothing delivered, though the quorum signed it");
    }

    function test_SucceedsWhereWhatWasNeverRecordedCounts() public {
        breakGateways();
        bytes memory input = abi.encodeCall(IGateway.retry, (lane, 99, neverSent()));
        assertAccepted(input, "delivered what nobody proved");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function _rulingOn(Message memory message, uint64 nonce, Decision decision) private returns (Signature memory) {
        bytes32 domain = gatewayB.domainSeparator();
        return
            world.signDigest(quorum, Statements.rulingDigest(domain, lane, nonce, world.hash(message), decision, EPOCH));
    }

    function _assertMessageRefused(uint64 chainId, bytes4 expected, string memory what) private {
        bytes memory to = InteroperableAddress.encode(chainId, address(recipientB));
        bytes memory input = abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, "", new bytes[](0)));
        assertRefused(gatewayA, input, expected, what);
    }
}
