// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev forge asks a contract with invariants, by these names, what it may call between two checks.
abstract contract InvariantBase {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address[] private _contracts;
    FuzzSelector[] private _selectors;

    function _target(address account, bytes4[] memory selectors) internal {
        _contracts.push(account);
        _selectors.push(FuzzSelector(account, selectors));
    }

    function targetContracts() external view returns (address[] memory) {
        return _contracts;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory) {
        return _selectors;
    }
}
