// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {IGateway, RouteKind, Run} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Signer} from "../base/Signer.sol";

/// @dev Every batch that is not exactly what the quorum signed is refused, with what was found and what was expected.
contract DeliverRefusalsTest is GatewayTest {
    function setUp() public override {
        super.setUp();
        // Nonces 2 to 6.
        sendMany(5);
    }

    // Where the batch stands

    function test_RevertWhen_TheBatchIsExecutedAlready() public {
        Batch memory batch = batchOfAll(lane);
        deliver(batch);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.AlreadyExecuted.selector, 6, 6));
    }

    function test_RevertWhen_TheBatchIsOlderThanTheLane() public {
        Batch memory batch = batchOf(lane, 2, 3, 3, "");
        deliverAll(lane);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.AlreadyExecuted.selector, 3, 6));
    }

    /// @dev A relayer that comes second should not pay for a signature.
    function test_AnExecutedBatchIsRefusedBeforeItsSignature() public {
        Batch memory batch = batchOfAll(lane);
        deliver(batch);
        batch.signature.z = 0;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.AlreadyExecuted.selector, 6, 6));
    }

    function test_RevertWhen_BatchSkipsANonce() public {
        assertBatchRefused(batchOf(lane, 3, 6, 6, ""), abi.encodeWithSelector(IGateway.BatchAhead.selector, 3, 2));
    }

    function test_RevertWhen_TheBatchIsFarAhead() public {
        Batch memory batch = batchOfAll(lane);
        batch.first = type(uint64).max;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.BatchAhead.selector, type(uint64).max, 2));
    }

    function test_RevertWhen_TheBatchEndsBeforeTheCheckpoint() public {
        Batch memory batch = batchOf(lane, 2, 5, 6, "");
        batch.tail = new bytes32[](0);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.BatchEndMismatch.selector, 5, 6));
    }

    function test_RevertWhen_TheBatchEndsBehindTheCheckpoint() public {
        Batch memory batch = batchOf(lane, 2, 6, 6, "");
        batch.tail = new bytes32[](1);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.BatchEndMismatch.selector, 7, 6));
    }

    function test_RevertWhen_TheBatchBeginsElsewhereThanItSays() public {
        Batch memory batch = batchOfAll(lane);
        batch.first = 1;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.BatchEndMismatch.selector, 5, 6));
    }

    // Its form

    function test_RevertWhen_TheBatchIsEmpty() public {
        Batch memory batch = batchOfAll(lane);
        batch.runs = new Run[](0);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EmptyBatch.selector));
    }

    function test_RevertWhen_ARunIsEmpty() public {
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].records = "";
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 0, 40, 0));
    }

    function test_RevertWhen_AWidthHasNoPlaceForADeadline() public {
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].width = 7;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 0, 7, 200));
        batch.runs[0].width = 0;
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 0, 0, 200));
    }

    function test_RevertWhen_RecordsAreNotWhole() public {
        send("another width");
        Batch memory batch = batchOfAll(lane);
        batch.runs[1].records = bytes.concat(batch.runs[1].records, hex"00");
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.MalformedRun.selector, 1, 21, 22));
    }

    // Its content

    function test_RevertWhen_ARecordIsTamperedWith() public {
        for (uint256 i = 0; i < 5; ++i) {
            // A byte of the payload, then one of the deadline.
            Batch memory batch = batchOfAll(lane);
            batch.runs[0].records[40 * i + 39] ^= 0x01;
            assertHeadRefused(batch);
            batch = batchOfAll(lane);
            batch.runs[0].records[40 * i] ^= 0x01;
            assertHeadRefused(batch);
        }
    }

    function testFuzz_RevertWhen_AnyByteOfTheRecordsIsAnother(uint256 index, uint8 difference) public {
        vm.assume(difference != 0);
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].records[bound(index, 0, 199)] ^= bytes1(difference);
        assertHeadRefused(batch);
    }

    function test_RevertWhen_RecordsAreReordered() public {
        Batch memory batch = batchOfAll(lane);
        bytes memory records = batch.runs[0].records;
        batch.runs[0].records = bytes.concat(slice(records, 40, 80), slice(records, 0, 40), slice(records, 80, 200));
        assertHeadRefused(batch);
    }

    function test_RevertWhen_ARecordIsRepeatedInAnothersPlace() public {
        Batch memory batch = batchOfAll(lane);
        bytes memory records = batch.runs[0].records;
        batch.runs[0].records = bytes.concat(slice(records, 0, 40), slice(records, 0, 40), slice(records, 80, 200));
        assertHeadRefused(batch);
    }

    function test_RevertWhen_ARouteIsTamperedWith() public {
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].sender = STRANGER;
        assertHeadRefused(batch);
        batch = batchOfAll(lane);
        batch.runs[0].recipient = STRANGER;
        assertHeadRefused(batch);
        batch = batchOfAll(lane);
        batch.runs[0].gasLimit += 1;
        assertHeadRefused(batch);
        for (uint256 kind = 0; kind <= uint256(type(RouteKind).max); ++kind) {
            batch = batchOfAll(lane);
            if (RouteKind(kind) == batch.runs[0].kind) continue;
            batch.runs[0].kind = RouteKind(kind);
            assertHeadRefused(batch);
        }
    }

    /// @dev The same bytes cut into records of another width.
    function test_RevertWhen_TheWidthIsTamperedWith() public {
        Batch memory batch = batchOf(lane, 2, 3, 3, "");
        batch.runs[0].width = 20;
        batch.first = 1;
        batch.checkpoint.nonce = 4;
        batch.checkpoint.head = headAt(lane, 4);
        signAgain(batch);
        assertHeadRefused(batch);
    }

    function test_RevertWhen_TheTailIsTamperedWith() public {
        Batch memory batch = batchOf(lane, 2, 4, 6, "");
        batch.tail[1] ^= bytes32(uint256(1));
        assertHeadRefused(batch);
    }

    function test_RevertWhen_TheHeadIsNotTheLanes() public {
        Batch memory batch = batchOfAll(lane);
        batch.checkpoint.head = keccak256("another head");
        signAgain(batch);
        assertHeadRefused(batch);
    }

    // The lane

    function test_RevertWhen_TheLaneIsUnknown() public {
        Batch memory batch = batchOfAll(lane);
        batch.checkpoint.lane = "unknown";
        assertBatchRefused(batch, laneError(IGateway.UnknownLane.selector, "unknown"));
    }

    /// @dev The lane's own source is not its destination.
    function test_RevertWhen_DeliveredAtTheSource() public {
        assertRefused(gatewayA, STRANGER, inputOf(batchOfAll(lane)), laneError(IGateway.UnknownLane.selector, lane));
    }

    /// @dev A genuine checkpoint of one lane, given for the other.
    function test_RevertWhen_TheCheckpointIsAnotherLanes() public {
        send(returnLane, "back", 0);
        Batch memory batch = batchOfAll(returnLane);
        batch.checkpoint.lane = lane;
        onB();
        assertSignatureRefused(batch);
    }

    // The signature

    function test_RevertWhen_SignedForAnotherChain() public {
        Batch memory batch = batchOfAll(lane);
        batch.signature =
            Signer.sign(key, digestOf(domainOf(CHAIN_A, address(gatewayB)), batch.checkpoint, batch.holds));
        assertSignatureRefused(batch);
    }

    function test_RevertWhen_SignedForAnotherGateway() public {
        Batch memory batch = batchOfAll(lane);
        batch.signature =
            Signer.sign(key, digestOf(domainOf(CHAIN_B, address(gatewayA)), batch.checkpoint, batch.holds));
        assertSignatureRefused(batch);
    }

    /// @dev After a fork that takes another chain id, what was signed for the chain before counts no more.
    function test_RevertWhen_TheChainForkedAway() public {
        Batch memory batch = batchOfAll(lane);
        bytes32 before = gatewayB.domainSeparator();
        vm.chainId(CHAIN_B + 1);
        bytes32 domain = gatewayB.domainSeparator();
        assertTrue(domain != before, "domain");
        assertEq(domain, domainOf(CHAIN_B + 1, address(gatewayB)), "domain of the fork");
        (bool accepted, bytes memory answer) = address(gatewayB).call(inputOf(batch));
        assertFalse(accepted, "accepted");
        assertEq(
            answer,
            abi.encodeWithSelector(
                IGateway.InvalidSignature.selector, digestOf(domain, batch.checkpoint, batch.holds), EPOCH
            ),
            "error"
        );
        assertEq(executed(lane), 1, "executed");
    }

    function test_RevertWhen_AnyFieldOfTheCheckpointIsNotTheSignedOne() public {
        Batch memory batch = batchOfAll(lane);
        batch.checkpoint.from = 0;
        assertSignatureRefused(batch);
        batch = batchOf(lane, 2, 6, 6, "");
        batch.checkpoint.head = headAt(lane, 5);
        assertSignatureRefused(batch);
        batch = batchOf(lane, 2, 6, 6, "");
        batch.checkpoint.nonce = 7;
        batch.tail = new bytes32[](1);
        assertSignatureRefused(batch);
    }

    function test_RevertWhen_SignedByAnotherKey() public {
        Batch memory batch = batchOfAll(lane);
        batch.signature = sign(Signer.key(uint256(keccak256("another key"))), batch.checkpoint, batch.holds);
        assertSignatureRefused(batch);
    }

    function test_RevertWhen_TheSignatureIsMalformed() public {
        Batch memory batch = batchOfAll(lane);
        uint256 z = batch.signature.z;
        uint256[5] memory scalars = [0, FrostVerifier.N, z ^ 1, FrostVerifier.N - z, type(uint256).max];
        for (uint256 i = 0; i < scalars.length; ++i) {
            batch.signature.z = scalars[i];
            assertSignatureRefused(batch);
        }
        batch.signature.z = z;
        batch.signature.rx ^= 1;
        assertSignatureRefused(batch);
        batch.signature.rx ^= 1;
        batch.signature.ry = FrostVerifier.P - batch.signature.ry;
        assertSignatureRefused(batch);
        (batch.signature.rx, batch.signature.ry, batch.signature.z) = (0, 0, 0);
        assertSignatureRefused(batch);
    }

    // The epoch

    function test_RevertWhen_TheEpochIsUnknown() public {
        Batch memory batch = batchOfAll(lane);
        batch.checkpoint.keyEpoch = 2;
        signAgain(batch);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EpochNotActive.selector, 2, EPOCH, 0));
    }

    function test_RevertWhen_TheEpochIsZero() public {
        Batch memory batch = batchOfAll(lane);
        batch.checkpoint.keyEpoch = 0;
        signAgain(batch);
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EpochNotActive.selector, 0, EPOCH, 0));
    }

    function domainOf(uint256 chainId, address gateway) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Lockstep"),
                keccak256("1"),
                chainId,
                gateway
            )
        );
    }

    function assertSignatureRefused(Batch memory batch) private {
        bytes32 digest = digestOf(domainOf(CHAIN_B, address(gatewayB)), batch.checkpoint, batch.holds);
        assertBatchRefused(
            batch, abi.encodeWithSelector(IGateway.InvalidSignature.selector, digest, batch.checkpoint.keyEpoch)
        );
    }

    /// @dev Refused because of the head that the plain loop finds, which is not the signed one.
    function assertHeadRefused(Batch memory batch) private {
        bytes32 found = gatewayB.inboundLane(lane).head;
        uint64 nonce = batch.first;
        for (uint256 i = 0; i < batch.runs.length; ++i) {
            Run memory run = batch.runs[i];
            bytes32 route = LaneCodec.routeHash(run.kind, run.sender, run.recipient, run.gasLimit);
            for (uint256 offset = 0; offset < run.records.length; offset += run.width) {
                bytes memory record = slice(run.records, offset, offset + run.width);
                bytes32 hash = keccak256(abi.encodePacked(LaneCodec.MESSAGE_TYPE, route, record));
                if (nonce++ > executed(lane)) found = keccak256(abi.encodePacked(found, hash));
            }
        }
        for (uint256 i = 0; i < batch.tail.length; ++i) {
            found = keccak256(abi.encodePacked(found, batch.tail[i]));
        }
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.HeadMismatch.selector, found, batch.checkpoint.head));
    }
}
