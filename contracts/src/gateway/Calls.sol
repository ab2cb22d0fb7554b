// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMessageRecipient} from "./IMessageRecipient.sol";

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

    /// @notice Delivers one message; its function answers with its own selector.
    function callSingle(address recipient, uint256 gasLimit, bytes memory input) internal returns (bool delivered) {
        (bool answered, bytes32 magic,) = _call(recipient, gasLimit, input, 32);
        // The input begins with the selector.
        // forge-lint: disable-next-line(unsafe-typecast)
        return answered && magic == bytes32(bytes4(input));
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
