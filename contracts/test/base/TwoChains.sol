// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SampleRecipient} from "../../samples/SampleRecipient.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {
    Checkpoint,
    Decision,
    IGateway,
    Limits,
    Message,
    RouteKind,
    Run,
    Signature,
    Standing
} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Runs} from "./Runs.sol";
import {Signer} from "./Signer.sol";
import {Test} from "./Test.sol";
import {Vm} from "./Vm.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev Two gateways in one EVM, told apart by the chain id that each sees, with an open lane pair between them.
/// What is appended is read from the logs, as a relayer reads it.
abstract contract TwoChains is Test {
    uint64 internal constant CHAIN_A = 1001;
    uint64 internal constant CHAIN_B = 1002;
    bytes32 internal constant CHANNEL = "collateral";
    uint64 internal constant EPOCH = 1;
    uint64 internal constant GAS_LIMIT = 100_000;

    address internal constant ADMIN = address(0xAD);
    address internal constant GUARDIAN = address(0x6A);
    uint64 internal constant GUARDIAN_ROLE = 1;
    address internal constant APP = address(0xA99);
    address internal constant STRANGER = address(0x57A);

    AccessManager internal managerA;
    AccessManager internal managerB;
    Gateway internal gatewayA;
    Gateway internal gatewayB;
    SampleRecipient internal recipientA;
    SampleRecipient internal recipientB;
    Signer.Key internal key;
    /// @dev From A to B.
    bytes32 internal lane;
    /// @dev From B to A.
    bytes32 internal returnLane;

    mapping(bytes32 lane => Message[]) internal messages;
    mapping(bytes32 lane => bytes32[]) internal heads;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.recordLogs();
        key = Signer.key(uint256(keccak256("group key")));
        onA();
        (managerA, gatewayA) = _deployGateway();
        onB();
        (managerB, gatewayB) = _deployGateway();
        lane = LaneCodec.laneId(CHAIN_A, address(gatewayA), CHAIN_B, address(gatewayB), CHANNEL);
        returnLane = LaneCodec.laneId(CHAIN_B, address(gatewayB), CHAIN_A, address(gatewayA), CHANNEL);
        onA();
        _openLane(gatewayA, CHAIN_B, gatewayB);
        onB();
        _openLane(gatewayB, CHAIN_A, gatewayA);
        recipientA = _deployRecipient(gatewayA);
        recipientB = _deployRecipient(gatewayB);
        recipientB.trust(lane, APP);
        recipientA.trust(returnLane, APP);
        deliverAll(lane);
        deliverAll(returnLane);
    }

    // The two chains

    function onA() internal {
        vm.chainId(CHAIN_A);
    }

    function onB() internal {
        vm.chainId(CHAIN_B);
    }

    /// @dev The gateway at a lane's destination, with its chain selected.
    function atDestination(bytes32 laneId) internal returns (Gateway) {
        if (laneId == returnLane || (laneId != lane && gatewayA.inboundLane(laneId).head != 0)) {
            onA();
            return gatewayA;
        }
        onB();
        return gatewayB;
    }

    /// @dev The gateway at a lane's source, with its chain selected.
    function atSource(bytes32 laneId) internal returns (Gateway) {
        return atDestination(laneId == lane || gatewayA.outboundLane(laneId).head != 0 ? returnLane : lane);
    }

    /// @dev Overridden by tests that put a broken gateway in its place.
    function newGateway(address authority) internal virtual returns (Gateway) {
        return Gateway(deployShipped("Gateway", abi.encode(authority)));
    }

    // forge links what is under src, but puts the code of everything else that is created into every test. By the names of
    // their artifacts these two stay out, and a test compiles in a third of the time.

    function _deployRecipient(Gateway gateway) private returns (SampleRecipient) {
        return SampleRecipient(deployShipped("SampleRecipient", abi.encode(gateway)));
    }

    function _deployGateway() private returns (AccessManager manager, Gateway gateway) {
        manager = AccessManager(deployShipped("AccessManager", abi.encode(ADMIN)));
        gateway = newGateway(address(manager));
        vm.startPrank(ADMIN);
        bytes4[] memory tightening = new bytes4[](4);
        tightening[0] = IGateway.pause.selector;
        tightening[1] = IGateway.pauseLane.selector;
        tightening[2] = IGateway.killKeyEpoch.selector;
        tightening[3] = IGateway.removeSender.selector;
        manager.setTargetFunctionRole(address(gateway), tightening, GUARDIAN_ROLE);
        manager.grantRole(GUARDIAN_ROLE, GUARDIAN, 0);
        gateway.registerKeyEpoch(EPOCH, key.px, key.py, proofOfPossession(gateway, key, EPOCH));
        vm.stopPrank();
    }

    function _openLane(Gateway gateway, uint64 remoteChainId, Gateway remote) private {
        vm.startPrank(ADMIN);
        (bytes32 outbound,) = gateway.openLane(remoteChainId, address(remote), CHANNEL, limits(), 0);
        gateway.allowSender(outbound, APP, true);
        vm.stopPrank();
    }

    function limits() internal pure virtual returns (Limits memory) {
        return Limits({gasLimitMax: 4_000_000, payloadBytesMax: 2048, voidedGasLimit: 150_000});
    }

    // Sending

    function send(bytes memory payload) internal returns (uint64) {
        return send(lane, payload, 0);
    }

    /// @dev An application message to the sample recipient at the lane's destination.
    function send(bytes32 laneId, bytes memory payload, uint64 deadline) internal returns (uint64) {
        address recipient = address(laneId == lane ? recipientB : recipientA);
        return send(laneId, recipient, GAS_LIMIT, deadline, payload);
    }

    function send(bytes32 laneId, address recipient, uint64 gasLimit, uint64 deadline, bytes memory payload)
        internal
        returns (uint64)
    {
        Gateway gateway = atSource(laneId);
        vm.prank(APP);
        return gateway.send(laneId, recipient, gasLimit, deadline, payload);
    }

    function sendMany(uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            send(abi.encodePacked(i));
        }
    }

    function soon() internal view returns (uint64) {
        return uint64(block.timestamp + 1 hours);
    }

    /// @dev Reads every MessageAppended since the last time into `messages` and `heads`.
    function observe() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IGateway.MessageAppended.selector) continue;
            bytes32 laneId = logs[i].topics[1];
            // A log of a call that was reverted is recorded too; what the gateway did not keep is not there.
            (RouteKind kind, address recipient, uint64 gasLimit, bytes memory record) =
                abi.decode(logs[i].data, (RouteKind, address, uint64, bytes));
            uint64 nonce = uint64(uint256(logs[i].topics[2]));
            if (nonce != messages[laneId].length + 1) continue;
            Message memory message = Message({
                kind: kind,
                sender: address(uint160(uint256(logs[i].topics[3]))),
                recipient: recipient,
                gasLimit: gasLimit,
                deadline: uint64(bytes8(slice(record, 0, 8))),
                payload: slice(record, 8, record.length)
            });
            bytes32 previous = nonce == 1 ? laneId : heads[laneId][nonce - 2];
            heads[laneId].push(LaneCodec.nextHead(previous, hashOf(message)));
            messages[laneId].push(message);
        }
    }

    /// @dev After what was appended is undone, by a call that reverts or a state that goes back: its logs stay recorded.
    function forgetReverted() internal {
        vm.getRecordedLogs();
    }

    function hashOf(Message memory message) internal pure returns (bytes32) {
        bytes32 route = LaneCodec.routeHash(message.kind, message.sender, message.recipient, message.gasLimit);
        return LaneCodec.messageHash(route, message.deadline, message.payload);
    }

    /// @dev The message at `nonce`.
    function messageAt(bytes32 laneId, uint64 nonce) internal returns (Message memory) {
        observe();
        return messages[laneId][nonce - 1];
    }

    function headAt(bytes32 laneId, uint64 nonce) internal virtual returns (bytes32) {
        observe();
        return nonce == 0 ? laneId : heads[laneId][nonce - 1];
    }

    function lastNonce(bytes32 laneId) internal returns (uint64) {
        observe();
        return uint64(messages[laneId].length);
    }

    function executed(bytes32 laneId) internal returns (uint64) {
        return atDestination(laneId).inboundLane(laneId).nonce;
    }

    function standingOf(bytes32 laneId, uint64 nonce) internal returns (Standing found) {
        (found,) = atDestination(laneId).standing(laneId, nonce);
    }

    // Attesting

    function checkpointAt(bytes32 laneId, uint64 from, uint64 nonce) internal returns (Checkpoint memory) {
        return Checkpoint(laneId, from, nonce, headAt(laneId, nonce), EPOCH);
    }

    function sign(Checkpoint memory checkpoint, bytes memory holds) internal returns (Signature memory) {
        return sign(key, checkpoint, holds);
    }

    function sign(Signer.Key memory signer, Checkpoint memory checkpoint, bytes memory holds)
        internal
        returns (Signature memory)
    {
        bytes32 domain = atDestination(checkpoint.lane).domainSeparator();
        return Signer.sign(signer, digestOf(domain, checkpoint, holds));
    }

    function digestOf(bytes32 domain, Checkpoint memory checkpoint, bytes memory holds)
        internal
        pure
        returns (bytes32)
    {
        bytes32 statement = keccak256(
            abi.encode(
                Statements.CHECKPOINT_TYPE,
                checkpoint.lane,
                checkpoint.from,
                checkpoint.nonce,
                checkpoint.head,
                keccak256(holds),
                checkpoint.keyEpoch
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, statement));
    }

    function signRuling(bytes32 laneId, uint64 nonce, Decision decision) internal returns (Signature memory) {
        bytes32 domain = atDestination(laneId).domainSeparator();
        bytes32 hash = hashOf(messageAt(laneId, nonce));
        return Signer.sign(key, Statements.rulingDigest(domain, laneId, nonce, hash, decision, EPOCH));
    }

    function proofOfPossession(Gateway gateway, Signer.Key memory signer, uint64 epoch)
        internal
        returns (Signature memory)
    {
        return Signer.sign(signer, Statements.keyEpochDigest(gateway.domainSeparator(), epoch, signer.px, signer.py));
    }

    // Delivering

    function messagesBetween(bytes32 laneId, uint64 first, uint64 last) internal returns (Message[] memory found) {
        found = new Message[](last - first + 1);
        for (uint64 nonce = first; nonce <= last; ++nonce) {
            found[nonce - first] = messageAt(laneId, nonce);
        }
    }

    function runsBetween(bytes32 laneId, uint64 first, uint64 last) internal returns (Run[] memory) {
        return Runs.fold(messagesBetween(laneId, first, last));
    }

    function tailBetween(bytes32 laneId, uint64 first, uint64 last) internal returns (bytes32[] memory tail) {
        tail = new bytes32[](last + 1 - first);
        for (uint64 nonce = first; nonce <= last; ++nonce) {
            tail[nonce - first] = hashOf(messageAt(laneId, nonce));
        }
    }

    /// @dev Delivers everything that was appended to a lane, under one checkpoint.
    function deliverAll(bytes32 laneId) internal {
        deliverHolding(laneId, "");
    }

    function deliverHolding(bytes32 laneId, bytes memory holds) internal {
        deliver(laneId, executed(laneId) + 1, lastNonce(laneId), lastNonce(laneId), holds);
    }

    /// @dev Delivers `first` … `last` under a checkpoint at `nonce`.
    function deliver(bytes32 laneId, uint64 first, uint64 last, uint64 nonce, bytes memory holds) internal {
        Checkpoint memory checkpoint = checkpointAt(laneId, executed(laneId), nonce);
        Signature memory signature = sign(checkpoint, holds);
        Run[] memory runs = runsBetween(laneId, first, last);
        bytes32[] memory tail = tailBetween(laneId, last + 1, nonce);
        atDestination(laneId).deliver(checkpoint, holds, signature, first, runs, tail);
    }

    function slice(bytes memory data, uint256 start, uint256 end) internal pure returns (bytes memory part) {
        part = new bytes(end - start);
        for (uint256 i = start; i < end; ++i) {
            part[i - start] = data[i];
        }
    }
}
