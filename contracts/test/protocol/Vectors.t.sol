// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Holds} from "../../src/gateway/Holds.sol";
import {
    Checkpoint,
    Decision,
    IGateway,
    Limits,
    Message,
    RouteKind,
    Run,
    Signature
} from "../../src/gateway/IGateway.sol";
import {Records} from "../../src/gateway/Records.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {FrostReference} from "../frost/FrostReference.sol";

/// @dev The libraries' functions over calldata, as the gateway calls them.
contract ProtocolCalls {
    function messageHash(Message calldata message) external pure returns (bytes32) {
        return LaneCodec.messageHash(message);
    }

    function recordHash(bytes32 route, bytes calldata record) external pure returns (bytes32) {
        return LaneCodec.recordHash(route, record);
    }

    function headAfterRun(bytes32 head, bytes32 route, bytes calldata records, uint256 width)
        external
        pure
        returns (bytes32)
    {
        (bytes32 next,) = LaneCodec.headAfterRun(head, route, records, width, 1);
        return next;
    }

    function checkHolds(bytes calldata holds, uint64 from, uint64 nonce) external pure {
        Holds.check(holds, from, nonce);
    }

    function checkpointDigest(bytes32 domain, Checkpoint calldata checkpoint, bytes calldata holds)
        external
        pure
        returns (bytes32)
    {
        return Statements.checkpointDigest(domain, checkpoint, holds);
    }

    function decode(bytes calldata found) external pure returns (uint64 chainId, address account) {
        return InteroperableAddress.decode(found);
    }
}

