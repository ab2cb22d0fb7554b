// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, Decision} from "../gateway/IGateway.sol";

/// @title The EIP-712 statements that a quorum signs.
/// @dev Layouts: docs/PROTOCOL.md, "Signed statements".
library Statements {
    bytes32 internal constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 internal constant CHECKPOINT_TYPE =
        keccak256("Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes32 holdsHash,uint64 keyEpoch)");
    bytes32 internal constant RULING_TYPE =
        keccak256("Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)");
    bytes32 internal constant KEY_EPOCH_TYPE = keccak256("KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)");

    bytes32 private constant NAME_HASH = keccak256("Lockstep");
    bytes32 private constant VERSION_HASH = keccak256("1");

    function domainSeparator(uint256 chainId, address gateway) internal pure returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, NAME_HASH, VERSION_HASH, chainId, gateway));
    }

    function checkpointDigest(bytes32 domain, Checkpoint calldata checkpoint, bytes calldata holds)
        internal
        pure
        returns (bytes32)
    {
        bytes32 checkpointType = CHECKPOINT_TYPE;
        bytes32 statement;
        // The statement's fields lie in calldata in the statement's order, the hash of the holds missing. A field too
        // wide for its type gives a digest that nobody signed.
        assembly ("memory-safe") {
            let input := mload(0x40)
            calldatacopy(input, holds.offset, holds.length)
            let holdsHash := keccak256(input, holds.length)
            mstore(input, checkpointType)
            calldatacopy(add(input, 0x20), checkpoint, 0x80)
            mstore(add(input, 0xa0), holdsHash)
            calldatacopy(add(input, 0xc0), add(checkpoint, 0x80), 0x20)
            statement := keccak256(input, 0xe0)
        }
        return _digest(domain, statement);
    }

    function rulingDigest(
        bytes32 domain,
        bytes32 lane,
        uint64 nonce,
        bytes32 messageHash,
        Decision decision,
        uint64 keyEpoch
    ) internal pure returns (bytes32) {
        return _digest(domain, keccak256(abi.encode(RULING_TYPE, lane, nonce, messageHash, decision, keyEpoch)));
    }

    function keyEpochDigest(bytes32 domain, uint64 keyEpoch, uint256 px, uint256 py) internal pure returns (bytes32) {
        return _digest(domain, keccak256(abi.encode(KEY_EPOCH_TYPE, keyEpoch, px, py)));
    }

    function _digest(bytes32 domain, bytes32 statement) private pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, shl(240, 0x1901))
            mstore(add(input, 0x02), domain)
            mstore(add(input, 0x22), statement)
            digest := keccak256(input, 0x42)
        }
    }
}
