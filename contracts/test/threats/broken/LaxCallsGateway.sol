// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Calls} from "../../../src/gateway/Calls.sol";
import {Gateway} from "../../../src/gateway/Gateway.sol";
import {RunHeader, RunHeaders} from "../../../src/gateway/RunHeaders.sol";
import {SlimGateway} from "./SlimGateway.sol";

/// @dev A gateway that is broken in how it calls recipients.
contract LaxCallsGateway is SlimGateway {
    using RunHeaders for RunHeader;

    enum Fault {
        /// The payload of a message is the call that is made, function and arguments.
        PayloadIsTheCall,
        /// Calls as Solidity does, and so copies an answer of any length at its own expense.
        CopiesAnswers,
        /// Calls with whatever gas is left.
        CountsNoGas
    }

    Fault private immutable FAULT;

    constructor(address authority, Fault fault) Gateway(authority) {
        FAULT = fault;
    }

    function _callErc7786(address recipient, uint256 gasLimit, bytes memory input)
        internal
        override
        returns (bool delivered)
    {
        if (FAULT != Fault.PayloadIsTheCall) return super._callErc7786(recipient, gasLimit, input);
        (,, bytes memory payload) = this.decodeErc7786(input);
        (delivered,) = recipient.call{gas: gasLimit}(payload);
    }

    /// @dev Of the input of `receiveMessage`.
    function decodeErc7786(bytes calldata input) external pure returns (bytes32, bytes memory, bytes memory) {
        return abi.decode(input[4:], (bytes32, bytes, bytes));
    }

    function _deliverTogether(bytes32 lane, RunHeader memory run, uint256 nonce, uint256 start, uint256 end)
        internal
        override
        returns (uint256)
    {
        if (FAULT != Fault.CopiesAnswers) return super._deliverTogether(lane, run, nonce, start, end);
        uint256 count = end - start;
        bytes memory input = Calls.batchInput(lane, nonce, run.sender, count, run.records(start, end));
        _requireGas(run.gasLimit * count + count * PARK_GAS + FINISH_GAS);
        (bool answered, bytes memory answer) = run.recipient.call{gas: run.gasLimit * count}(input);
        return answered && answer.length >= 64 ? 0 : type(uint256).max;
    }

    function _requireGas(uint256 required) internal view override {
        if (FAULT != Fault.CountsNoGas) super._requireGas(required);
    }
}
