// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMessageRecipient, IVoidedRecipient} from "../../../src/gateway/IMessageRecipient.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev A healthy recipient that works off a fixed amount of gas for every message, and reverts with less.
contract Worker is IMessageRecipient, IERC7786Recipient, IVoidedRecipient {
    uint256 internal immutable WORK_GAS;

    constructor(uint256 workGas) {
        WORK_GAS = workGas;
    }

    function onMessages(bytes32, uint64, address, uint256 count, bytes calldata)
        external
        view
        returns (bytes4, uint256)
    {
        _work(count);
        return (IMessageRecipient.onMessages.selector, 0);
    }

    function receiveMessage(bytes32, bytes calldata, bytes calldata) external payable returns (bytes4) {
        _work(1);
        return IERC7786Recipient.receiveMessage.selector;
    }

    function onVoided(bytes32, uint64, bytes calldata) external view returns (bytes4) {
        _work(1);
        return IVoidedRecipient.onVoided.selector;
    }

    function _work(uint256 count) private view {
        uint256 end = gasleft() - count * WORK_GAS;
        while (gasleft() > end) {}
    }
}
