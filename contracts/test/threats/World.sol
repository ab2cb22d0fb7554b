// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SampleRecipient} from "../../samples/SampleRecipient.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {
    Checkpoint,
    Decision,
    InboundLane,
    Limits,
    Message,
    OutboundLane,
    Signature
} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Runs} from "../base/Runs.sol";
import {Signer} from "../base/Signer.sol";
import {TwoChains} from "../base/TwoChains.sol";
import {Batch} from "./Batch.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev Who makes the gateways of a world: genuine ones or broken ones.
interface GatewayMaker {
    function makeGateway(address authority) external returns (Gateway);
}

/// @title The two chains as a contract of its own, and what an attacker can make of them.
/// @dev Compiled once. If every test of a threat inherited it instead, each would take seconds more to compile.
contract World is TwoChains {
    struct Parts {
        AccessManager managerA;
        AccessManager managerB;
        Gateway gatewayA;
        Gateway gatewayB;
        SampleRecipient recipientA;
        SampleRecipient recipientB;
        bytes32 lane;
        bytes32 returnLane;
    }

    GatewayMaker private immutable MAKER;

    constructor(GatewayMaker maker) {
        MAKER = maker;
    }

    function parts() external view returns (Parts memory) {
        return Parts(managerA, managerB, gatewayA, gatewayB, recipientA, recipientB, lane, returnLane);
    }

    function newGateway(address authority) internal override returns (Gateway) {
        return MAKER.makeGateway(authority);
    }

    function acceptable() external pure returns (Limits memory) {
        return limits();
    }

    // Sending

    function sendTo(bytes32 laneId, address recipient, uint64 gasLimit, uint64 deadline, bytes memory payload)
        external
        returns (uint64)
    {
        return send(laneId, recipient, gasLimit, deadline, payload);
    }

    /// @dev Through ERC-7786, by the same application.
    function sendInteroperably(bytes32 laneId, bytes memory recipient, bytes memory payload) external {
        bytes[] memory attributes = new bytes[](1);
        attributes[0] = abi.encodeWithSignature("channel(bytes32)", CHANNEL);
        Gateway gateway = atSource(laneId);
        vm.prank(APP);
        gateway.sendMessage(recipient, payload, attributes);
    }

    /// @dev The sample recipient on B refuses payloads that begin with 0xff, or no longer does.
    function refuse(bool refusing) external {
        recipientB.setRefusing(refusing);
    }

    function trustInteroperably(bytes memory sender) external {
        recipientB.trustInteroperable(sender);
    }

    function messageOf(bytes32 laneId, uint64 nonce) external returns (Message memory) {
        return messageAt(laneId, nonce);
    }

    function hash(Message memory message) external pure returns (bytes32) {
        return hashOf(message);
    }

    /// @dev The source's own word: a broken one hashes in its own way.
    function headAt(bytes32 laneId, uint64 nonce) internal override returns (bytes32) {
        Gateway source = laneId == returnLane ? gatewayB : gatewayA;
        return
            source.outboundLane(laneId).nonce == nonce ? source.outboundLane(laneId).head : super.headAt(laneId, nonce);
    }

    function headOf(bytes32 laneId, uint64 nonce) external returns (bytes32) {
        return headAt(laneId, nonce);
    }

    // Batches

    /// @dev Messages `first` … `last` as they were sent, under a signed checkpoint at `nonce`.
    function genuine(bytes32 laneId, uint64 first, uint64 last, uint64 nonce, bytes memory holds)
        public
        returns (Batch memory batch)
    {
        batch.checkpoint = checkpointAt(laneId, executed(laneId), nonce);
        batch.holds = holds;
        batch.signature = sign(batch.checkpoint, holds);
        batch.first = first;
        batch.runs = runsBetween(laneId, first, last);
        batch.tail = tailBetween(laneId, last + 1, nonce);
    }

    /// @dev Everything that was appended and is not executed yet.
    function genuineRest(bytes32 laneId, bytes memory holds) public returns (Batch memory) {
        uint64 last = lastNonce(laneId);
        return genuine(laneId, executed(laneId) + 1, last, last, holds);
    }

    /// @dev A batch of one message that the source never appended, behind the destination's own head. It lacks nothing but
    /// a signature.
    function forge(bytes32 laneId, Message memory message) public returns (Batch memory batch) {
        InboundLane memory reached = atDestination(laneId).inboundLane(laneId);
        Message[] memory one = new Message[](1);
        one[0] = message;
        bytes32 head = LaneCodec.nextHead(reached.head, hashOf(message));
        batch.checkpoint = Checkpoint(laneId, reached.nonce, reached.nonce + 1, head, EPOCH);
        batch.first = reached.nonce + 1;
        batch.runs = Runs.fold(one);
    }

    /// @dev The same with the quorum's signature: for what the gateway must withstand even then.
    function forgeSigned(bytes32 laneId, Message memory message) external returns (Batch memory batch) {
        batch = forge(laneId, message);
        batch.signature = sign(batch.checkpoint, batch.holds);
    }

    function deliverRest(bytes32 laneId, bytes memory holds) external {
        deliverHolding(laneId, holds);
    }

    // Signing

    function quorum() external view returns (Signer.Key memory) {
        return key;
    }

    function keyOf(string memory name) external returns (Signer.Key memory) {
        return Signer.key(uint256(keccak256(bytes(name))));
    }

    function signDigest(Signer.Key memory signer, bytes32 digest) external returns (Signature memory) {
        return Signer.sign(signer, digest);
    }

    function signCheckpoint(Signer.Key memory signer, Checkpoint memory checkpoint, bytes memory holds)
        external
        returns (Signature memory)
    {
        return sign(signer, checkpoint, holds);
    }

    function checkpointTo(bytes32 laneId, uint64 from, uint64 nonce) external returns (Checkpoint memory) {
        return checkpointAt(laneId, from, nonce);
    }

    function digestOver(bytes32 domain, Checkpoint memory signed, bytes memory holds) external pure returns (bytes32) {
        return digestOf(domain, signed, holds);
    }

    function ruling(bytes32 laneId, uint64 nonce, Decision decision) external returns (Signature memory) {
        return signRuling(laneId, nonce, decision);
    }

    function possession(Gateway gateway, Signer.Key memory signer, uint64 epoch) external returns (Signature memory) {
        return proofOfPossession(gateway, signer, epoch);
    }

    // What must not change

    /// @dev Where both ends of the lane pair stand, and what the recipients were told.
    function position() external view returns (bytes32) {
        return keccak256(
            abi.encode(
                gatewayA.inboundLane(returnLane),
                gatewayA.outboundLane(lane),
                gatewayB.inboundLane(lane),
                gatewayB.outboundLane(returnLane),
                recipientA.received(),
                recipientA.voided(),
                recipientB.received(),
                recipientB.voided()
            )
        );
    }

    /// @dev Everything that only an administrator or guardian may change.
    function control() external view returns (bytes32) {
        return keccak256(abi.encode(_controlOf(gatewayA, CHAIN_B, lane), _controlOf(gatewayB, CHAIN_A, returnLane)));
    }

    function _controlOf(Gateway gateway, uint64 remoteChainId, bytes32 outbound) private view returns (bytes32) {
        (bool isAllowed, bool paysFee) = gateway.senderStatus(outbound, APP);
        return keccak256(
            abi.encode(
                gateway.authority(),
                gateway.isPaused(),
                gateway.keyEpochs(),
                gateway.peerGateway(remoteChainId),
                _switchesOf(gateway.outboundLane(outbound)),
                gateway.inboundLane(gateway.pairedLane(outbound)).paused,
                isAllowed,
                paysFee
            )
        );
    }

    function _switchesOf(OutboundLane memory lane_) private pure returns (bytes32) {
        return keccak256(abi.encode(lane_.ready, lane_.closed, lane_.paused, lane_.fee, lane_.peerLimits));
    }
}
