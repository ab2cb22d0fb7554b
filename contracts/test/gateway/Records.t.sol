// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, RouteKind} from "../../src/gateway/IGateway.sol";
import {Records} from "../../src/gateway/Records.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Test} from "../base/Test.sol";
import {Vm} from "../base/Vm.sol";

/// @dev Records in place against what Solidity makes of the same, with memory in use on either side.
contract RecordsTest is Test {
    function testFuzz_ARecordIsDeadlineAndPayload(uint64 deadline, bytes calldata payload) public view {
        bytes memory before = bytes.concat(payload, "before");
        bytes memory record = Records.fromCalldata(deadline, payload);
        bytes memory fromMemory = Records.fromMemory(deadline, payload);
        bytes memory behind = bytes.concat(payload, "behind");
        assertEq(record, abi.encodePacked(deadline, payload), "from calldata");
        assertEq(fromMemory, abi.encodePacked(deadline, payload), "from memory");
        assertEq(before, bytes.concat(payload, "before"), "before");
        assertEq(behind, bytes.concat(payload, "behind"), "behind");
    }

    function testFuzz_HashesWhereItStands(uint64 deadline, bytes calldata payload, bytes32 route) public pure {
        bytes memory before = bytes.concat(payload, "before");
        bytes memory record = Records.fromCalldata(deadline, payload);
        bytes memory behind = bytes.concat(payload, "behind");
        assertEq(Records.hash(record, route), LaneCodec.messageHash(route, deadline, payload), "hash");
        assertEq(record, abi.encodePacked(deadline, payload), "record");
        assertEq(before, bytes.concat(payload, "before"), "before");
        assertEq(behind, bytes.concat(payload, "behind"), "behind");
    }

    function testFuzz_TellsWhatEmitTells(
        bytes32 lane,
        uint64 nonce,
        address sender,
        address recipient,
        uint64 gasLimit,
        bytes calldata payload
    ) public {
        RouteKind kind = RouteKind(nonce % 5);
        // Where the record will stand, nothing is zero.
        dirtyMemory();
        bytes memory before = bytes.concat(payload, "before");
        bytes memory record = Records.fromCalldata(nonce, payload);
        vm.recordLogs();
        Records.emitAppended(lane, nonce, sender, kind, recipient, gasLimit, record);
        emit IGateway.MessageAppended(lane, nonce, sender, kind, recipient, gasLimit, record);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(abi.encode(logs[0].topics), abi.encode(logs[1].topics), "topics");
        assertEq(logs[0].data, logs[1].data, "data");
        assertEq(record, abi.encodePacked(nonce, payload), "record");
        assertEq(before, bytes.concat(payload, "before"), "before");
    }

    function dirtyMemory() private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            for { let i := 0 } lt(i, 0x2000) { i := add(i, 0x20) } { mstore(add(start, i), not(0)) }
        }
    }
}
