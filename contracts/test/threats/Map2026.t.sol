// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Message, RouteKind, Run, Standing} from "../../src/gateway/IGateway.sol";
import {Records} from "../../src/gateway/Records.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {Witness} from "./actors/Witness.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";

/// @dev MAP Protocol, 2026: messages were hashed with their fields packed, so that what moved from the end of one field to
/// the beginning of the next gave the same hash, and a retry executed another message than had failed. Here different
/// messages never hash alike, and a retry hashes exactly as the delivery did.
contract Map2026Test is Threat {
    /// @dev A message as the fuzzer can make it: it knows no bounds of an enum.
    struct Fields {
        uint8 kind;
        address sender;
        address recipient;
        uint64 gasLimit;
        uint64 deadline;
        bytes payload;
    }

    bool private isStandingUnchecked;

    function newBroken(address authority) internal override returns (Gateway) {
        if (isStandingUnchecked) {
            bytes memory arguments = abi.encode(authority, LaxRecordsGateway.Fault.StandingUnchecked);
            return Gateway(vm.deployCode("LaxRecordsGateway.sol:LaxRecordsGateway", arguments));
        }
        return newLaxBatchesGateway(authority);
    }

    function testFuzz_DifferentMessagesNeverHashAlike(Fields memory one, Fields memory other) public view {
        _assertDistinct(_messageOf(one), _messageOf(other));
    }

    /// @dev Bytes that move over every boundary there is: between fields, and into or out of the payload.
    function testFuzz_WhatMovesOverABoundaryChangesTheHash(Fields memory fields) public view {
        Message memory message = _messageOf(fields);
        Message[] memory moved = _moved(message);
        for (uint256 i = 0; i < moved.length; ++i) {
            _assertDistinct(message, moved[i]);
        }
    }

    function testFuzz_SourceDeliveryAndRetryHashAlike(Fields memory fields) public view {
        Message memory message = _messageOf(fields);
        bytes32 route = LaneCodec.routeHash(message.kind, message.sender, message.recipient, message.gasLimit);
        bytes memory record = abi.encodePacked(message.deadline, message.payload);
        bytes32 hash = LaneCodec.messageHash(route, message.deadline, message.payload);
        bytes memory kept = Records.fromMemory(message.deadline, message.payload);
        assertEq(Records.hash(kept, route), hash, "source");
        assertEq(kept, record, "record");
        assertEq(this.hashOfRecord(route, record), hash, "delivery");
        assertEq(this.hashOfCalldata(message), hash, "retry");
    }

    function test_RecordsOfOtherWidthsAreOtherMessages() public {
        Witness witness = new Witness();
        Batch memory batch = _twoRecords(address(witness));
        batch.runs = _cutElsewhere(batch);
        assertRefused(batch, IGateway.HeadMismatch.selector, "the same bytes, cut elsewhere");
        assertEq(witness.calls(), 0, "calls");
    }

    function testFuzz_RetryTakesExactlyWhatWasParked(bytes memory payload, uint8 which) public {
        if (payload.length > 1024) payload = slice(payload, 0, 1024);
        world.refuse(true);
        uint64 nonce = send(bytes.concat(hex"ff", payload));
        world.deliverRest(lane, "");
        onB();
        assertTrue(standingOf(nonce) == Standing.Parked, "parked");
        Message memory message = world.messageOf(lane, nonce);
        world.refuse(false);

        Message[] memory moved = _moved(message);
        bytes memory input = abi.encodeCall(IGateway.retry, (lane, nonce, moved[which % moved.length]));
        assertRefused(input, IGateway.RecordMismatch.selector, "another message");
        assertAccepted(abi.encodeCall(IGateway.retry, (lane, nonce, message)), "the message that was parked");
        assertEq(recipientB.received(), 1, "received");
    }

    function test_SucceedsWhereRecordsArePacked() public {
        breakGateways();
        Witness witness = new Witness();
        Batch memory batch = _twoRecords(address(witness));
        batch.runs = _cutElsewhere(batch);
        assertAccepted(batch, "the same bytes, cut elsewhere");
        assertEq(witness.calls(), 1, "delivered two messages that were never sent");
    }

    function test_SucceedsWhereARetryHashesNothing() public {
        isStandingUnchecked = true;
        breakGateways();
        world.refuse(true);
        uint64 nonce = send(hex"ff");
        world.deliverRest(lane, "");
        onB();
        Message memory message = world.messageOf(lane, nonce);
        message.payload = "another";
        assertAccepted(abi.encodeCall(IGateway.retry, (lane, nonce, message)), "another message");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function _assertDistinct(Message memory one, Message memory other) private view {
        bool isSame = keccak256(abi.encode(one)) == keccak256(abi.encode(other));
        assertTrue(isSame || world.hash(one) != world.hash(other), "collision");
    }

    /// @dev With a payload of at least a byte, so that there is something to move.
    function _messageOf(Fields memory fields) private pure returns (Message memory) {
        return Message(
            RouteKind(fields.kind % 5),
            fields.sender,
            fields.recipient,
            fields.gasLimit,
            fields.deadline,
            bytes.concat(hex"01", fields.payload)
        );
    }

    function hashOfCalldata(Message calldata message) external pure returns (bytes32) {
        return LaneCodec.messageHash(message);
    }

    function hashOfRecord(bytes32 route, bytes calldata record) external pure returns (bytes32) {
        return LaneCodec.recordHash(route, record);
    }

    /// @dev Two messages whose records are 16 and 32 bytes long, in one batch.
    function _twoRecords(address recipient) private returns (Batch memory) {
        send(recipient, "12345678");
        send(recipient, "123456789012345678901234");
        onB();
        return world.genuineRest(lane, "");
    }

    /// @dev The 48 bytes of both records as one run of two records of 24.
    function _cutElsewhere(Batch memory batch) private pure returns (Run[] memory runs) {
        runs = new Run[](1);
        runs[0] = batch.runs[0];
        runs[0].width = 24;
        runs[0].records = bytes.concat(batch.runs[0].records, batch.runs[1].records);
    }

    function _moved(Message memory message) private pure returns (Message[] memory moved) {
        moved = new Message[](8);
        for (uint256 i = 0; i < moved.length; ++i) {
            moved[i] = abi.decode(abi.encode(message), (Message));
        }
        moved[0].payload = bytes.concat(message.payload, hex"00");
        moved[1].payload = slice(message.payload, 0, message.payload.length - 1);
        // Between deadline and payload, and between gas limit and deadline.
        moved[2].deadline = message.deadline << 8 | uint8(message.payload[0]);
        moved[2].payload = slice(message.payload, 1, message.payload.length);
        moved[3].payload = bytes.concat(bytes1(uint8(message.deadline)), message.payload);
        moved[3].deadline = message.deadline >> 8;
        moved[4].deadline = message.gasLimit;
        moved[4].gasLimit = message.deadline;
        moved[5].sender = message.recipient;
        moved[5].recipient = message.sender;
        moved[6].kind = message.kind == RouteKind.Batch ? RouteKind.Erc7786 : RouteKind.Batch;
        moved[7].payload = abi.encodePacked(message.deadline, message.payload);
    }
}
