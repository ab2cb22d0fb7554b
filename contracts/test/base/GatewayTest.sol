// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Attributes} from "../../src/gateway/Attributes.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Checkpoint, Decision, IGateway, Message, Run, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {TwoChains} from "./TwoChains.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @dev What the tests of the gateway's behaviour share: batches that can be tampered with before they are given, and
/// refusals that are held to their exact error and to having changed nothing.
abstract contract GatewayTest is TwoChains {
    /// @dev The arguments of `deliver`.
    struct Batch {
        Checkpoint checkpoint;
        bytes holds;
        Signature signature;
        uint64 first;
        Run[] runs;
        bytes32[] tail;
    }

    /// @dev A payload that the sample recipient refuses once it is told to.
    bytes internal constant REFUSED = hex"ff";

    /// @dev Lanes that a test opens beside the usual pair, for `observableState`.
    bytes32[] internal otherLanes;

    // Refusals

    function assertRefused(Gateway gateway, address caller, bytes memory input, bytes memory error) internal {
        assertRefused(gateway, caller, 0, input, error);
    }

    /// @dev The call reverts with exactly these bytes, and everything that can be seen of both gateways is as before.
    function assertRefused(Gateway gateway, address caller, uint256 value, bytes memory input, bytes memory error)
        internal
    {
        bytes memory answer = refusalOf(gateway, caller, value, input);
        if (keccak256(answer) != keccak256(error)) revert WrongRefusal(answer, error);
    }

    error WrongRefusal(bytes found, bytes expected);

    /// @dev The error of a call that must fail, for errors whose figures cannot be known beforehand.
    function refusalOf(Gateway gateway, address caller, uint256 value, bytes memory input)
        internal
        returns (bytes memory answer)
    {
        bytes32 before = observableState();
        select(gateway);
        vm.deal(caller, caller.balance + value);
        vm.prank(caller);
        bool accepted;
        (accepted, answer) = address(gateway).call{value: value}(input);
        assertFalse(accepted, "accepted what must be refused");
        assertEq(observableState(), before, "a refused call changed something");
    }

    function assertUnauthorized(Gateway gateway, address caller, bytes memory input) internal {
        assertRefused(
            gateway, caller, input, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller)
        );
    }

    /// @dev A digest of everything that the views, balances and recipients show.
    function observableState() internal returns (bytes32) {
        return keccak256(
            abi.encode(
                _observable(gatewayA),
                _observable(gatewayB),
                recipientA.received(),
                recipientA.voided(),
                recipientB.received(),
                recipientB.voided()
            )
        );
    }

    function _observable(Gateway gateway) private returns (bytes32 digest) {
        digest = keccak256(
            abi.encode(address(gateway).balance, gateway.isPaused(), gateway.keyEpochs(), gateway.peerGateway(CHAIN_A))
        );
        digest = keccak256(abi.encode(digest, gateway.peerGateway(CHAIN_B), gateway.defaultChannel(APP)));
        digest = _withLane(digest, gateway, lane);
        digest = _withLane(digest, gateway, returnLane);
        for (uint256 i = 0; i < otherLanes.length; ++i) {
            digest = _withLane(digest, gateway, otherLanes[i]);
        }
    }

    function _withLane(bytes32 digest, Gateway gateway, bytes32 laneId) private returns (bytes32) {
        digest = keccak256(abi.encode(digest, gateway.outboundLane(laneId), gateway.inboundLane(laneId)));
        (bool allowed, bool paysFee) = gateway.senderStatus(laneId, APP);
        (bool strangerAllowed,) = gateway.senderStatus(laneId, STRANGER);
        digest = keccak256(abi.encode(digest, allowed, paysFee, strangerAllowed, gateway.pairedLane(laneId)));
        uint64 last = lastNonce(laneId) + 1;
        for (uint64 nonce = 0; nonce <= last; ++nonce) {
            (Standing standing, bytes32 hash) = gateway.standing(laneId, nonce);
            digest = keccak256(abi.encode(digest, standing, hash));
        }
        return digest;
    }

    function select(Gateway gateway) internal {
        if (isA(gateway)) onA();
        else onB();
    }

    function isA(Gateway gateway) internal view returns (bool) {
        return address(gateway) == address(gatewayA);
    }

    // Batches

    /// @dev A signed batch: messages `first` … `last` in runs, under a checkpoint at `nonce`.
    function batchOf(bytes32 laneId, uint64 first, uint64 last, uint64 nonce, bytes memory holds)
        internal
        returns (Batch memory batch)
    {
        batch.checkpoint = checkpointAt(laneId, executed(laneId), nonce);
        batch.holds = holds;
        batch.first = first;
        batch.runs = runsBetween(laneId, first, last);
        batch.tail = tailBetween(laneId, last + 1, nonce);
        signAgain(batch);
    }

    /// @dev Everything that was appended to a lane and is not executed yet.
    function batchOfAll(bytes32 laneId) internal returns (Batch memory) {
        return batchOf(laneId, executed(laneId) + 1, lastNonce(laneId), lastNonce(laneId), "");
    }

    /// @dev After a change that the quorum vouches for.
    function signAgain(Batch memory batch) internal {
        batch.signature = sign(batch.checkpoint, batch.holds);
    }

    function inputOf(Batch memory batch) internal pure returns (bytes memory) {
        return abi.encodeCall(
            IGateway.deliver, (batch.checkpoint, batch.holds, batch.signature, batch.first, batch.runs, batch.tail)
        );
    }

    function deliver(Batch memory batch) internal {
        atDestination(batch.checkpoint.lane)
            .deliver(batch.checkpoint, batch.holds, batch.signature, batch.first, batch.runs, batch.tail);
    }

    function assertBatchRefused(Batch memory batch, bytes memory error) internal {
        assertRefused(atDestination(batch.checkpoint.lane), STRANGER, inputOf(batch), error);
    }

    /// @dev Appends to what is known of a lane a message that its source gateway never sent; the quorum's key is ours, so
    /// the destination cannot tell. For what an honest source does not send.
    function appendUnsent(bytes32 laneId, Message memory message) internal returns (uint64 nonce) {
        nonce = lastNonce(laneId) + 1;
        heads[laneId].push(LaneCodec.nextHead(headAt(laneId, nonce - 1), hashOf(message)));
        messages[laneId].push(message);
    }

    /// @dev An application's message through ERC-7786, to a recipient on chain B.
    function sendErc7786(address recipient, uint64 gasLimit, uint64 deadline, bytes memory payload)
        internal
        returns (uint64 nonce)
    {
        sendErc7786(CHANNEL, recipient, gasLimit, deadline, payload);
        return gatewayA.outboundLane(lane).nonce;
    }

    function sendErc7786(bytes32 channel, address recipient, uint64 gasLimit, uint64 deadline, bytes memory payload)
        internal
    {
        bytes[] memory attributes = new bytes[](3);
        attributes[0] = abi.encodeWithSelector(Attributes.CHANNEL, channel);
        attributes[1] = abi.encodeWithSelector(Attributes.GAS_LIMIT, gasLimit);
        attributes[2] = abi.encodeWithSelector(Attributes.DEADLINE, deadline);
        onA();
        vm.prank(APP);
        gatewayA.sendMessage(InteroperableAddress.encode(CHAIN_B, recipient), payload, attributes);
    }

    // Messages that were not delivered

    /// @dev Sends a message that the recipient refuses, and delivers it: it stands as parked.
    function parkOne(uint64 deadline) internal returns (uint64 nonce) {
        nonce = send(lane, REFUSED, deadline);
        recipientB.setRefusing(true);
        deliverAll(lane);
        recipientB.setRefusing(false);
    }

    /// @dev Sends a message that the quorum holds: it stands as held.
    function holdOne(uint64 deadline) internal returns (uint64 nonce) {
        nonce = send(lane, REFUSED, deadline);
        deliverHolding(lane, abi.encodePacked(nonce));
    }

    function retry(bytes32 laneId, uint64 nonce) internal {
        Message memory message = messageAt(laneId, nonce);
        atDestination(laneId).retry(laneId, nonce, message);
    }

    function retryInput(bytes32 laneId, uint64 nonce) internal returns (bytes memory) {
        return abi.encodeCall(IGateway.retry, (laneId, nonce, messageAt(laneId, nonce)));
    }

    function rule(bytes32 laneId, uint64 nonce, Decision decision) internal {
        Message memory message = messageAt(laneId, nonce);
        Signature memory signature = signRuling(laneId, nonce, decision);
        atDestination(laneId).rule(laneId, nonce, message, decision, EPOCH, signature);
    }

    function ruleInput(bytes32 laneId, uint64 nonce, Decision decision) internal returns (bytes memory) {
        return abi.encodeCall(
            IGateway.rule,
            (laneId, nonce, messageAt(laneId, nonce), decision, EPOCH, signRuling(laneId, nonce, decision))
        );
    }

    function voidMessage(bytes32 laneId, uint64 nonce) internal {
        Message memory message = messageAt(laneId, nonce);
        atDestination(laneId).void(laneId, nonce, message);
    }

    function voidInput(bytes32 laneId, uint64 nonce) internal returns (bytes memory) {
        return abi.encodeCall(IGateway.void, (laneId, nonce, messageAt(laneId, nonce)));
    }

    function pushVoid(bytes32 laneId, uint64 nonce) internal {
        Message memory message = messageAt(laneId, nonce);
        atDestination(laneId).pushVoid(laneId, nonce, message);
    }

    function pushVoidInput(bytes32 laneId, uint64 nonce) internal returns (bytes memory) {
        return abi.encodeCall(IGateway.pushVoid, (laneId, nonce, messageAt(laneId, nonce)));
    }

    function assertStanding(bytes32 laneId, uint64 nonce, Standing expected) internal {
        assertEq(uint256(standingOf(laneId, nonce)), uint256(expected), "standing");
    }

    /// @dev The next call on the gateway emits this, with all its fields. Emit it right after.
    function expectEvent(Gateway gateway) internal {
        vm.expectEmit(true, true, true, true, address(gateway));
    }

    // Administration

    function pauseLane(Gateway gateway, bytes32 laneId) internal {
        vm.prank(GUARDIAN);
        gateway.pauseLane(laneId);
    }

    function resumeLane(Gateway gateway, bytes32 laneId) internal {
        vm.prank(ADMIN);
        gateway.resumeLane(laneId);
    }

    function pause(Gateway gateway) internal {
        vm.prank(GUARDIAN);
        gateway.pause();
    }

    function resume(Gateway gateway) internal {
        vm.prank(ADMIN);
        gateway.resume();
    }

    function closeLane(Gateway gateway, bytes32 laneId) internal {
        vm.prank(ADMIN);
        gateway.closeLane(laneId);
    }

    /// @dev Errors that say nothing but which lane.
    function laneError(bytes4 selector, bytes32 laneId) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, laneId);
    }
}
