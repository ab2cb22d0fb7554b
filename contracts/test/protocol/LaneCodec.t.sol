// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Message, RouteKind} from "../../src/gateway/IGateway.sol";
import {Records} from "../../src/gateway/Records.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Test} from "../base/Test.sol";

/// @dev The codec's functions over calldata, as the gateway calls them.
contract LaneCodecCalls {
    function recordHash(bytes32 route, bytes calldata record) external pure returns (bytes32) {
        return LaneCodec.recordHash(route, record);
    }

    function messageHash(Message calldata message) external pure returns (bytes32) {
        return LaneCodec.messageHash(message);
    }

    function headAfterRun(bytes32 head, bytes32 route, bytes calldata records, uint256 width, uint256 time)
        external
        pure
        returns (bytes32, bool)
    {
        return LaneCodec.headAfterRun(head, route, records, width, time);
    }

    function firstExpired(bytes calldata records, uint256 width, uint256 index, uint256 time)
        external
        pure
        returns (uint256)
    {
        return LaneCodec.firstExpired(records, width, index, time);
    }

    /// @dev Memory that is in use while a hash is made, read again afterwards.
    function headAfterRunBesideMemory(bytes32 head, bytes32 route, bytes calldata records, uint256 width)
        external
        pure
        returns (bytes32 next, bytes memory before, bytes memory behind)
    {
        before = bytes.concat(records, "before");
        (next,) = LaneCodec.headAfterRun(head, route, records, width, 1);
        behind = bytes.concat(records, "behind");
        LaneCodec.recordHash(route, records);
        LaneCodec.nextHead(head, next);
    }
}

