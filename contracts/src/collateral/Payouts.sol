// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book} from "./Book.sol";
import {ICollateralVault} from "./ICollateralVault.sol";
import {VaultState} from "./VaultState.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title How collateral leaves the vault: out of what its lane locked, under its cap, pushed or kept to be claimed.
abstract contract Payouts is VaultState {
    using SafeERC20 for IERC20;

    /// @notice The most gas that pushing one payout may take. A token that needs more is claimed.
    uint256 public constant PUSH_GAS = 120_000;

    /// @inheritdoc ICollateralVault
    function claim(address asset, address to) external exclusive returns (uint256 amount) {
        if (GATEWAY.isPaused()) revert VaultIsPaused();
        if (_denied[msg.sender]) revert PayoutDenied(msg.sender);
        if (_denied[to]) revert PayoutDenied(to);
        if (to == address(0) || to == address(this)) revert InvalidAccount(to);
        amount = _claimable[asset][msg.sender];
        if (amount == 0) revert NothingToClaim(asset, msg.sender);
        delete _claimable[asset][msg.sender];
        _transferOut(asset, to, amount);
        emit Claimed(asset, msg.sender, to, amount);
    }

    /// @notice Pays out in a call of its own, so that whatever a token does can be undone.
    /// @dev Only for this contract.
    function push(address asset, address to, uint256 amount) external {
        if (msg.sender != address(this)) revert NotThisContract(msg.sender);
        _transferOut(asset, to, amount);
    }

    /// @dev Takes a payout out of what the lane locked and out of the window's cap. Changes nothing if it exceeds either.
    function _takeOut(Listed storage listed, uint256 amount) internal virtual returns (bool) {
        Book locks = listed.locks;
        Book payouts = listed.payouts.current();
        if (amount > locks.balance() || amount > payouts.left()) return false;
        listed.locks = locks.taken(amount);
        listed.payouts = payouts.counted(amount);
        return true;
    }

    /// @dev Never fails: what cannot be pushed is kept.
    function _payOut(address asset, address account, uint256 amount) internal virtual {
        if (!_denied[account]) {
            try this.push{gas: PUSH_GAS}(asset, account, amount) {
                return;
            } catch {}
        }
        _claimable[asset][account] += amount;
        emit PayoutKept(asset, account, amount);
    }

    /// @dev A token that takes another amount from the vault than it was told must not do so at the cost of others.
    function _transferOut(address asset, address to, uint256 amount) internal virtual {
        uint256 before = IERC20(asset).balanceOf(address(this));
        IERC20(asset).safeTransfer(to, amount);
        uint256 left = IERC20(asset).balanceOf(address(this));
        if (left > before || before - left != amount) {
            revert MeasuredOther(asset, before > left ? before - left : 0, amount);
        }
    }
}
