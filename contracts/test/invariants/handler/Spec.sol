// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, Decision, Message} from "../../../src/gateway/IGateway.sol";

/// @dev docs/PROTOCOL.md written down a second time, without the contracts' code, so that the two can disagree.
library Spec {
    function laneId(uint64 sourceChain, address source, uint64 destinationChain, address destination, bytes32 channel)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                "LOCKSTEP_LANE_V1", uint256(sourceChain), source, uint256(destinationChain), destination, channel
            )
        );
    }

    function messageId(bytes32 lane, uint64 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(lane, nonce));
    }

    function messageHash(Message memory message) internal pure returns (bytes32) {
        bytes32 route = keccak256(
            abi.encode(
                keccak256("LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)"),
                uint8(message.kind),
                message.sender,
                message.recipient,
                message.gasLimit
            )
        );
        return keccak256(
            bytes.concat(
                keccak256("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)"),
                route,
                bytes8(message.deadline),
                message.payload
            )
        );
    }

    function nextHead(bytes32 head, bytes32 hash) internal pure returns (bytes32) {
        return keccak256(bytes.concat(head, hash));
    }

    /// @dev An ERC-7930 address on one of the test's chains, whose ids take two bytes.
    function interoperable(uint64 chainId, address account) internal pure returns (bytes memory) {
        return bytes.concat(hex"0001000002", bytes2(uint16(chainId)), hex"14", bytes20(account));
    }

    function domain(uint64 chainId, address gateway) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Lockstep"),
                keccak256("1"),
                uint256(chainId),
                gateway
            )
        );
    }

    function checkpointDigest(bytes32 domain_, Checkpoint memory checkpoint, bytes memory holds)
        internal
        pure
        returns (bytes32)
    {
        return _digest(
            domain_,
            keccak256(
                abi.encode(
                    keccak256(
                        "Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes32 holdsHash,uint64 keyEpoch)"
                    ),
                    checkpoint.lane,
                    checkpoint.from,
                    checkpoint.nonce,
                    checkpoint.head,
                    keccak256(holds),
                    checkpoint.keyEpoch
                )
            )
        );
    }

    function rulingDigest(bytes32 domain_, bytes32 lane, uint64 nonce, bytes32 hash, Decision decision, uint64 epoch)
        internal
        pure
        returns (bytes32)
    {
        return _digest(
            domain_,
            keccak256(
                abi.encode(
                    keccak256("Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)"),
                    lane,
                    nonce,
                    hash,
                    uint8(decision),
                    epoch
                )
            )
        );
    }

    function keyEpochDigest(bytes32 domain_, uint64 epoch, uint256 px, uint256 py) internal pure returns (bytes32) {
        return _digest(
            domain_, keccak256(abi.encode(keccak256("KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)"), epoch, px, py))
        );
    }

    function _digest(bytes32 domain_, bytes32 statement) private pure returns (bytes32) {
        return keccak256(bytes.concat(hex"1901", domain_, statement));
    }
}