/// @dev What is hashed, against what docs/PROTOCOL.md says is hashed.
contract LaneCodecTest is Test {
    LaneCodecCalls private codec;

    function setUp() public {
        codec = new LaneCodecCalls();
    }

    // Heads

    /// @dev The assembly loop against the plain one.
    function testFuzz_HeadAfterRunIsThePlainLoop(
        bytes32 head,
        bytes32 route,
        bytes32 seed,
        uint256 count,
        uint256 width
    ) public view {
        count = bound(count, 0, 64);
        width = bound(width, 8, 200);
        bytes memory records = randomBytes(seed, count * width);
        bytes32 expected = head;
        for (uint256 i = 0; i < count; ++i) {
            bytes memory record = slice(records, i * width, (i + 1) * width);
            bytes32 hash = keccak256(bytes.concat(LaneCodec.MESSAGE_TYPE, route, record));
            expected = keccak256(bytes.concat(expected, hash));
        }
        (bytes32 found,) = codec.headAfterRun(head, route, records, width, 1);
        assertEq(found, expected, "head");
    }

    function test_HeadAfterNothingIsTheHead() public view {
        (bytes32 head, bool anyExpired) = codec.headAfterRun("head", "route", "", 40, 1);
        assertEq(head, "head", "head");
        assertFalse(anyExpired, "expired");
    }

    function testFuzz_HashingLeavesMemoryAlone(bytes32 head, bytes32 route, bytes32 seed) public view {
        bytes memory records = randomBytes(seed, 200);
        (bytes32 next, bytes memory before, bytes memory behind) =
            codec.headAfterRunBesideMemory(head, route, records, 40);
        (bytes32 expected,) = codec.headAfterRun(head, route, records, 40, 1);
        assertEq(next, expected, "head");
        assertEq(before, bytes.concat(records, "before"), "before");
        assertEq(behind, bytes.concat(records, "behind"), "behind");
    }

    function testFuzz_NextHeadIsTheHashOfBoth(bytes32 head, bytes32 hash) public pure {
        assertEq(LaneCodec.nextHead(head, hash), keccak256(bytes.concat(head, hash)), "head");
    }

    // Messages

    /// @dev Five ways to hash a message: at sending, from its parts, from a record, from a whole message, and spelt out.
    function testFuzz_AMessageHashesAlikeEverywhere(
        uint8 kind,
        address sender,
        address recipient,
        uint64 gasLimit,
        uint64 deadline,
        bytes calldata payload
    ) public view {
        RouteKind known = RouteKind(bound(kind, 0, 4));
        bytes32 route = keccak256(
            abi.encode(
                keccak256("LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)"),
                uint8(known),
                sender,
                recipient,
                gasLimit
            )
        );
        assertEq(LaneCodec.routeHash(known, sender, recipient, gasLimit), route, "route");
        bytes32 expected = keccak256(
            bytes.concat(
                keccak256("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)"),
                route,
                bytes8(deadline),
                payload
            )
        );
        assertEq(LaneCodec.messageHash(route, deadline, payload), expected, "by parts");
        assertEq(Records.hash(Records.fromCalldata(deadline, payload), route), expected, "at sending");
        assertEq(codec.recordHash(route, abi.encodePacked(deadline, payload)), expected, "by record");
        assertEq(codec.messageHash(Message(known, sender, recipient, gasLimit, deadline, payload)), expected, "whole");
    }

    /// @dev The assembly loop against the plain one, with deadlines around the time, and none.
    function testFuzz_FirstExpiredIsThePlainLoop(bytes32 seed, uint256 count, uint256 width, uint256 start, uint64 time)
        public
        view
    {
        count = bound(count, 0, 20);
        width = bound(width, 8, 100);
        start = bound(start, 0, count);
        time = uint64(bound(time, 1, type(uint64).max - 1));
        bytes memory records;
        uint256 expected = count;
        for (uint256 i = count; i > 0; --i) {
            seed = keccak256(abi.encode(seed));
            uint64 deadline = [0, 1, time - 1, time, time + 1, type(uint64).max][uint256(seed) % 6];
            records = bytes.concat(bytes8(deadline), randomBytes(seed, width - 8), records);
            if (i > start && deadline != 0 && time > deadline) expected = i - 1;
        }
        assertEq(codec.firstExpired(records, width, start, time), expected, "first expired");
        records = slice(records, start * width, count * width);
        (, bool anyExpired) = codec.headAfterRun("head", "route", records, width, time);
        assertEq(anyExpired ? 1 : 0, expected < count ? 1 : 0, "any expired");
    }

    /// @dev Deadline and payload stand side by side without a length: the deadline's width keeps them apart.
    function testFuzz_MessagesThatDifferHashDifferently(uint64 a, bytes calldata p, uint64 b, bytes calldata q)
        public
        pure
    {
        vm.assume(a != b || keccak256(p) != keccak256(q));
        assertTrue(LaneCodec.messageHash("route", a, p) != LaneCodec.messageHash("route", b, q), "collides");
    }

    // Ids

    function testFuzz_LaneIdIsWhatTheProtocolSays(
        uint64 sourceChain,
        address source,
        uint64 destinationChain,
        address destination,
        bytes32 channel
    ) public pure {
        assertEq(
            LaneCodec.laneId(sourceChain, source, destinationChain, destination, channel),
            keccak256(
                bytes.concat(
                    // The string's offset, then the words, then its length and its bytes.
                    bytes32(uint256(6 * 32)),
                    bytes32(uint256(sourceChain)),
                    bytes32(uint256(uint160(source))),
                    bytes32(uint256(destinationChain)),
                    bytes32(uint256(uint160(destination))),
                    channel,
                    bytes32(uint256(16)),
                    bytes32("LOCKSTEP_LANE_V1")
                )
            ),
            "lane"
        );
    }

    function testFuzz_DirectionsHaveDifferentIds(
        uint64 a,
        address gatewayA,
        uint64 b,
        address gatewayB,
        bytes32 channel
    ) public pure {
        vm.assume(a != b);
        assertTrue(
            LaneCodec.laneId(a, gatewayA, b, gatewayB, channel) != LaneCodec.laneId(b, gatewayB, a, gatewayA, channel),
            "equal"
        );
    }

    function testFuzz_MessageIdIsTheHashOfLaneAndNonce(bytes32 lane, uint64 nonce) public pure {
        assertEq(LaneCodec.messageId(lane, nonce), keccak256(bytes.concat(lane, bytes32(uint256(nonce)))), "message id");
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
