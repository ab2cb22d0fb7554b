// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, InboundLane, Limits, OutboundLane, RouteKind} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {GatewayTest} from "../base/GatewayTest.sol";

/// @dev A lane pair is opened once, both directions together, and each is ready when the other's HELLO has arrived.
contract OpenLaneTest is GatewayTest {
    bytes32 private constant OTHER = "other";
    uint96 private constant FEE = 7;

    bytes32 private otherLane;
    bytes32 private otherReturnLane;

    function setUp() public override {
        super.setUp();
        otherLane = LaneCodec.laneId(CHAIN_A, address(gatewayA), CHAIN_B, address(gatewayB), OTHER);
        otherReturnLane = LaneCodec.laneId(CHAIN_B, address(gatewayB), CHAIN_A, address(gatewayA), OTHER);
    }

    function test_OpensBothDirectionsOfAChannel() public {
        (bytes32 outbound, bytes32 inbound) = openOther(gatewayA, FEE);
        assertEq(outbound, otherLane, "outbound");
        assertEq(inbound, otherReturnLane, "inbound");
        assertEq(gatewayA.pairedLane(outbound), inbound, "pair of outbound");
        assertEq(gatewayA.pairedLane(inbound), outbound, "pair of inbound");
    }

    function test_AppendsHelloAsTheFirstMessage() public {
        openOther(gatewayA, FEE);
        OutboundLane memory outbound = gatewayA.outboundLane(otherLane);
        assertEq(outbound.nonce, 1, "nonce");
        assertEq(outbound.head, LaneCodec.nextHead(otherLane, hashOf(messageAt(otherLane, 1))), "head");
        assertEq(outbound.fee, FEE, "fee");
        assertFalse(outbound.ready || outbound.closed || outbound.paused, "flags");
    }

    function test_HelloAnnouncesTheLimits() public {
        onA();
        bytes memory hello = abi.encodePacked(uint64(0), uint16(1), uint32(4_000_000), uint32(2048), uint32(150_000));
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.LaneOpened(otherLane, otherReturnLane, CHAIN_B, address(gatewayB), OTHER, limits());
        expectEvent(gatewayA);
        emit IGateway.FeeChanged(otherLane, FEE);
        expectEvent(gatewayA);
        emit IGateway.MessageAppended(otherLane, 1, address(gatewayA), RouteKind.Hello, address(gatewayB), 0, hello);
        gatewayA.openLane(CHAIN_B, address(gatewayB), OTHER, limits(), FEE);
    }

    function test_TheInboundDirectionBeginsAtItsOwnId() public {
        openOther(gatewayA, FEE);
        InboundLane memory inbound = gatewayA.inboundLane(otherReturnLane);
        assertEq(inbound.nonce, 0, "nonce");
        assertEq(inbound.head, otherReturnLane, "head");
        assertEq(inbound.sourceChainId, CHAIN_B, "source chain");
        assertFalse(inbound.paused, "paused");
    }

    function test_AnUnknownLaneHasNoHead() public view {
        assertEq(gatewayA.outboundLane(OTHER).head, 0, "outbound");
        assertEq(gatewayA.inboundLane(OTHER).head, 0, "inbound");
    }

    function test_ThePeersHelloMakesTheReturnDirectionReady() public {
        openOther(gatewayA, FEE);
        openOther(gatewayB, FEE);
        Batch memory hello = batchOfAll(otherLane);
        onB();
        expectEvent(gatewayB);
        emit IGateway.LaneReady(otherReturnLane, limits());
        deliver(hello);
        OutboundLane memory outbound = gatewayB.outboundLane(otherReturnLane);
        assertTrue(outbound.ready, "ready");
        assertEq(outbound.peerLimits.gasLimitMax, limits().gasLimitMax, "gas limit");
        assertEq(outbound.peerLimits.payloadBytesMax, limits().payloadBytesMax, "payload");
        assertEq(outbound.peerLimits.voidedGasLimit, limits().voidedGasLimit, "voided gas limit");
        assertFalse(gatewayA.outboundLane(otherLane).ready, "the other direction has not heard yet");
    }

    /// @dev Whatever was decided about the lane before its peer's HELLO arrived still holds.
    function test_HelloChangesNothingElse() public {
        openOther(gatewayA, FEE);
        openOther(gatewayB, FEE);
        onB();
        pauseLane(gatewayB, otherReturnLane);
        closeLane(gatewayB, otherReturnLane);
        deliverAll(otherLane);
        OutboundLane memory outbound = gatewayB.outboundLane(otherReturnLane);
        assertTrue(outbound.ready && outbound.paused && outbound.closed, "flags");
        assertEq(outbound.fee, FEE, "fee");
    }

    function test_TheFeeIsDueFromTheFirstSend() public {
        openOther(gatewayA, FEE);
        openOther(gatewayB, FEE);
        deliverAll(otherLane);
        vm.prank(ADMIN);
        gatewayB.allowSender(otherReturnLane, APP, true);
        assertRefused(
            gatewayB,
            APP,
            abi.encodeCall(IGateway.send, (otherReturnLane, address(recipientA), GAS_LIMIT, 0, "payload")),
            abi.encodeWithSelector(IGateway.WrongFee.selector, 0, FEE)
        );
    }

    function test_DirectionsMayAnnounceDifferentLimits() public {
        openOther(gatewayA, FEE);
        onB();
        vm.prank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), OTHER, Limits(5000, 1, 8_000_000), 0);
        deliverAll(otherLane);
        deliverAll(otherReturnLane);
        assertEq(gatewayA.outboundLane(otherLane).peerLimits.gasLimitMax, 5000, "gas limit");
        assertEq(gatewayA.outboundLane(otherLane).peerLimits.payloadBytesMax, 1, "payload");
        assertEq(gatewayA.outboundLane(otherLane).peerLimits.voidedGasLimit, 8_000_000, "voided gas limit");
        assertEq(gatewayB.outboundLane(otherReturnLane).peerLimits.gasLimitMax, 4_000_000, "gas limit back");
    }

    function test_FirstPeerOfAChainIsTrusted() public {
        assertEq(gatewayA.peerGateway(CHAIN_B), address(gatewayB), "known");
        assertEq(gatewayA.peerGateway(77), address(0), "unknown");
        onA();
        vm.prank(ADMIN);
        gatewayA.openLane(77, address(0x77), OTHER, limits(), 0);
        assertEq(gatewayA.peerGateway(77), address(0x77), "now known");
    }

    function testFuzz_AcceptsEveryLimitInRange(uint256 gasLimit, uint256 payloadBytes, uint256 voidedGasLimit) public {
        onA();
        Limits memory announced = Limits({
            gasLimitMax: uint32(bound(gasLimit, 5000, 8_000_000)),
            payloadBytesMax: uint32(bound(payloadBytes, 1, 8192)),
            voidedGasLimit: uint32(bound(voidedGasLimit, 5000, 8_000_000))
        });
        vm.prank(ADMIN);
        gatewayA.openLane(CHAIN_B, address(gatewayB), OTHER, announced, 0);
        assertEq(gatewayA.outboundLane(otherLane).nonce, 1, "opened");
    }

    function test_RevertWhen_GasLimitIsOutOfRange() public {
        assertLimitsRefused(Limits(4999, 2048, 150_000), 4999, 5000, 8_000_000);
        assertLimitsRefused(Limits(8_000_001, 2048, 150_000), 8_000_001, 5000, 8_000_000);
        assertLimitsRefused(Limits(0, 2048, 150_000), 0, 5000, 8_000_000);
    }

    function test_RevertWhen_PayloadLimitIsOutOfRange() public {
        assertLimitsRefused(Limits(4_000_000, 0, 150_000), 0, 1, 8192);
        assertLimitsRefused(Limits(4_000_000, 8193, 150_000), 8193, 1, 8192);
    }

    function test_RevertWhen_VoidedGasLimitIsOutOfRange() public {
        assertLimitsRefused(Limits(4_000_000, 2048, 4999), 4999, 5000, 8_000_000);
        assertLimitsRefused(Limits(4_000_000, 2048, 8_000_001), 8_000_001, 5000, 8_000_000);
    }

    function test_RevertWhen_OpenedTwice() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), CHANNEL, limits(), 0)),
            laneError(IGateway.LaneAlreadyOpen.selector, lane)
        );
    }

    function test_RevertWhen_OpenedAgainAfterItWasClosed() public {
        onA();
        closeLane(gatewayA, lane);
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), CHANNEL, limits(), 0)),
            laneError(IGateway.LaneAlreadyOpen.selector, lane)
        );
    }

    function test_RevertWhen_AnotherPeerIsNamed() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, STRANGER, OTHER, limits(), 0)),
            abi.encodeWithSelector(IGateway.PeerMismatch.selector, CHAIN_B, STRANGER, address(gatewayB))
        );
    }

    function test_RevertWhen_TheRemoteChainIsThisOne() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_A, STRANGER, OTHER, limits(), 0)),
            abi.encodeWithSelector(IGateway.RemoteChainIsLocal.selector, CHAIN_A)
        );
    }

    function test_RevertWhen_TheRemoteGatewayIsZero() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, address(0), OTHER, limits(), 0)),
            abi.encodeWithSelector(IGateway.ZeroAddress.selector)
        );
    }

    function test_RevertWhen_TheRemoteChainIsZero() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (0, STRANGER, OTHER, limits(), 0)),
            abi.encodeWithSelector(IGateway.ZeroAddress.selector)
        );
    }

    function test_RevertWhen_AStrangerOpensALane() public {
        assertUnauthorized(
            gatewayA, STRANGER, abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), OTHER, limits(), 0))
        );
    }

    function assertLimitsRefused(Limits memory announced, uint256 found, uint256 min, uint256 max) private {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), OTHER, announced, 0)),
            abi.encodeWithSelector(IGateway.LimitOutOfRange.selector, found, min, max)
        );
    }

    function openOther(Gateway gateway, uint96 fee) private returns (bytes32, bytes32) {
        select(gateway);
        (uint64 remoteChainId, Gateway remote) = isA(gateway) ? (CHAIN_B, gatewayB) : (CHAIN_A, gatewayA);
        vm.prank(ADMIN);
        return gateway.openLane(remoteChainId, address(remote), OTHER, limits(), fee);
    }
}
