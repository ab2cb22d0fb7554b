// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ITokenHook} from "../../base/OddTokens.sol";

/// @dev Holds tokens and does what it is told: at once, or once in the middle of its next transfer.
contract HookedHolder is ITokenHook {
    address private _target;
    bytes private _input;
    bool public entered;
    bool public accepted;
    bytes public answer;

    function act(address target, bytes calldata input) external payable returns (bool done, bytes memory result) {
        return target.call{value: msg.value}(input);
    }

    function actOnTransfer(address target, bytes calldata input) external {
        _target = target;
        _input = input;
        entered = false;
    }

    function onTransfer(address, address, uint256) external {
        address target = _target;
        if (target == address(0)) return;
        _target = address(0);
        entered = true;
        (accepted, answer) = target.call(_input);
    }
}
