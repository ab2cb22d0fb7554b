// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev Keeps what recipients were given and what they tried. A recipient that fails takes its testimony back with it.
contract Witness {
    struct Receipt {
        bytes32 id;
        bytes32 given;
    }

    Receipt[] private _receipts;
    Receipt[] private _heard;
    bytes4[] private _reentries;
    bool[] private _answers;
    bytes private _armed;

    mapping(bytes32 id => uint256) public timesReceived;
    mapping(bytes32 id => uint256) public timesHeard;

    /// @dev A message was accepted. `given` digests everything that its recipient was told.
    function received(bytes32 id, bytes32 given) external {
        ++timesReceived[id];
        _receipts.push(Receipt(id, given));
    }

    /// @dev A sender heard of the void of its message `id`.
    function heard(bytes32 id, bytes32 given) external {
        ++timesHeard[id];
        _heard.push(Receipt(id, given));
    }

    /// @dev A recipient called the gateway that called it; `reason` is what it was refused with.
    function reentered(bytes4 reason) external {
        _reentries.push(reason);
    }

    /// @dev A recipient sent a message while it was given one.
    function answered(bool accepted) external {
        _answers.push(accepted);
    }

    /// @dev What re-entering recipients shall call; empty for nothing.
    function arm(bytes calldata input) external {
        _armed = input;
    }

    function armed() external view returns (bytes memory) {
        return _armed;
    }

    function receiptCount() external view returns (uint256) {
        return _receipts.length;
    }

    function receipt(uint256 index) external view returns (Receipt memory) {
        return _receipts[index];
    }

    function heardCount() external view returns (uint256) {
        return _heard.length;
    }

    function heardAt(uint256 index) external view returns (Receipt memory) {
        return _heard[index];
    }

    function reentryCount() external view returns (uint256) {
        return _reentries.length;
    }

    function reentry(uint256 index) external view returns (bytes4) {
        return _reentries[index];
    }

    function answerCount() external view returns (uint256) {
        return _answers.length;
    }

    function answer(uint256 index) external view returns (bool) {
        return _answers[index];
    }
}
