// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMessageRecipient} from "./IMessageRecipient.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The only calls that the gateway makes to recipients.
/// @notice Three fixed functions, never a selector or target that a message chose; the answer is read into two words
/// however long it is; a recipient that reverts, has no code or answers anything else has failed.
library Calls {
    /// @dev Every message of a batch failed.
    uint256 internal constant ALL = type(uint256).max;

    /// @notice Delivers a batch; bit i of the answer is set if its i-th message failed.
    function callBatch(address recipient, uint256 gasLimit, bytes memory input) internal returns (uint256 failures) {
        (bool answered, bytes32 magic, uint256 bitmap) = _call(recipient, gasLimit, input, 64);
        return answered && magic == bytes32(IMessageRecipient.onMessages.selector) ? bitmap : ALL;
    }

    /// @notice Delivers one message by a function that answers with its own selector.
    function callSingle(address recipient, uint256 gasLimit, bytes4 selector, bytes memory input)
        internal
        returns (bool delivered)
    {
        (bool answered, bytes32 magic,) = _call(recipient, gasLimit, input, 32);
        return answered && magic == bytes32(selector);
    }

    /// @notice The input of `onMessages`: what abi.encodeCall makes of the arguments.
    /// @dev Records go from calldata to where they are wanted; abi.encodeCall goes there by way of checks and masks.
    function batchInput(bytes32 lane, uint256 nonce, address sender, uint256 count, bytes calldata records)
        internal
        pure
        returns (bytes memory input)
    {
        bytes32 selector = IMessageRecipient.onMessages.selector;
        assembly ("memory-safe") {
            input := mload(0x40)
            let padded := and(add(records.length, 0x1f), not(0x1f))
            mstore(input, add(0xc4, padded))
            mstore(add(input, 0x20), selector)
            mstore(add(input, 0x24), lane)
            mstore(add(input, 0x44), nonce)
            mstore(add(input, 0x64), shr(96, shl(96, sender)))
            mstore(add(input, 0x84), count)
            mstore(add(input, 0xa4), 0xa0)
            mstore(add(input, 0xc4), records.length)
            calldatacopy(add(input, 0xe4), records.offset, records.length)
            mstore(add(add(input, 0xe4), records.length), 0)
            mstore(0x40, add(add(input, 0x100), padded))
        }
    }

    /// @notice The input of `receiveMessage` for messages of one sender and one length, to which `putMessage` adds the rest.
    function singleInput(bytes memory sender, uint256 payloadLength) internal pure returns (bytes memory) {
        return abi.encodeCall(IERC7786Recipient.receiveMessage, (0, sender, new bytes(payloadLength)));
    }

    /// @notice Puts a message in the place of the one before it.
    /// @dev The id is the first argument; the payload is the end of the input, and its padding stays zero.
    function putMessage(bytes memory input, bytes32 id, bytes calldata payload) internal pure {
        assembly ("memory-safe") {
            mstore(add(input, 0x24), id)
            let padded := and(add(payload.length, 0x1f), not(0x1f))
            calldatacopy(sub(add(add(input, 0x20), mload(input)), padded), payload.offset, payload.length)
        }
    }

    function _call(address recipient, uint256 gasLimit, bytes memory input, uint256 answerBytes)
        private
        returns (bool answered, bytes32 first, uint256 second)
    {
        // In assembly, because Solidity's own call copies the whole answer into memory, and its length is the
        // recipient's choice.
        assembly ("memory-safe") {
            mstore(0, 0)
            mstore(0x20, 0)
            answered := call(gasLimit, recipient, 0, add(input, 0x20), mload(input), 0, answerBytes)
            answered := and(answered, iszero(lt(returndatasize(), answerBytes)))
            first := mload(0)
            second := mload(0x20)
        }
    }
}
