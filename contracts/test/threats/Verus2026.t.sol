// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Message, RouteKind, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {Witness} from "./actors/Witness.sol";
import {LaxSignaturesGateway} from "./broken/LaxSignaturesGateway.sol";

/// @dev Verus, 2026: one type of message was taken for another. Here each of the three statements of a quorum is shown in the
/// place of each other, and each kind of route is read as each other.
contract Verus2026Test is Threat {
    bool private isBatchLax;

    function newBroken(address authority) internal override returns (Gateway) {
        if (isBatchLax) {
            return newLaxBatchesGateway(authority);
        }
        bytes memory arguments = abi.encode(authority, LaxSignaturesGateway.Fault.CallerDigest);
        return Gateway(vm.deployCode("LaxSignaturesGateway.sol:LaxSignaturesGateway", arguments));
    }

    // Statements

    function test_NoStatementPassesForAnother() public {
        Batch memory batch = _heldAndForged();
        Message memory held = world.messageOf(lane, 2);
        Signature[4] memory signatures = _everyStatement(batch, held);
        bytes4 invalid = IGateway.InvalidSignature.selector;
        for (uint256 i = 0; i < 4; ++i) {
            batch.signature = signatures[i];
            if (i != 0) assertRefused(batch, invalid, "as a checkpoint");
            if (i != 1) assertRefused(_ruling(held, Decision.Deliver, signatures[i]), invalid, "as deliver");
            if (i != 2) assertRefused(_ruling(held, Decision.Void, signatures[i]), invalid, "as void");
            if (i != 3) _assertKeyRefused(signatures[i]);
        }
        batch.signature = signatures[0];
        assertAccepted(batch, "the checkpoint as a checkpoint");
        assertAccepted(_ruling(held, Decision.Deliver, signatures[1]), "the ruling as a ruling");
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(2, quorum.px, quorum.py, signatures[3]);
    }

    function test_SucceedsWhereTheTypeIsTheCallersWord() public {
        breakGateways();
        Batch memory batch = _heldAndForged();
        Message memory held = world.messageOf(lane, 2);
        Signature[4] memory signatures = _everyStatement(batch, held);
        bytes32 domain = gatewayB.domainSeparator();
        bytes32 possession = Statements.keyEpochDigest(domain, 2, quorum.px, quorum.py);
        batch.signature = signatures[3];
        assertAccepted(bytes.concat(encode(batch), possession), "a key's proof as a checkpoint");
        bytes32 void = Statements.rulingDigest(domain, lane, 2, world.hash(held), Decision.Void, EPOCH);
        assertAccepted(bytes.concat(_ruling(held, Decision.Deliver, signatures[2]), void), "void as deliver");
        assertEq(recipientB.received(), 2, "received what the quorum refused, and what nobody sent");
    }

    // Kinds of route

    function test_NoKindOfRoutePassesForAnother() public {
        send("a batch message");
        world.sendInteroperably(
            lane, hex"0001000002" hex"03ea" hex"14" hex"00000000000000000000000000000000000057a0", "one"
        );
        onB();
        Batch memory batch = world.genuineRest(lane, "");
        for (uint256 run = 0; run < 2; ++run) {
            RouteKind sent = batch.runs[run].kind;
            for (uint8 kind = 0; kind < 5; ++kind) {
                Batch memory changed = copy(batch);
                changed.runs[run].kind = RouteKind(kind);
                if (RouteKind(kind) != sent) assertRefused(changed, IGateway.HeadMismatch.selector, "another kind");
            }
            _assertUnknownKindsRefused(batch, run);
        }
        assertAccepted(batch, "the kinds that were sent");
    }

    /// @dev What an application sends is never more than its payload, even if it reads like the gateway's own.
    function test_AnApplicationsPayloadIsNeverTheGatewaysOwn() public {
        Witness witness = new Witness();
        bytes32 before = world.control();
        bytes memory hello = abi.encodePacked(uint16(1), uint32(8_000_000), uint32(8192), uint32(8_000_000));
        uint64 nonce = send(address(gatewayB), hello);
        send(address(witness), abi.encodePacked(returnLane, uint64(2), "refund"));
        world.deliverRest(lane, "");
        onB();
        assertTrue(standingOf(nonce) == Standing.Parked, "HELLO by an application");
        assertTrue(witness.lastSelector() != IVoidedRecipient.onVoided.selector, "VOIDED by an application");
        assertEq(world.control(), before, "limits");
    }

    /// @dev Not even under the quorum's signature does anyone but the peer speak as the gateway.
    function test_OnlyThePeerSpeaksAsTheGateway() public {
        Witness witness = new Witness();
        bytes memory hello = abi.encodePacked(uint16(1), uint32(8_000_000), uint32(8192), uint32(8_000_000));
        bytes memory voided = abi.encodePacked(returnLane, uint64(2), "refund");
        bytes32 before = world.control();
        address peer = address(gatewayA);

        _assertParked(RouteKind.Hello, APP, address(gatewayB), hello, "HELLO by an application");
        _assertParked(RouteKind.Hello, address(gatewayB), address(gatewayB), hello, "HELLO by itself");
        _assertParked(RouteKind.Hello, peer, address(witness), hello, "HELLO to another");
        _assertParked(RouteKind.Hello, peer, address(gatewayB), bytes.concat(hello, hex"00"), "a longer HELLO");
        _assertParked(RouteKind.Hello, peer, address(gatewayB), slice(hello, 0, 13), "a shorter HELLO");
        _assertParked(RouteKind.Hello, peer, address(gatewayB), voided, "VOIDED as HELLO");
        hello[1] = 0x02;
        _assertParked(RouteKind.Hello, peer, address(gatewayB), hello, "another version");
        _assertParked(RouteKind.Voided, APP, address(witness), voided, "VOIDED by an application");
        _assertParked(RouteKind.Voided, address(0), address(witness), voided, "VOIDED by nobody");
        _assertParked(RouteKind.Voided, peer, address(witness), slice(voided, 0, 39), "VOIDED without a nonce");
        _assertParked(RouteKind.Voided, peer, address(witness), abi.encodePacked(lane, uint64(2)), "another lane");
        _assertParked(RouteKind.Voided, peer, address(witness), hello, "HELLO as VOIDED");
        _assertParked(RouteKind.None, peer, address(witness), voided, "no kind");
        assertEq(witness.calls(), 0, "calls");
        assertEq(world.control(), before, "limits");
    }

    function test_SucceedsWhereKindAndSenderAreNotLookedAt() public {
        isBatchLax = true;
        breakGateways();
        Witness vault = new Witness();
        send(address(vault), abi.encodePacked(returnLane, uint64(2), "refund"));
        onB();
        Batch memory batch = world.genuineRest(lane, "");
        batch.runs[0].kind = RouteKind.Voided;
        assertAccepted(batch, "a payload read as VOIDED");
        assertEq(vault.lastSelector(), IVoidedRecipient.onVoided.selector, "refunded what was never voided");
    }

    /// @return batch A forged batch; the message at nonce 2 is held.
    function _heldAndForged() private returns (Batch memory batch) {
        send("held");
        world.deliverRest(lane, abi.encodePacked(uint64(2)));
        onB();
        return world.forge(lane, neverSent());
    }

    /// @dev One signature by the quorum over each statement there is, all about the same numbers.
    function _everyStatement(Batch memory batch, Message memory held) private returns (Signature[4] memory signatures) {
        bytes32 domain = gatewayB.domainSeparator();
        bytes32 hash = world.hash(held);
        signatures[0] = world.signCheckpoint(quorum, batch.checkpoint, "");
        signatures[1] = _sign(Statements.rulingDigest(domain, lane, 2, hash, Decision.Deliver, EPOCH));
        signatures[2] = _sign(Statements.rulingDigest(domain, lane, 2, hash, Decision.Void, EPOCH));
        signatures[3] = _sign(Statements.keyEpochDigest(domain, 2, quorum.px, quorum.py));
    }

    function _sign(bytes32 digest) private returns (Signature memory) {
        return world.signDigest(quorum, digest);
    }

    function _ruling(Message memory message, Decision decision, Signature memory signature)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeCall(IGateway.rule, (lane, 2, message, decision, EPOCH, signature));
    }

    function _assertKeyRefused(Signature memory proof) private {
        vm.prank(ADMIN);
        vm.expectPartialRevert(IGateway.InvalidSignature.selector);
        gatewayB.registerKeyEpoch(2, quorum.px, quorum.py, proof);
    }

    /// @dev Kinds that do not exist cannot be written in Solidity, only in calldata.
    function _assertUnknownKindsRefused(Batch memory batch, uint256 run) private {
        bytes memory input = encode(batch);
        uint256 runs = 4 + _wordAt(input, 4 + 10 * 32) + 32;
        uint256 kind = runs + _wordAt(input, runs + run * 32) + 31;
        assertEq(uint8(input[kind]), uint8(batch.runs[run].kind), "the kind's byte");
        for (uint256 value = 5; value < 256; ++value) {
            input[kind] = bytes1(uint8(value));
            assertRefused(input, bytes4(0), "a kind that does not exist");
        }
    }

    function _assertParked(RouteKind kind, address sender, address recipient, bytes memory payload, string memory what)
        private
    {
        Message memory message = Message(kind, sender, recipient, GAS_LIMIT, 0, payload);
        assertAccepted(world.forgeSigned(lane, message), "the lane goes on");
        assertTrue(standingOf(executed()) == Standing.Parked, what);
        assertRefused(
            abi.encodeCall(IGateway.retry, (lane, executed(), message)), IGateway.DeliveryFailed.selector, what
        );
    }

    function _wordAt(bytes memory data, uint256 offset) private pure returns (uint256) {
        return uint256(bytes32(slice(data, offset, offset + 32)));
    }
}