/// @dev Every row of the vectors that Java is held to as well. No array may be added or shrink unnoticed.
contract VectorsTest is GatewayTest {
    // The rows, field by field as the file names them

    struct LaneIdRow {
        uint256 sourceChainId;
        address sourceGateway;
        uint256 destinationChainId;
        address destinationGateway;
        bytes32 channel;
        bytes32 laneId;
        bytes32 pairedLaneId;
    }

    struct MessageIdRow {
        bytes32 lane;
        uint64 nonce;
        bytes32 messageId;
    }

    struct RouteRow {
        uint8 kind;
        address sender;
        address recipient;
        uint64 gasLimit;
        bytes32 routeHash;
    }

    struct MessageRow {
        uint8 kind;
        address sender;
        address recipient;
        uint64 gasLimit;
        uint64 deadline;
        bytes payload;
        bytes record;
        bytes32 routeHash;
        bytes32 messageHash;
    }

    struct HeadChainRow {
        bytes32 lane;
        bytes32[] messageHashes;
        bytes32[] heads;
    }

    struct RunRow {
        uint8 kind;
        address sender;
        address recipient;
        uint64 gasLimit;
        uint32 width;
        uint256 count;
        bytes records;
        bytes32[] messageHashes;
    }

    struct RunInvalidRow {
        uint32 width;
        bytes records;
    }

    struct HoldsRow {
        uint64 from;
        uint64 nonce;
        uint64[] nonces;
        bytes encoded;
        bytes32 hash;
    }

    struct HoldsInvalidRow {
        uint64 from;
        uint64 nonce;
        bytes encoded;
    }

    struct DomainRow {
        uint256 chainId;
        address gateway;
        bytes32 separator;
    }

    struct CheckpointRow {
        uint256 chainId;
        address gateway;
        bytes32 lane;
        uint64 from;
        uint64 nonce;
        bytes32 head;
        bytes holds;
        bytes32 holdsHash;
        uint64 keyEpoch;
        bytes32 digest;
    }

    struct RulingRow {
        uint256 chainId;
        address gateway;
        bytes32 lane;
        uint64 nonce;
        bytes32 messageHash;
        uint8 decision;
        uint64 keyEpoch;
        bytes32 digest;
    }

    struct KeyEpochRow {
        uint256 chainId;
        address gateway;
        uint64 keyEpoch;
        uint256 px;
        uint256 py;
        bytes32 digest;
    }

    struct FieldRow {
        string field;
        uint256 offset;
        uint256 width;
    }

    struct HelloRow {
        uint32 gasLimitMax;
        uint32 payloadBytesMax;
        uint32 voidedGasLimit;
        bytes encoded;
    }

    struct VoidedRow {
        bytes32 lane;
        uint64 nonce;
        bytes payload;
        bytes encoded;
    }

    struct AddressRow {
        uint64 chainId;
        address account;
        bytes encoded;
    }

    struct EncodedRow {
        bytes encoded;
    }

    struct KeyRow {
        uint256 px;
        uint256 py;
    }

    struct PublishedRow {
        bytes groupKeyCompressed;
        uint256 px;
        uint256 py;
        bytes message;
        bytes signatureCompressed;
        uint256 rx;
        uint256 ry;
        uint256 z;
        uint256 challenge;
        bytes encoded;
    }

    struct SignatureRow {
        uint256 px;
        uint256 py;
        bytes32 message;
        uint256 rx;
        uint256 ry;
        uint256 z;
        uint256 challenge;
        bytes encoded;
    }

    struct SignatureInvalidRow {
        uint256 px;
        uint256 py;
        bytes32 message;
        uint256 rx;
        uint256 ry;
        uint256 z;
    }

    ProtocolCalls private protocol;
    /// @dev How many lanes `hear` has opened.
    uint256 private heardLanes;

    function setUp() public override {
        super.setUp();
        protocol = new ProtocolCalls();
    }

    function test_EveryArrayIsKnownHere() public view {
        assertEq(vm.parseJsonKeys(file(), "$").length, 32, "a new array needs a test here");
    }

    function test_Constants() public view {
        string memory json = file();
        assertEq(vm.parseJsonBytes32(json, ".constants.ROUTE_TYPE"), LaneCodec.ROUTE_TYPE, "route");
        assertEq(vm.parseJsonBytes32(json, ".constants.MESSAGE_TYPE"), LaneCodec.MESSAGE_TYPE, "message");
        assertEq(vm.parseJsonBytes32(json, ".constants.DOMAIN_TYPE"), Statements.DOMAIN_TYPE, "domain");
        assertEq(vm.parseJsonBytes32(json, ".constants.CHECKPOINT_TYPE"), Statements.CHECKPOINT_TYPE, "checkpoint");
        assertEq(vm.parseJsonBytes32(json, ".constants.RULING_TYPE"), Statements.RULING_TYPE, "ruling");
        assertEq(vm.parseJsonBytes32(json, ".constants.KEY_EPOCH_TYPE"), Statements.KEY_EPOCH_TYPE, "key epoch");
    }

    // Names and hashes

    function test_LaneIds() public view {
        LaneIdRow[] memory rows = abi.decode(
            read(
                "laneIds",
                "Row(uint256 sourceChainId,address sourceGateway,uint256 destinationChainId,address destinationGateway,bytes32 channel,bytes32 laneId,bytes32 pairedLaneId)"
            ),
            (LaneIdRow[])
        );
        assertAtLeast(rows.length, 5);
        for (uint256 i = 0; i < rows.length; ++i) {
            LaneIdRow memory row = rows[i];
            assertEq(
                LaneCodec.laneId(
                    row.sourceChainId, row.sourceGateway, row.destinationChainId, row.destinationGateway, row.channel
                ),
                row.laneId,
                "lane"
            );
            assertEq(
                LaneCodec.laneId(
                    row.destinationChainId, row.destinationGateway, row.sourceChainId, row.sourceGateway, row.channel
                ),
                row.pairedLaneId,
                "pair"
            );
        }
    }

    function test_MessageIds() public view {
        MessageIdRow[] memory rows =
            abi.decode(read("messageIds", "Row(bytes32 lane,uint64 nonce,bytes32 messageId)"), (MessageIdRow[]));
        assertAtLeast(rows.length, 7);
        for (uint256 i = 0; i < rows.length; ++i) {
            assertEq(LaneCodec.messageId(rows[i].lane, rows[i].nonce), rows[i].messageId, "message id");
        }
    }

    function test_Routes() public view {
        RouteRow[] memory rows = abi.decode(
            read("routes", "Row(uint8 kind,address sender,address recipient,uint64 gasLimit,bytes32 routeHash)"),
            (RouteRow[])
        );
        assertAtLeast(rows.length, 7);
        for (uint256 i = 0; i < rows.length; ++i) {
            RouteRow memory row = rows[i];
            assertEq(
                LaneCodec.routeHash(RouteKind(row.kind), row.sender, row.recipient, row.gasLimit),
                row.routeHash,
                "route"
            );
        }
    }

    function test_Messages() public view {
        MessageRow[] memory rows = abi.decode(
            read(
                "messages",
                "Row(uint8 kind,address sender,address recipient,uint64 gasLimit,uint64 deadline,bytes payload,bytes record,bytes32 routeHash,bytes32 messageHash)"
            ),
            (MessageRow[])
        );
        assertAtLeast(rows.length, 17);
        for (uint256 i = 0; i < rows.length; ++i) {
            MessageRow memory row = rows[i];
            RouteKind kind = RouteKind(row.kind);
            bytes32 route = LaneCodec.routeHash(kind, row.sender, row.recipient, row.gasLimit);
            assertEq(route, row.routeHash, "route");
            assertEq(abi.encodePacked(row.deadline, row.payload), row.record, "record");
            assertEq(LaneCodec.messageHash(route, row.deadline, row.payload), row.messageHash, "by parts");
            assertEq(protocol.recordHash(route, row.record), row.messageHash, "by record");
            assertEq(
                protocol.messageHash(Message(kind, row.sender, row.recipient, row.gasLimit, row.deadline, row.payload)),
                row.messageHash,
                "whole"
            );
            bytes memory record = Records.fromMemory(row.deadline, row.payload);
            assertEq(Records.hash(record, route), row.messageHash, "at sending");
            assertEq(record, row.record, "record");
        }
    }

    function test_RecordFields() public view {
        FieldRow[] memory rows = fields("recordFields");
        assertField(rows[0], "deadline", 0, LaneCodec.DEADLINE_BYTES);
        assertField(rows[1], "payload", LaneCodec.DEADLINE_BYTES, 0);
        assertEq(rows.length, 2, "fields");
    }

    function test_HeadChains() public view {
        HeadChainRow[] memory rows = abi.decode(
            read("headChains", "Row(bytes32 lane,bytes32[] messageHashes,bytes32[] heads)"), (HeadChainRow[])
        );
        assertAtLeast(rows.length, 4);
        for (uint256 i = 0; i < rows.length; ++i) {
            HeadChainRow memory row = rows[i];
            assertEq(row.messageHashes.length, row.heads.length, "length");
            bytes32 head = row.lane;
            for (uint256 j = 0; j < row.heads.length; ++j) {
                head = LaneCodec.nextHead(head, row.messageHashes[j]);
                assertEq(head, row.heads[j], "head");
            }
        }
    }

    // Runs

    function test_Runs() public view {
        RunRow[] memory rows = abi.decode(
            read(
                "runs",
                "Row(uint8 kind,address sender,address recipient,uint64 gasLimit,uint32 width,uint256 count,bytes records,bytes32[] messageHashes)"
            ),
            (RunRow[])
        );
        assertAtLeast(rows.length, 7);
        for (uint256 i = 0; i < rows.length; ++i) {
            RunRow memory row = rows[i];
            assertEq(row.records.length, row.width * row.count, "records");
            assertEq(row.messageHashes.length, row.count, "hashes");
            bytes32 route = LaneCodec.routeHash(RouteKind(row.kind), row.sender, row.recipient, row.gasLimit);
            bytes32 head = "some head";
            for (uint256 j = 0; j < row.count; ++j) {
                bytes memory record = slice(row.records, j * row.width, (j + 1) * row.width);
                assertEq(protocol.recordHash(route, record), row.messageHashes[j], "message");
                head = LaneCodec.nextHead(head, row.messageHashes[j]);
            }
            assertEq(protocol.headAfterRun("some head", route, row.records, row.width), head, "head");
        }
    }

    function test_RunsInvalid() public {
        RunInvalidRow[] memory rows =
            abi.decode(read("runsInvalid", "Row(uint32 width,bytes records)"), (RunInvalidRow[]));
        assertAtLeast(rows.length, 6);
        Batch memory batch;
        batch.checkpoint.lane = lane;
        batch.first = 2;
        batch.runs = new Run[](1);
        for (uint256 i = 0; i < rows.length; ++i) {
            RunInvalidRow memory row = rows[i];
            batch.runs[0] = Run(RouteKind.Batch, APP, STRANGER, GAS_LIMIT, row.width, row.records);
            assertBatchRefused(
                batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 0, row.width, row.records.length)
            );
        }
    }

    // Holds

    function test_Holds() public view {
        HoldsRow[] memory rows = abi.decode(
            read("holds", "Row(uint64 from,uint64 nonce,uint64[] nonces,bytes encoded,bytes32 hash)"), (HoldsRow[])
        );
        assertAtLeast(rows.length, 6);
        for (uint256 i = 0; i < rows.length; ++i) {
            HoldsRow memory row = rows[i];
            bytes memory holds;
            for (uint256 j = 0; j < row.nonces.length; ++j) {
                holds = bytes.concat(holds, bytes8(row.nonces[j]));
            }
            assertEq(holds, row.encoded, "holds");
            assertEq(keccak256(holds), row.hash, "hash");
            protocol.checkHolds(holds, row.from, row.nonce);
        }
    }

    function test_HoldsInvalid() public view {
        HoldsInvalidRow[] memory rows =
            abi.decode(read("holdsInvalid", "Row(uint64 from,uint64 nonce,bytes encoded)"), (HoldsInvalidRow[]));
        assertAtLeast(rows.length, 12);
        for (uint256 i = 0; i < rows.length; ++i) {
            try protocol.checkHolds(rows[i].encoded, rows[i].from, rows[i].nonce) {
                assertTrue(false, "accepted");
            } catch (bytes memory error) {
                bytes4 selector = bytes4(error);
                assertTrue(
                    selector == IGateway.MalformedHolds.selector || selector == IGateway.TooManyHolds.selector
                        || selector == IGateway.HoldOutOfRange.selector || selector == IGateway.HoldOutOfOrder.selector,
                    "error"
                );
            }
        }
    }

    // Signed statements

    function test_DomainSeparators() public view {
        DomainRow[] memory rows = abi.decode(
            read("domainSeparators", "Row(uint256 chainId,address gateway,bytes32 separator)"), (DomainRow[])
        );
        assertAtLeast(rows.length, 4);
        for (uint256 i = 0; i < rows.length; ++i) {
            assertEq(Statements.domainSeparator(rows[i].chainId, rows[i].gateway), rows[i].separator, "separator");
        }
    }

    function test_Checkpoints() public view {
        CheckpointRow[] memory rows = abi.decode(
            read(
                "checkpoints",
                "Row(uint256 chainId,address gateway,bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes holds,bytes32 holdsHash,uint64 keyEpoch,bytes32 digest)"
            ),
            (CheckpointRow[])
        );
        assertAtLeast(rows.length, 6);
        for (uint256 i = 0; i < rows.length; ++i) {
            CheckpointRow memory row = rows[i];
            assertEq(keccak256(row.holds), row.holdsHash, "holds");
            assertEq(
                protocol.checkpointDigest(
                    Statements.domainSeparator(row.chainId, row.gateway),
                    Checkpoint(row.lane, row.from, row.nonce, row.head, row.keyEpoch),
                    row.holds
                ),
                row.digest,
                "digest"
            );
        }
    }

    function test_Rulings() public view {
        RulingRow[] memory rows = abi.decode(
            read(
                "rulings",
                "Row(uint256 chainId,address gateway,bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch,bytes32 digest)"
            ),
            (RulingRow[])
        );
        assertAtLeast(rows.length, 4);
        for (uint256 i = 0; i < rows.length; ++i) {
            RulingRow memory row = rows[i];
            assertEq(
                Statements.rulingDigest(
                    Statements.domainSeparator(row.chainId, row.gateway),
                    row.lane,
                    row.nonce,
                    row.messageHash,
                    Decision(row.decision),
                    row.keyEpoch
                ),
                row.digest,
                "digest"
            );
        }
    }

    function test_KeyEpochs() public view {
        KeyEpochRow[] memory rows = abi.decode(
            read(
                "keyEpochs", "Row(uint256 chainId,address gateway,uint64 keyEpoch,uint256 px,uint256 py,bytes32 digest)"
            ),
            (KeyEpochRow[])
        );
        assertAtLeast(rows.length, 4);
        for (uint256 i = 0; i < rows.length; ++i) {
            KeyEpochRow memory row = rows[i];
            assertEq(
                Statements.keyEpochDigest(
                    Statements.domainSeparator(row.chainId, row.gateway), row.keyEpoch, row.px, row.py
                ),
                row.digest,
                "digest"
            );
        }
    }

    // HELLO

    /// @dev The table is the layout of what a gateway really sends.
    function test_HelloFields() public {
        FieldRow[] memory rows = fields("helloFields");
        bytes memory sent = messageAt(lane, 1).payload;
        assertEq(sent.length, LaneCodec.HELLO_BYTES, "length");
        assertEq(at(rows[0], sent), abi.encodePacked(LaneCodec.HELLO_VERSION), "version");
        assertEq(at(rows[1], sent), abi.encodePacked(limits().gasLimitMax), "gas limit");
        assertEq(at(rows[2], sent), abi.encodePacked(limits().payloadBytesMax), "payload");
        assertEq(at(rows[3], sent), abi.encodePacked(limits().voidedGasLimit), "voided gas limit");
        assertField(rows[0], "version", 0, 2);
        assertField(rows[1], "gasLimitMax", 2, 4);
        assertField(rows[2], "payloadBytesMax", 6, 4);
        assertField(rows[3], "voidedGasLimit", 10, 4);
        assertEq(rows.length, 4, "fields");
    }

    /// @dev What a gateway may announce is sent and heard as the row says. The other rows are well formed, but out of the
    /// bounds that both ends keep.
    function test_HelloPayloads() public {
        HelloRow[] memory rows = abi.decode(
            read("helloPayloads", "Row(uint32 gasLimitMax,uint32 payloadBytesMax,uint32 voidedGasLimit,bytes encoded)"),
            (HelloRow[])
        );
        uint256 announced;
        for (uint256 i = 0; i < rows.length; ++i) {
            HelloRow memory row = rows[i];
            Limits memory told = Limits(row.gasLimitMax, row.payloadBytesMax, row.voidedGasLimit);
            assertEq(
                abi.encodePacked(LaneCodec.HELLO_VERSION, told.gasLimitMax, told.payloadBytesMax, told.voidedGasLimit),
                row.encoded,
                "encoded"
            );
            (bool ready, Limits memory heard) = hear(row.encoded);
            assertTrue(ready == mayAnnounce(told), "heard");
            if (!ready) continue;
            assertEq(abi.encode(heard), abi.encode(told), "limits");
            onA();
            vm.prank(ADMIN);
            (bytes32 outbound,) = gatewayA.openLane(CHAIN_B, address(gatewayB), keccak256(abi.encode(i)), told, 0);
            assertEq(messageAt(outbound, 1).payload, row.encoded, "sent");
            ++announced;
        }
        assertAtLeast(rows.length, 5);
        assertAtLeast(announced, 1);
    }

    function test_HelloPayloadsInvalid() public {
        EncodedRow[] memory rows = encodings("helloPayloadsInvalid");
        assertAtLeast(rows.length, 6);
        for (uint256 i = 0; i < rows.length; ++i) {
            (bool ready,) = hear(rows[i].encoded);
            assertFalse(ready, "accepted");
        }
    }

    // VOIDED

    /// @dev The table is the layout of what a gateway really sends.
    function test_VoidedFields() public {
        FieldRow[] memory rows = fields("voidedFields");
        uint64 nonce = send(lane, "payload", soon());
        bytes memory sent = voidedPayloadOf(nonce);
        assertEq(at(rows[0], sent), abi.encodePacked(lane), "lane");
        assertEq(at(rows[1], sent), abi.encodePacked(nonce), "nonce");
        assertEq(at(rows[2], sent), "payload", "payload");
        assertField(rows[0], "lane", 0, 32);
        assertField(rows[1], "nonce", 32, 8);
        assertField(rows[2], "payload", LaneCodec.VOIDED_PREFIX_BYTES, 0);
        assertEq(rows.length, 3, "fields");
    }

    /// @dev The rows name other lanes and nonces than these two gateways have; the rest of each is what they send.
    function test_VoidedPayloads() public {
        VoidedRow[] memory rows = abi.decode(
            read("voidedPayloads", "Row(bytes32 lane,uint64 nonce,bytes payload,bytes encoded)"), (VoidedRow[])
        );
        assertAtLeast(rows.length, 4);
        for (uint256 i = 0; i < rows.length; ++i) {
            VoidedRow memory row = rows[i];
            assertEq(abi.encodePacked(row.lane, row.nonce, row.payload), row.encoded, "encoded");
            uint64 nonce = send(lane, row.payload, soon());
            assertEq(voidedPayloadOf(nonce), abi.encodePacked(lane, nonce, row.payload), "sent");
        }
    }

    function test_VoidedPayloadsInvalid() public {
        EncodedRow[] memory rows = encodings("voidedPayloadsInvalid");
        assertAtLeast(rows.length, 2);
        for (uint256 i = 0; i < rows.length; ++i) {
            appendUnsent(
                lane, Message(RouteKind.Voided, address(gatewayA), address(recipientB), GAS_LIMIT, 0, rows[i].encoded)
            );
            deliverAll(lane);
            assertEq(recipientB.voided(), 0, "told");
        }
    }

    // Collateral: the layout. `collateralPayloads` are in CollateralPayload.t.sol; that the ledger refuses
    // `collateralPayloadsInvalid`, in test/collateral/MalformedPayloads.t.sol.

    function test_CollateralFields() public view {
        FieldRow[] memory rows = fields("collateralFields");
        assertField(rows[0], "kind", 0, 1);
        assertField(rows[1], "asset", 1, 20);
        assertField(rows[2], "account", 21, 20);
        assertField(rows[3], "amount", 41, 16);
        assertField(rows[4], "refund", 57, 20);
        assertField(rows[5], "reference", 77, 32);
        assertEq(rows.length, 6, "fields");
    }

    // Addresses

    function test_InteroperableAddresses() public view {
        AddressRow[] memory rows = abi.decode(
            read("interoperableAddresses", "Row(uint64 chainId,address account,bytes encoded)"), (AddressRow[])
        );
        assertAtLeast(rows.length, 11);
        for (uint256 i = 0; i < rows.length; ++i) {
            AddressRow memory row = rows[i];
            assertEq(InteroperableAddress.encode(row.chainId, row.account), row.encoded, "encoded");
            (uint64 chainId, address account) = protocol.decode(row.encoded);
            assertEq(chainId, row.chainId, "chain");
            assertEq(account, row.account, "account");
        }
    }

    function test_InteroperableAddressesInvalid() public view {
        EncodedRow[] memory rows = encodings("interoperableAddressesInvalid");
        assertAtLeast(rows.length, 24);
        bytes4 malformed = InteroperableAddress.MalformedInteroperableAddress.selector;
        for (uint256 i = 0; i < rows.length; ++i) {
            try protocol.decode(rows[i].encoded) {
                assertTrue(false, "accepted");
            } catch (bytes memory error) {
                assertEq(error, abi.encodeWithSelector(malformed, rows[i].encoded), "error");
            }
        }
    }

    // Signatures

    function test_GroupKeys() public view {
        KeyRow[] memory rows = abi.decode(read("groupKeys", "Row(uint256 px,uint256 py)"), (KeyRow[]));
        assertAtLeast(rows.length, 10);
        for (uint256 i = 0; i < rows.length; ++i) {
            assertTrue(FrostVerifier.isValidKey(rows[i].px, rows[i].py), "valid");
        }
    }

    function test_GroupKeysInvalid() public view {
        KeyRow[] memory rows = abi.decode(read("groupKeysInvalid", "Row(uint256 px,uint256 py)"), (KeyRow[]));
        assertAtLeast(rows.length, 12);
        for (uint256 i = 0; i < rows.length; ++i) {
            assertFalse(FrostVerifier.isValidKey(rows[i].px, rows[i].py), "valid");
        }
    }

    function test_SignatureFields() public view {
        FieldRow[] memory rows = fields("signatureFields");
        bytes memory encoded = abi.encode(Signature(1, 2, 3));
        assertEq(at(rows[0], encoded), abi.encode(1), "rx");
        assertEq(at(rows[1], encoded), abi.encode(2), "ry");
        assertEq(at(rows[2], encoded), abi.encode(3), "z");
        assertField(rows[0], "rx", 0, 32);
        assertField(rows[1], "ry", 32, 32);
        assertField(rows[2], "z", 64, 32);
        assertEq(rows.length, 3, "fields");
    }

    /// @dev Its message has four bytes, where a digest has 32: only the plain version takes it.
    function test_FrostPublished() public view {
        PublishedRow[] memory rows = abi.decode(
            read(
                "frostPublished",
                "Row(bytes groupKeyCompressed,uint256 px,uint256 py,bytes message,bytes signatureCompressed,uint256 rx,uint256 ry,uint256 z,uint256 challenge,bytes encoded)"
            ),
            (PublishedRow[])
        );
        assertAtLeast(rows.length, 1);
        for (uint256 i = 0; i < rows.length; ++i) {
            PublishedRow memory row = rows[i];
            FrostReference.Point memory groupKey = FrostReference.Point(row.px, row.py);
            FrostReference.Point memory r = FrostReference.Point(row.rx, row.ry);
            assertTrue(FrostReference.verify(groupKey, r, row.z, row.message), "accepted");
            assertEq(FrostReference.challenge(groupKey, r, row.message), row.challenge, "challenge");
            assertEq(FrostReference.serialize(groupKey), row.groupKeyCompressed, "key");
            assertEq(bytes.concat(FrostReference.serialize(r), bytes32(row.z)), row.signatureCompressed, "signature");
            assertEq(abi.encode(Signature(row.rx, row.ry, row.z)), row.encoded, "encoded");
        }
    }

    function test_FrostSignatures() public view {
        SignatureRow[] memory rows = abi.decode(
            read(
                "frostSignatures",
                "Row(uint256 px,uint256 py,bytes32 message,uint256 rx,uint256 ry,uint256 z,uint256 challenge,bytes encoded)"
            ),
            (SignatureRow[])
        );
        assertAtLeast(rows.length, 28);
        for (uint256 i = 0; i < rows.length; ++i) {
            SignatureRow memory row = rows[i];
            assertTrue(FrostVerifier.isValidKey(row.px, row.py), "key");
            assertTrue(FrostVerifier.verify(row.px, row.py & 1, row.rx, row.ry, row.z, row.message), "accepted");
            assertEq(
                FrostVerifier.challenge(row.px, row.py & 1, row.rx, row.ry & 1, row.message), row.challenge, "challenge"
            );
            assertTrue(
                FrostReference.verify(
                    FrostReference.Point(row.px, row.py),
                    FrostReference.Point(row.rx, row.ry),
                    row.z,
                    abi.encodePacked(row.message)
                ),
                "accepted plainly"
            );
            assertEq(abi.encode(Signature(row.rx, row.ry, row.z)), row.encoded, "encoded");
        }
    }

    /// @dev A gateway refuses a key at its registration or a signature at its use.
    function test_FrostSignaturesInvalid() public view {
        SignatureInvalidRow[] memory rows = abi.decode(
            read(
                "frostSignaturesInvalid", "Row(uint256 px,uint256 py,bytes32 message,uint256 rx,uint256 ry,uint256 z)"
            ),
            (SignatureInvalidRow[])
        );
        assertAtLeast(rows.length, 32);
        for (uint256 i = 0; i < rows.length; ++i) {
            SignatureInvalidRow memory row = rows[i];
            assertFalse(
                FrostVerifier.isValidKey(row.px, row.py)
                    && FrostVerifier.verify(row.px, row.py & 1, row.rx, row.ry, row.z, row.message),
                "accepted"
            );
        }
    }

    // Reading

    function file() private view returns (string memory) {
        return vm.readFile("vectors/lockstep-v1.json");
    }

    /// @param row The fields that are wanted, in the order of the struct that they are decoded into.
    function read(string memory array, string memory row) private view returns (bytes memory) {
        return vm.parseJsonTypeArray(file(), string.concat(".", array), row);
    }

    function fields(string memory array) private view returns (FieldRow[] memory) {
        return abi.decode(read(array, "Row(string field,uint256 offset,uint256 width)"), (FieldRow[]));
    }

    function encodings(string memory array) private view returns (EncodedRow[] memory) {
        return abi.decode(read(array, "Row(bytes encoded)"), (EncodedRow[]));
    }

    /// @dev What stands in a field; width 0 is the rest.
    function at(FieldRow memory row, bytes memory encoded) private pure returns (bytes memory) {
        return slice(encoded, row.offset, row.width == 0 ? encoded.length : row.offset + row.width);
    }

    function assertField(FieldRow memory row, string memory name, uint256 offset, uint256 width) private pure {
        assertEq(bytes(row.field), bytes(name), "field");
        assertEq(row.offset, offset, "offset");
        assertEq(row.width, width, "width");
    }

    function assertAtLeast(uint256 found, uint256 least) private pure {
        assertTrue(found >= least, "rows are missing");
    }

    // What the gateways do with a row

    function mayAnnounce(Limits memory told) private view returns (bool) {
        return told.gasLimitMax >= gatewayA.GAS_LIMIT_MIN() && told.gasLimitMax <= gatewayA.GAS_LIMIT_MAX()
            && told.voidedGasLimit >= gatewayA.GAS_LIMIT_MIN() && told.voidedGasLimit <= gatewayA.GAS_LIMIT_MAX()
            && told.payloadBytesMax >= 1 && told.payloadBytesMax <= gatewayA.PAYLOAD_BYTES_MAX();
    }

    /// @dev Delivers a HELLO with this payload on a lane of its own.
    function hear(bytes memory payload) private returns (bool ready, Limits memory heard) {
        onB();
        vm.prank(ADMIN);
        (bytes32 outbound, bytes32 inbound) =
            gatewayB.openLane(CHAIN_A, address(gatewayA), bytes32(++heardLanes), limits(), 0);
        appendUnsent(inbound, Message(RouteKind.Hello, address(gatewayA), address(gatewayB), 0, 0, payload));
        deliverAll(inbound);
        return (gatewayB.outboundLane(outbound).ready, gatewayB.outboundLane(outbound).peerLimits);
    }

    /// @dev What the return lane carries once the message at `nonce` is voided.
    function voidedPayloadOf(uint64 nonce) private returns (bytes memory) {
        vm.warp(uint256(messageAt(lane, nonce).deadline) + 1);
        deliverAll(lane);
        voidMessage(lane, nonce);
        return messageAt(returnLane, lastNonce(returnLane)).payload;
    }
}
