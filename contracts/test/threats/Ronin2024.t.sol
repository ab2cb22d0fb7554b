// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Checkpoint, IGateway, Limits, Signature} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Signer} from "../base/Signer.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxSignaturesGateway} from "./broken/LaxSignaturesGateway.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev Ronin, August 2024: an upgrade left a threshold unset, so that nothing was enough. Here no stage of a key's life
/// may leave an epoch under which a zero, empty or foreign signature counts.
contract Ronin2024Test is Threat {
    uint64 private constant SECOND = 2;
    uint64 private constant THIRD = 3;

    Signer.Key private second;
    Signer.Key private third;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxSignaturesGateway.sol:LaxSignaturesGateway",
                abi.encode(authority, LaxSignaturesGateway.Fault.UnsetKey)
            )
        );
    }

    function test_NoStageOfAKeysLifeLetsAnEmptySignatureCount() public {
        second = world.keyOf("second key");
        third = world.keyOf("third key");
        _assertPowerless("first key", EPOCH, 0);

        _register(SECOND, second);
        _assertPowerless("second key announced", EPOCH, 0);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY());
        _assertPowerless("second key started", EPOCH, SECOND);
        vm.warp(block.timestamp + gatewayB.KEY_GRACE());
        _assertPowerless("first key ended", SECOND, 0);

        _register(THIRD, third);
        _kill(THIRD);
        _assertPowerless("third key killed before it started", SECOND, 0);
        _kill(SECOND);
        _assertPowerless("every key killed", 0, 0);

        _register(THIRD + 1, third);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY() + gatewayB.KEY_GRACE());
        _assertPowerless("a key again", THIRD + 1, 0);
    }

    function test_AGatewayWithoutAnyKeyDeliversNothing() public {
        onB();
        AccessManager manager = AccessManager(deployShipped("AccessManager", abi.encode(ADMIN)));
        Gateway fresh = Gateway(deployShipped("Gateway", abi.encode(address(manager))));
        Limits memory acceptable = world.acceptable();
        vm.prank(ADMIN);
        (, bytes32 inbound) = fresh.openLane(CHAIN_A, address(gatewayA), CHANNEL, acceptable, 0);
        Batch memory batch = world.forge(lane, neverSent());
        batch.checkpoint = Checkpoint(inbound, 0, 1, LaneCodec.nextHead(inbound, world.hash(neverSent())), 0);
        batch.first = 1;
        for (uint64 epoch = 0; epoch <= 2; ++epoch) {
            batch.checkpoint.keyEpoch = epoch;
            _assertEmptySignaturesRefused(fresh, batch, IGateway.EpochNotActive.selector, "no key");
        }
    }

    /// @dev The current key is killed, and so is its successor before it starts: what had been replaced long ago must not
    /// come back with them.
    function test_AnEndedKeyNeverReturns() public {
        second = world.keyOf("second key");
        third = world.keyOf("third key");
        _register(SECOND, second);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY());
        _kill(SECOND);
        _register(THIRD, third);
        _kill(THIRD);
        _assertPowerless("first key in its grace", EPOCH, 0);
        vm.warp(gatewayB.keyEpochs().previousExpiresAt);
        _assertPowerless("first key ended in its time", 0, 0);

        _register(THIRD + 1, third);
        _kill(THIRD + 1);
        vm.warp(block.timestamp + 365 days);
        _assertPowerless("first key stays ended", 0, 0);
    }

    function test_SucceedsWhereAnUnsetKeyAsksForNothing() public {
        breakGateways();
        Batch memory batch = world.forge(lane, neverSent());
        batch.checkpoint.keyEpoch = 99;
        assertAccepted((batch), "delivered without a signature");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    /// @dev Under no epoch, from zero to one that will never be, does a signature that is not one count.
    function _assertPowerless(string memory stage, uint64 active, uint64 alsoActive) private {
        Batch memory batch = world.forge(lane, neverSent());
        for (uint64 epoch = 0; epoch <= 6; ++epoch) {
            batch.checkpoint.keyEpoch = epoch == 6 ? type(uint64).max : epoch;
            bool isActive = epoch != 0 && (epoch == active || epoch == alsoActive);
            bytes4 expected = isActive ? IGateway.InvalidSignature.selector : IGateway.EpochNotActive.selector;
            _assertEmptySignaturesRefused(gatewayB, batch, expected, stage);
        }
    }

    function _assertEmptySignaturesRefused(Gateway gateway, Batch memory batch, bytes4 expected, string memory stage)
        private
    {
        batch.signature = Signature(0, 0, 0);
        assertRefused(gateway, encode(batch), expected, stage);
        batch.signature = Signature(0, 0, 1);
        assertRefused(gateway, encode(batch), expected, stage);
        batch.signature = Signature(attacker.px, attacker.py, 0);
        assertRefused(gateway, encode(batch), expected, stage);
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        assertRefused(gateway, encode(batch), expected, stage);
    }

    function _register(uint64 epoch, Signer.Key memory newKey) private {
        onB();
        Signature memory proof = world.possession(gatewayB, newKey, epoch);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(epoch, newKey.px, newKey.py, proof);
    }

    function _kill(uint64 epoch) private {
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(epoch);
    }
}
