// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Limits, Message, Signature} from "../../src/gateway/IGateway.sol";
import {Threat} from "./Threat.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @dev CrossCurve, 2026: an express entry executed messages without the check that the main entry made. Here the list of
/// all functions is closed: each is known to read only, to speak for its caller only, to be for a role only, or to ask for
/// proof. A function that is added fails this test until somebody has thought about a bare caller.
contract CrossCurveTest is Threat {
    mapping(bytes32 signature => bool) private isKnown;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxRecordsGateway.sol:LaxRecordsGateway", abi.encode(authority, LaxRecordsGateway.Fault.OpenDoors)
            )
        );
    }

    function test_EveryFunctionIsKnown() public {
        (uint256 functions, string memory unknown) = _findUnknown("Gateway");
        assertEq(bytes(unknown), "", unknown);
        assertEq(functions, 48, "functions");
    }

    function test_EveryExecutingFunctionAsksForProof() public {
        send("held");
        world.deliverRest(lane, abi.encodePacked(uint64(2)));
        send("under way");
        bytes32 before = world.position();
        Message memory forged = neverSent();
        Message memory held = world.messageOf(lane, 2);
        Signature memory none;
        bytes4 unsigned = IGateway.InvalidSignature.selector;
        bytes4 standing = IGateway.WrongStanding.selector;

        assertRefused(world.forge(lane, forged), unsigned, "deliver");
        for (uint64 nonce = 1; nonce <= 4; ++nonce) {
            if (nonce == 2) continue;
            assertRefused(abi.encodeCall(IGateway.retry, (lane, nonce, forged)), standing, "retry");
            assertRefused(abi.encodeCall(IGateway.void, (lane, nonce, forged)), standing, "void");
            assertRefused(abi.encodeCall(IGateway.pushVoid, (lane, nonce, forged)), standing, "push");
            assertRefused(_ruling(nonce, forged, none), standing, "ruling");
        }
        // What is held is known to everyone, and still nobody's to decide.
        assertRefused(abi.encodeCall(IGateway.retry, (lane, 2, held)), standing, "retry of a held message");
        assertRefused(_ruling(2, held, none), unsigned, "unsigned ruling");
        assertRefused(_ruling(2, forged, none), IGateway.RecordMismatch.selector, "ruling on another record");
        assertRefused(
            abi.encodeCall(IGateway.void, (lane, 2, held)), IGateway.NotVoidable.selector, "void without a deadline"
        );
        assertEq(world.position(), before, "position");
    }

    function test_EveryFunctionOfARoleRefusesABareCaller() public {
        bytes32 before = world.control();
        Limits memory limits = world.acceptable();
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        bytes[] memory calls = new bytes[](13);
        calls[0] = abi.encodeCall(IGateway.openLane, (77, STRANGER, CHANNEL, limits, 0));
        calls[1] = abi.encodeCall(IGateway.closeLane, (returnLane));
        calls[2] = abi.encodeCall(IGateway.allowSender, (returnLane, STRANGER, false));
        calls[3] = abi.encodeCall(IGateway.removeSender, (returnLane, APP));
        calls[4] = abi.encodeCall(IGateway.setFee, (returnLane, 1));
        calls[5] = abi.encodeCall(IGateway.withdrawFees, (payable(STRANGER), 0));
        calls[6] = abi.encodeCall(IGateway.pauseLane, (lane));
        calls[7] = abi.encodeCall(IGateway.resumeLane, (lane));
        calls[8] = abi.encodeCall(IGateway.pause, ());
        calls[9] = abi.encodeCall(IGateway.resume, ());
        calls[10] = abi.encodeCall(IGateway.registerKeyEpoch, (2, attacker.px, attacker.py, proof));
        calls[11] = abi.encodeCall(IGateway.killKeyEpoch, (EPOCH));
        calls[12] = abi.encodeCall(IAccessManaged.setAuthority, (address(this)));
        for (uint256 i = 0; i < calls.length; ++i) {
            assertRefused(calls[i], IAccessManaged.AccessManagedUnauthorized.selector, "bare caller");
        }
        assertEq(world.control(), before, "control");
    }

    function test_SucceedsThroughAnEntryThatNobodyWatches() public {
        breakGateways();
        (, string memory unknown) = _findUnknown("LaxRecordsGateway");
        assertTrue(bytes(unknown).length != 0, "the list names what was added");
        assertAccepted(
            abi.encodeCall(LaxRecordsGateway.express, (lane, 99, neverSent())), "delivered without any proof"
        );
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function _ruling(uint64 nonce, Message memory message, Signature memory signature)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeCall(IGateway.rule, (lane, nonce, message, Decision.Deliver, EPOCH, signature));
    }

    /// @dev Reads the functions of a contract from what the compiler said of it.
    function _findUnknown(string memory name) private returns (uint256 functions, string memory unknown) {
        _nameAll();
        string memory json = vm.readFile(string.concat("out/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(json, ".methodIdentifiers");
        for (uint256 i = 0; i < signatures.length; ++i) {
            if (!isKnown[keccak256(bytes(signatures[i]))]) unknown = string.concat(unknown, " ", signatures[i]);
        }
        return (signatures.length, unknown);
    }

    function _nameAll() private {
        // Execute or move messages, and ask for proof.
        _know(
            "deliver((bytes32,uint64,uint64,bytes32,uint64),bytes,(uint256,uint256,uint256),uint64,(uint8,address,address,uint64,uint32,bytes)[],bytes32[])"
        );
        _know("retry(bytes32,uint64,(uint8,address,address,uint64,uint64,bytes))");
        _know("rule(bytes32,uint64,(uint8,address,address,uint64,uint64,bytes),uint8,uint64,(uint256,uint256,uint256))");
        _know("void(bytes32,uint64,(uint8,address,address,uint64,uint64,bytes))");
        _know("pushVoid(bytes32,uint64,(uint8,address,address,uint64,uint64,bytes))");
        // Speak for the caller only.
        _know("send(bytes32,address,uint64,uint64,bytes)");
        _know("sendMessage(bytes,bytes,bytes[])");
        _know("setDefaultChannel(bytes32)");
        // For a role only.
        _know("openLane(uint64,address,bytes32,(uint32,uint32,uint32),uint96)");
        _know("closeLane(bytes32)");
        _know("allowSender(bytes32,address,bool)");
        _know("removeSender(bytes32,address)");
        _know("setFee(bytes32,uint96)");
        _know("withdrawFees(address,uint256)");
        _know("pauseLane(bytes32)");
        _know("resumeLane(bytes32)");
        _know("pause()");
        _know("resume()");
        _know("registerKeyEpoch(uint64,uint256,uint256,(uint256,uint256,uint256))");
        _know("killKeyEpoch(uint64)");
        _know("setAuthority(address)");
        // Read only, and declared so: the compiler forbids them to write.
        string[27] memory views = [
            "DEADLINE_MAX()",
            "DEADLINE_MIN()",
            "FINISH_GAS()",
            "GAS_LIMIT_DEFAULT()",
            "GAS_LIMIT_MAX()",
            "GAS_LIMIT_MIN()",
            "HELD_GRACE()",
            "KEY_DELAY()",
            "KEY_GRACE()",
            "LANES_MAX()",
            "PARK_GAS()",
            "PAYLOAD_BYTES_MAX()",
            "RUN_MAX()",
            "TAIL_MAX()",
            "authority()",
            "defaultChannel(address)",
            "domainSeparator()",
            "inboundLane(bytes32)",
            "isConsumingScheduledOp()",
            "isPaused()",
            "keyEpochs()",
            "outboundLane(bytes32)",
            "pairedLane(bytes32)",
            "peerGateway(uint64)",
            "senderStatus(bytes32,address)",
            "standing(bytes32,uint64)",
            "supportsAttribute(bytes4)"
        ];
        for (uint256 i = 0; i < views.length; ++i) {
            _know(views[i]);
        }
    }

    function _know(string memory signature) private {
        isKnown[keccak256(bytes(signature))] = true;
    }
}
