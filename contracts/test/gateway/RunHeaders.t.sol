// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {RouteKind, Run} from "../../src/gateway/IGateway.sol";
import {RunHeader, RunHeaders} from "../../src/gateway/RunHeaders.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Test} from "../base/Test.sol";

/// @dev What a header says of a run, as Solidity reads the run; and the hashes made from it, as the codec makes them.
contract RunHeadersTest is Test {
    using RunHeaders for RunHeader;

    struct Read {
        RouteKind kind;
        address sender;
        address recipient;
        uint64 gasLimit;
        uint256 width;
        uint256 count;
        bytes lastRecord;
        bytes lastPayload;
        bytes32 head;
        bytes32 lastHash;
        bytes32 route;
    }

    function read(Run[] calldata runs) external view returns (Read[] memory all, uint256 messages) {
        dirtyMemory();
        RunHeader[] memory headers;
        (headers, messages) = RunHeaders.read(runs);
        all = new Read[](headers.length);
        for (uint256 i = 0; i < headers.length; ++i) {
            all[i] = _look(headers[i]);
        }
    }

    function _look(RunHeader memory run) private view returns (Read memory found) {
        found.kind = run.kind;
        found.sender = run.sender;
        found.recipient = run.recipient;
        found.gasLimit = run.gasLimit;
        found.width = run.width;
        found.count = run.count;
        found.lastRecord = run.records(run.count - 1, run.count);
        found.lastPayload = run.payload(run.count - 1);
        found.head = run.hash("head", 0);
        found.lastHash = run.hashOf(run.count - 1);
        found.route = run.route;
    }

    function testFuzz_AHeaderSaysWhatTheRunSays(bytes32 seed, uint8[3] memory counts) public view {
        Run[] memory runs = new Run[](3);
        uint256 expected;
        for (uint256 i = 0; i < runs.length; ++i) {
            seed = keccak256(abi.encode(seed));
            uint256 count = uint256(counts[i]) % 5 + 1;
            uint256 width = 8 + uint256(counts[i]) % 70;
            runs[i] = Run({
                kind: RouteKind(uint256(seed) % 5),
                sender: address(bytes20(seed)),
                recipient: address(uint160(uint256(seed))),
                gasLimit: uint64(uint256(seed) >> 64),
                width: uint32(width),
                records: randomBytes(seed, count * width)
            });
            expected += count;
        }
        (Read[] memory all, uint256 messages) = this.read(runs);
        assertEq(messages, expected, "messages");
        for (uint256 i = 0; i < runs.length; ++i) {
            assertAlike(all[i], runs[i]);
        }
    }

    function assertAlike(Read memory found, Run memory run) private pure {
        assertTrue(found.kind == run.kind, "kind");
        assertTrue(found.sender == run.sender && found.recipient == run.recipient, "accounts");
        assertEq(found.gasLimit, run.gasLimit, "gas limit");
        assertEq(found.width, run.width, "width");
        assertEq(found.count, run.records.length / run.width, "count");
        bytes32 route = LaneCodec.routeHash(run.kind, run.sender, run.recipient, run.gasLimit);
        assertEq(found.route, route, "route");
        bytes32 head = "head";
        bytes memory record;
        for (uint256 i = 0; i < found.count; ++i) {
            record = slice(run.records, i * run.width, (i + 1) * run.width);
            head = LaneCodec.nextHead(head, keccak256(bytes.concat(LaneCodec.MESSAGE_TYPE, route, record)));
        }
        assertEq(found.head, head, "head");
        assertEq(found.lastRecord, record, "record");
        assertEq(found.lastPayload, slice(record, 8, record.length), "payload");
        assertEq(found.lastHash, keccak256(bytes.concat(LaneCodec.MESSAGE_TYPE, route, record)), "hash");
    }

    /// @dev As Solidity refuses it: without a word.
    function test_RevertWhen_AFieldIsTooWide() public {
        Run[] memory runs = new Run[](1);
        runs[0] = Run(RouteKind.Voided, address(1), address(2), 3, 8, new bytes(8));
        bytes memory input = abi.encodeCall(this.read, (runs));
        (bool accepted, bytes memory answer) = address(this).call(input);
        assertTrue(accepted, "accepted");
        // Selector, offset of the array, its length, offset of the run: kind, sender, recipient, gas limit, width.
        uint256[5] memory excess = [uint256(5), 1 << 160, 1 << 160, 1 << 64, 1 << 32];
        for (uint256 i = 0; i < excess.length; ++i) {
            bytes memory changed = bytes.concat(input);
            uint256 at = 32 + 4 + 3 * 32 + i * 32;
            uint256 value = excess[i];
            assembly ("memory-safe") {
                mstore(add(changed, at), value)
            }
            (accepted, answer) = address(this).call(changed);
            assertFalse(accepted, "accepted");
            assertEq(answer.length, 0, "answer");
        }
    }

    function dirtyMemory() private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            for { let i := 0 } lt(i, 0x2000) { i := add(i, 0x20) } { mstore(add(start, i), not(0)) }
        }
    }

    function randomBytes(bytes32 seed, uint256 length) private pure returns (bytes memory data) {
        data = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            if (i % 32 == 0) seed = keccak256(abi.encode(seed));
            data[i] = seed[i % 32];
        }
    }

    function slice(bytes memory data, uint256 start, uint256 end) private pure returns (bytes memory part) {
        part = new bytes(end - start);
        for (uint256 i = start; i < end; ++i) {
            part[i - start] = data[i];
        }
    }
}
