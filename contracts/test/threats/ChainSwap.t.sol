// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Checkpoint, IGateway, Signature} from "../../src/gateway/IGateway.sol";
import {Batch} from "./Batch.sol";
import {Threat} from "./Threat.sol";
import {LaxSignaturesGateway} from "./broken/LaxSignaturesGateway.sol";

/// @dev ChainSwap, July 2021: a signer that nobody knew got weight, and could be counted again and again. Behind one group
/// signature there are no weights to add: what is unknown or repeated counts for nothing, however often it is given.
contract ChainSwapTest is Threat {
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    LaxSignaturesGateway.Fault private fault;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(vm.deployCode("LaxSignaturesGateway.sol:LaxSignaturesGateway", abi.encode(authority, fault)));
    }

    function test_CopiesOfAnUnknownSignatureWeighNothing() public {
        Batch memory batch = world.forge(lane, neverSent());
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        _assertCopiesRefused(batch, IGateway.InvalidSignature.selector);
        batch.checkpoint.keyEpoch = 7;
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        _assertCopiesRefused(batch, IGateway.EpochNotActive.selector);
    }

    function test_CopiesOfAUsedSignatureWeighNothing() public {
        send("genuine");
        Batch memory used = world.genuineRest(lane, "");
        assertAccepted(used, "used once");
        assertRefused(used, IGateway.AlreadyExecuted.selector, "used twice");
        Batch memory batch = world.forge(lane, neverSent());
        batch.signature = used.signature;
        _assertCopiesRefused(batch, IGateway.InvalidSignature.selector);
    }

    /// @dev Adding a share to itself, as an aggregator might that counts shares and not signers.
    function test_MultiplesOfASignatureWeighNothing() public {
        Batch memory batch = world.forge(lane, neverSent());
        Signature memory own = world.signCheckpoint(attacker, batch.checkpoint, "");
        for (uint256 n = 1; n <= 7; ++n) {
            batch.signature = Signature(own.rx, own.ry, mulmod(own.z, n, N));
            assertRefused(batch, IGateway.InvalidSignature.selector, "n times an unknown share");
        }
        Signature memory genuine = world.signCheckpoint(quorum, batch.checkpoint, "");
        for (uint256 n = 2; n <= 7; ++n) {
            batch.signature = Signature(genuine.rx, genuine.ry, mulmod(genuine.z, n, N));
            assertRefused(batch, IGateway.InvalidSignature.selector, "n times the quorum's own");
        }
    }

    function test_SucceedsWhereAnUnknownSignerHasWeight() public {
        fault = LaxSignaturesGateway.Fault.UnsetKey;
        breakGateways();
        Batch memory batch = world.forge(lane, neverSent());
        batch.checkpoint.keyEpoch = 7;
        batch.signature = world.signCheckpoint(attacker, batch.checkpoint, "");
        assertAccepted(batch, "delivered under a signer whom nobody knows");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    function test_SucceedsWhereAUsedSignatureHasWeight() public {
        fault = LaxSignaturesGateway.Fault.CallerDigest;
        breakGateways();
        Batch memory batch = world.forge(lane, neverSent());
        Checkpoint memory seen = world.checkpointTo(lane, 0, 1);
        batch.signature = world.signCheckpoint(quorum, seen, "");
        bytes32 digest = world.digestOver(gatewayB.domainSeparator(), seen, "");
        assertAccepted(bytes.concat(encode(batch), digest), "delivered under a signature that was used");
        assertEq(recipientB.received(), 1, "received what nobody sent");
    }

    /// @dev Alone, and with copies of the signature, and of its digest, behind the arguments.
    function _assertCopiesRefused(Batch memory batch, bytes4 expected) private {
        bytes memory input = encode(batch);
        bytes32 digest = world.digestOver(gatewayB.domainSeparator(), batch.checkpoint, "");
        for (uint256 n = 0; n < 5; ++n) {
            assertRefused(input, expected, "copies of a signature");
            input = bytes.concat(input, abi.encode(batch.signature), digest);
        }
    }
}
