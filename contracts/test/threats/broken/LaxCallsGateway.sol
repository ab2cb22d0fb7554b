// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../../src/gateway/Gateway.sol";
import {RouteKind, Run} from "../../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../../src/gateway/IMessageRecipient.sol";
import {SlimGateway} from "./SlimGateway.sol";

/// @dev A gateway that is broken in how it calls recipients.
contract LaxCallsGateway is SlimGateway {
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

    function _deliverSingle(
        RouteKind kind,
        bytes32 lane,
        uint64 nonce,
        bytes memory sender,
        address recipient,
        uint256 gasLimit,
        bytes calldata payload
    ) internal override returns (bool delivered) {
        if (FAULT != Fault.PayloadIsTheCall || kind != RouteKind.Erc7786) {
            return super._deliverSingle(kind, lane, nonce, sender, recipient, gasLimit, payload);
        }
        (delivered,) = recipient.call{gas: gasLimit}(payload);
    }

    function _deliverTogether(bytes32 lane, Run calldata run, uint64 nonce, uint256 start, uint256 end)
        internal
        override
        returns (uint256)
    {
        if (FAULT != Fault.CopiesAnswers) return super._deliverTogether(lane, run, nonce, start, end);
        uint256 count = end - start;
        uint256 limit = run.gasLimit * count;
        _requireGas(limit + count * PARK_GAS + FINISH_GAS);
        (bool answered, bytes memory answer) = run.recipient.call{gas: limit}(
            abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, run.sender, count, run.records))
        );
        return answered && answer.length >= 64 ? 0 : type(uint256).max;
    }

    function _requireGas(uint256 required) internal view override {
        if (FAULT != Fault.CountsNoGas) super._requireGas(required);
    }
}
