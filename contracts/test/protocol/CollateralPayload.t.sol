// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind, CollateralPayload} from "../../src/collateral/CollateralPayload.sol";
import {Test} from "../base/Test.sol";

/// @dev The library's functions over calldata, as vault and ledger call them.
contract PayloadCalls {
    function transferAt(bytes calldata data, uint256 offset)
        external
        pure
        returns (uint256 kind, address asset, address account, uint256 amount)
    {
        return CollateralPayload.transferAt(data, offset);
    }

    function kindAndAssetAt(bytes calldata data, uint256 offset) external pure returns (uint256 kind, address asset) {
        uint256 both = CollateralPayload.kindAndAssetAt(data, offset);
        return (CollateralPayload.kindIn(both), CollateralPayload.assetIn(both));
    }

    function gainAt(bytes calldata data, uint256 offset) external pure returns (address account, uint256 amount) {
        return CollateralPayload.gainAt(data, offset);
    }

    function refundOf(bytes calldata payload) external pure returns (address) {
        return CollateralPayload.refundOf(payload);
    }
}

/// @dev The bytes that the Java twin is held to as well. That what is malformed is refused shows in the tests of vault and ledger.
contract CollateralPayloadTest is Test {
    /// @dev Field by field as docs/PROTOCOL.md and the vectors name them.
    struct CollateralRow {
        uint8 kind;
        address asset;
        address account;
        uint128 amount;
        address refund;
        bytes32 referenceOfSender;
        bytes encoded;
    }

    PayloadCalls private payloads;

    function setUp() public {
        payloads = new PayloadCalls();
    }

    function test_TheKindsAreNumberedAsTheProtocolSays() public pure {
        assertEq(uint256(CollateralKind.None), 0, "none");
        assertEq(uint256(CollateralKind.Credit), 1, "credit");
        assertEq(uint256(CollateralKind.Mint), 2, "mint");
        assertEq(uint256(CollateralKind.Release), 3, "release");
        assertEq(uint256(type(CollateralKind).max), 3, "settlement is no kind yet");
    }

    function test_WritesTheVectors() public view {
        CollateralRow[] memory rows = vectors();
        for (uint256 i = 0; i < rows.length; ++i) {
            assertEq(encode(rows[i]), rows[i].encoded, "encoded");
        }
    }

    function test_ReadsTheVectors() public view {
        CollateralRow[] memory rows = vectors();
        for (uint256 i = 0; i < rows.length; ++i) {
            assertReads(rows[i].encoded, 0, rows[i]);
            assertEq(payloads.refundOf(rows[i].encoded), rows[i].refund, "refund");
        }
    }

    /// @dev As the gateway hands them over: records of 117 bytes, each a deadline and a payload.
    function test_ReadsTheVectorsAsRecordsOfABatch() public view {
        CollateralRow[] memory rows = vectors();
        bytes memory records;
        for (uint256 i = 0; i < rows.length; ++i) {
            records = bytes.concat(records, bytes8(type(uint64).max), rows[i].encoded);
        }
        assertEq(records.length, rows.length * CollateralPayload.RECORD_BYTES, "length");
        for (uint256 i = 0; i < rows.length; ++i) {
            assertReads(records, CollateralPayload.offsetOf(i), rows[i]);
        }
    }

    /// @dev Each field alone, all of its bits set: it has exactly the place and width of the table.
    function test_EveryFieldIsWhereTheProtocolSays() public view {
        assertField(0, 1, CollateralRow(0xff, address(0), address(0), 0, address(0), 0, ""));
        assertField(1, 20, CollateralRow(0, ones(), address(0), 0, address(0), 0, ""));
        assertField(21, 20, CollateralRow(0, address(0), ones(), 0, address(0), 0, ""));
        assertField(41, 16, CollateralRow(0, address(0), address(0), type(uint128).max, address(0), 0, ""));
        assertField(57, 20, CollateralRow(0, address(0), address(0), 0, ones(), 0, ""));
        assertField(77, 32, CollateralRow(0, address(0), address(0), 0, address(0), bytes32(type(uint256).max), ""));
    }

    function testFuzz_WhatIsWrittenIsRead(
        uint8 kind,
        address asset,
        address account,
        uint128 amount,
        address refund,
        bytes32 reference_
    ) public view {
        CollateralRow memory row = CollateralRow(kind % 4, asset, account, amount, refund, reference_, "");
        bytes memory encoded = encode(row);
        assertEq(encoded.length, CollateralPayload.BYTES, "length");
        assertReads(encoded, 0, row);
        assertEq(payloads.refundOf(encoded), refund, "refund");
    }

    function vectors() private view returns (CollateralRow[] memory rows) {
        rows = abi.decode(
            vm.parseJsonTypeArray(
                vm.readFile("vectors/lockstep-v1.json"),
                ".collateralPayloads",
                "Row(uint8 kind,address asset,address account,uint128 amount,address refund,bytes32 reference,bytes encoded)"
            ),
            (CollateralRow[])
        );
        assertTrue(rows.length >= 5, "rows are missing");
    }

    function ones() private pure returns (address) {
        return address(type(uint160).max);
    }

    function encode(CollateralRow memory row) private pure returns (bytes memory) {
        return CollateralPayload.encode(
            CollateralKind(row.kind), row.asset, row.account, row.amount, row.refund, row.referenceOfSender
        );
    }

    function assertReads(bytes memory data, uint256 offset, CollateralRow memory expected) private view {
        (uint256 kind, address asset, address account, uint256 amount) = payloads.transferAt(data, offset);
        assertEq(kind, expected.kind, "kind");
        assertEq(asset, expected.asset, "asset");
        assertEq(account, expected.account, "account");
        assertEq(amount, expected.amount, "amount");
        (kind, asset) = payloads.kindAndAssetAt(data, offset);
        assertEq(kind, expected.kind, "kind with asset");
        assertEq(asset, expected.asset, "asset with kind");
        (account, amount) = payloads.gainAt(data, offset);
        assertEq(account, expected.account, "account alone");
        assertEq(amount, expected.amount, "amount alone");
    }

    /// @dev A payload with exactly these bytes set reads as this one field and nothing else.
    function assertField(uint256 offset, uint256 width, CollateralRow memory expected) private view {
        bytes memory payload = new bytes(CollateralPayload.BYTES);
        for (uint256 i = 0; i < width; ++i) {
            payload[offset + i] = 0xff;
        }
        assertReads(payload, 0, expected);
        assertEq(payloads.refundOf(payload), expected.refund, "refund");
        // 0xff is no kind that can be written.
        if (expected.kind == 0) assertEq(encode(expected), payload, "written");
    }
}
