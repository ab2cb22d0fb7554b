// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title What a contract implements to receive messages sent with `IGateway.send`.
/// @dev Warning: check that the caller is the gateway, and that you trust `sender` on `lane`. Whoever delivers decides how many of a
/// run come together; what must not fail with its neighbours is refused by its bit, because a revert parks them all.
interface IMessageRecipient {
    /// @notice Receives messages `firstNonce` … `firstNonce + count − 1` of a lane.
    /// @param sender Who sent them, on the lane's source chain.
    /// @param count How many, at most 256.
    /// @param records `count` records of equal width, each `deadline (8) ‖ payload`.
    /// @return magic This function's selector.
    /// @return failures Bit i is set if message `firstNonce + i` was refused; it will be parked.
    function onMessages(bytes32 lane, uint64 firstNonce, address sender, uint256 count, bytes calldata records)
        external
        returns (bytes4 magic, uint256 failures);
}

/// @title What a sender implements to hear that a message of its own will never be delivered.
/// @dev Warning: check that the caller is the gateway. It is called at most once for a (lane, nonce).
interface IVoidedRecipient {
    /// @param lane The lane that the message had been sent on, and `nonce` its place in it.
    /// @param payload The payload of the message.
    /// @return magic This function's selector.
    function onVoided(bytes32 lane, uint64 nonce, bytes calldata payload) external returns (bytes4 magic);
}
