// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev A recipient that takes whatever it is called with and remembers every byte of it.
contract Witness {
    bytes32 public transcript;
    uint256 public calls;
    bytes4 public lastSelector;

    // The answer of any of the three functions that a gateway calls: the selector, and a bitmap of no failures.
    fallback(bytes calldata input) external returns (bytes memory) {
        transcript = keccak256(abi.encode(transcript, msg.sender, input));
        lastSelector = msg.sig;
        ++calls;
        return abi.encode(msg.sig, uint256(0));
    }
}
