// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, Run, Signature} from "../../../src/gateway/IGateway.sol";

/// @dev Reads the arguments of a delivery as the gateway does, and says what they mean: two calls with one meaning give
/// one answer, whatever bytes stood between the arguments.
contract Canonical {
    function deliver(
        Checkpoint calldata checkpoint,
        bytes calldata holds,
        Signature calldata signature,
        uint64 first,
        Run[] calldata runs,
        bytes32[] calldata tail
    ) external pure returns (bytes32) {
        return keccak256(abi.encode(checkpoint, holds, signature, first, runs, tail));
    }
}
