// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Limits, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev A stranger's gateway, or a lane of the stranger's own, poses as ours. An ERC-7786 recipient hears of a sender only as
/// (chain, address): whoever speaks for a chain can name any sender of it. So one gateway speaks for a chain, for ever.
contract StrangersGatewayTest is Threat {
    uint64 private constant CHAIN_C = 1003;

    Gateway private strangers;

    function setUp() public override {
        super.setUp();
        world.trustInteroperably(InteroperableAddress.encode(CHAIN_A, APP));
        // On A, with an authority of its own, and whatever code its owner likes.
        onA();
        AccessManager manager = AccessManager(deployShipped("AccessManager", abi.encode(STRANGER)));
        strangers = Gateway(deployShipped("Gateway", abi.encode(address(manager))));
        onB();
    }

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxRecordsGateway.sol:LaxRecordsGateway", abi.encode(authority, LaxRecordsGateway.Fault.ManyPeers)
            )
        );
    }

    function test_AStrangersLaneIsUnknown() public {
        bytes32 own = LaneCodec.laneId(CHAIN_A, address(strangers), CHAIN_B, address(gatewayB), CHANNEL);
        Batch memory batch = _firstOf(own, _posing());
        assertRefused(batch, IGateway.UnknownLane.selector, "even if the quorum had signed it");
        batch.checkpoint.lane = lane;
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        assertRefused(batch, IGateway.AlreadyExecuted.selector, "an old place in ours");
        batch = world.forge(lane, _posing());
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        assertRefused(batch, IGateway.InvalidSignature.selector, "the next place in ours");
    }

    /// @dev Not even by a mistake of the administrator's.
    function test_AChainHasOneGateway() public {
        Limits memory limits = world.acceptable();
        vm.prank(ADMIN);
        vm.expectRevert(
            abi.encodeWithSelector(IGateway.PeerMismatch.selector, CHAIN_A, address(strangers), address(gatewayA))
        );
        gatewayB.openLane(CHAIN_A, address(strangers), "another channel", limits, 0);
        assertEq(gatewayB.peerGateway(CHAIN_A), address(gatewayA), "peer");
    }

    /// @dev Another chain's gateway may name any sender, and is heard as a sender of that other chain.
    function test_AnotherChainsSenderIsAnotherSender() public {
        bytes32 fromC = _openLaneFrom(CHAIN_C, strangers);
        uint64 nonce = 1;
        assertAccepted(_firstOf(fromC, _posing()), "the lane goes on");
        (Standing standing,) = gatewayB.standing(fromC, nonce);
        assertTrue(standing == Standing.Parked, "ERC-7786 recipients authorise (chain, sender)");

        Message memory batched = _posing();
        batched.kind = RouteKind.Batch;
        Batch memory batch = world.forgeSigned(fromC, batched);
        assertAccepted(batch, "the lane goes on");
        (standing,) = gatewayB.standing(fromC, nonce + 1);
        assertTrue(standing == Standing.Parked, "recipients of batches authorise (lane, sender)");
        assertEq(recipientB.received(), 0, "received");

        Batch memory ours = world.forgeSigned(lane, _posing());
        assertAccepted(ours, "the genuine sender");
        assertEq(recipientB.received(), 1, "received from the genuine sender");
    }

    /// @dev On the source, too: a channel leads to the peer's lane only, whatever gateway a recipient's address means.
    function test_SucceedsWhereAChainHasManyGateways() public {
        breakGateways();
        bytes32 own = _openLaneFrom(CHAIN_A, strangers);
        assertAccepted(_firstOf(own, _posing()), "signed, because the lane was opened");
        assertEq(recipientB.received(), 1, "received from a sender who never sent it");
    }

    /// @dev As the stranger's gateway writes it: by our application, on its chain.
    function _posing() private view returns (Message memory) {
        return Message(RouteKind.Erc7786, APP, address(recipientB), GAS_LIMIT, 0, "posing");
    }

    /// @dev The first message of a lane, under the quorum's signature: it vouches for every lane that was opened.
    function _firstOf(bytes32 laneId, Message memory message) private returns (Batch memory batch) {
        batch = world.forge(lane, message);
        batch.checkpoint.lane = laneId;
        batch.checkpoint.from = 0;
        batch.checkpoint.nonce = 1;
        batch.checkpoint.head = LaneCodec.nextHead(laneId, world.hash(message));
        batch.first = 1;
        batch.signature = world.signCheckpoint(quorum, batch.checkpoint, "");
    }

    function _openLaneFrom(uint64 chainId, Gateway gateway) private returns (bytes32 inbound) {
        Limits memory limits = world.acceptable();
        vm.prank(ADMIN);
        (, inbound) = gatewayB.openLane(chainId, address(gateway), CHANNEL, limits, 0);
    }
}
