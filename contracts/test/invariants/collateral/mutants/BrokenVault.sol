// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book} from "../../../../src/collateral/Book.sol";
import {CollateralPayload} from "../../../../src/collateral/CollateralPayload.sol";
import {CollateralVault} from "../../../../src/collateral/CollateralVault.sol";
import {Lock} from "../../../../src/collateral/ICollateralVault.sol";
import {IGateway} from "../../../../src/gateway/IGateway.sol";
import {CollateralFlaw} from "./CollateralFlaw.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title A vault that is broken in one way, chosen when it is deployed.
/// @dev Every override breaks one internal step for one flaw (some for more) and leaves it as it is for all others.
contract BrokenVault is CollateralVault {
    using SafeERC20 for IERC20;

    CollateralFlaw public immutable FLAW;

    constructor(IGateway gateway, address authority, CollateralFlaw flaw) CollateralVault(gateway, authority) {
        FLAW = flaw;
    }

    /// @dev What a paused gateway does not take, it might keep to send it later.
    function _lock(Lock calldata request) internal override returns (bytes32) {
        if (FLAW != CollateralFlaw.LocksWhilePaused || !GATEWAY.isPaused()) return super._lock(request);
        _keep(_listed[request.lane][request.asset], _pull(request.asset, request.amount));
        return 0;
    }

    function _pull(address asset, uint256 amount) internal override returns (uint256) {
        if (FLAW == CollateralFlaw.HasNoGuard) _guard = IDLE;
        uint256 measured = super._pull(asset, amount);
        return FLAW == CollateralFlaw.CreditsWhatWasAsked ? amount : measured;
    }

    function _keep(Listed storage listed, uint256 amount) internal override {
        Book book = listed.locks.current();
        if (FLAW == CollateralFlaw.RefusesTheLastOfTheCap && amount == book.left()) revert OverCap(amount, amount);
        if (FLAW == CollateralFlaw.LocksOverTheCap) listed.locks = book.added(amount);
        else super._keep(listed, amount);
    }

    function _takeOut(Listed storage listed, uint256 amount) internal override returns (bool) {
        uint256 locked = listed.locks.balance();
        if (FLAW == CollateralFlaw.ForgetsToTakeOut) {
            return amount <= locked && amount <= listed.payouts.current().left();
        }
        if (FLAW == CollateralFlaw.PaysOverTheCap && amount <= locked) {
            listed.locks = listed.locks.taken(amount);
            return true;
        }
        if (FLAW == CollateralFlaw.PaysWhatOthersLocked && amount > locked) return super._takeOut(listed, locked);
        return super._takeOut(listed, amount);
    }

    function _payOut(address asset, address account, uint256 amount) internal override {
        if (FLAW == CollateralFlaw.PaysTheDenied && _denied[account]) {
            _denied[account] = false;
            super._payOut(asset, account, amount);
            _denied[account] = true;
            return;
        }
        uint256 kept = _claimable[asset][account];
        super._payOut(asset, account, amount);
        if (FLAW == CollateralFlaw.ForgetsWhatItKeeps) _claimable[asset][account] = kept;
        if (FLAW == CollateralFlaw.PaysTwice) super._payOut(asset, account, amount);
    }

    function _transferOut(address asset, address to, uint256 amount) internal override {
        if (FLAW == CollateralFlaw.PaysWithoutMeasuring) return IERC20(asset).safeTransfer(to, amount);
        super._transferOut(asset, to, amount);
        if (FLAW == CollateralFlaw.LeavesTheGuardEntered) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
    }

    function _release(bytes32 lane, uint64 nonce, address sender, bytes calldata records, uint256 offset)
        internal
        override
        returns (bool)
    {
        if (FLAW == CollateralFlaw.TakesReleasesFromAnyone) {
            (, address asset,,) = CollateralPayload.transferAt(records, offset);
            sender = _listed[lane][asset].ledger;
        }
        return super._release(lane, nonce, sender, records, offset);
    }
}
