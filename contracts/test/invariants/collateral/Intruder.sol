// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ITokenHook} from "../../base/OddTokens.sol";

/// @dev A holder that a token calls back before it pays and after it is paid, and that then calls whatever it is armed with.
/// It swallows the answer, so that the transfer goes on.
contract Intruder is ITokenHook {
    /// @dev Whose doors must be shut meanwhile.
    address public immutable VAULT;

    uint256 public attempts;
    /// @dev How often the vault let it in.
    uint256 public entered;

    bool private _busy;
    address private _target;
    bytes private _input;

    constructor(address vault) {
        VAULT = vault;
    }

    function arm(address target, bytes calldata input) external {
        _target = target;
        _input = input;
    }

    function onTransfer(address, address, uint256) external {
        if (_busy || _target == address(0)) return;
        _busy = true;
        ++attempts;
        (bool accepted,) = _target.call(_input);
        if (accepted && _target == VAULT) ++entered;
        _busy = false;
    }
}
