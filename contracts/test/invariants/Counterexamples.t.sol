// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, IGateway, Run, Signature} from "../../src/gateway/IGateway.sol";
import {TwoChains} from "../base/TwoChains.sol";

/// @dev The shortest ways to what an invariant once found, kept so that they stay closed.
contract CounterexamplesTest is TwoChains {
    /// @dev `OnlyLiveEpochsSign`: epoch 1 was replaced and had expired, yet killing epoch 3 before it started made it sign again.
    function test_AnExpiredEpochDoesNotComeBack() public {
        _rotate(2);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY() + gatewayB.KEY_GRACE());
        _kill(2);
        _rotate(3);
        _kill(3);
        assertEq(gatewayB.keyEpochs().current, 0, "current");
        _expectNotActive();
    }

    /// @dev And one that is still in its grace keeps no more than that.
    function test_AnEpochInGraceStillExpires() public {
        _rotate(2);
        vm.warp(block.timestamp + gatewayB.KEY_DELAY());
        _kill(2);
        _rotate(3);
        _kill(3);
        send("");
        deliverAll(lane);
        vm.warp(block.timestamp + gatewayB.KEY_GRACE());
        _expectNotActive();
    }

    function _rotate(uint64 epoch) private {
        onB();
        Signature memory proof = proofOfPossession(gatewayB, key, epoch);
        vm.prank(ADMIN);
        gatewayB.registerKeyEpoch(epoch, key.px, key.py, proof);
    }

    function _kill(uint64 epoch) private {
        vm.prank(GUARDIAN);
        gatewayB.killKeyEpoch(epoch);
    }

    /// @dev What epoch 1 signs is refused.
    function _expectNotActive() private {
        uint64 nonce = send("");
        Checkpoint memory checkpoint = checkpointAt(lane, executed(lane), nonce);
        Signature memory signature = sign(checkpoint, "");
        Run[] memory runs = runsBetween(lane, nonce, nonce);
        onB();
        vm.expectRevert(abi.encodeWithSelector(IGateway.EpochNotActive.selector, EPOCH, 0, EPOCH));
        gatewayB.deliver(checkpoint, "", signature, nonce, runs, new bytes32[](0));
    }
}
