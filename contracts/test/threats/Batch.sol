// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, Run, Signature} from "../../src/gateway/IGateway.sol";

/// @dev What `deliver` is given.
struct Batch {
    Checkpoint checkpoint;
    bytes holds;
    Signature signature;
    uint64 first;
    Run[] runs;
    bytes32[] tail;
}
