// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Holding} from "../../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault} from "../../../src/collateral/ICollateralVault.sol";
import {Promise} from "./CollateralModel.sol";
import {CollateralWorld} from "./CollateralWorld.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title What must hold after every action, each in a function of its own that reverts by name if it does not.
/// @notice Each first asks whether an action broke what it stands for, then looks at vault, ledgers and tokens.
abstract contract CollateralProperties is CollateralWorld {
    error NotBacked(uint256 pair, uint256 asset, uint256 locked, uint256 credited, uint256 minted, uint256 underway);
    error HoldingDiffers(uint256 pair, uint256 asset, Holding found, uint256 credited, uint256 minted);
    error SupplyDiffers(uint256 pair, uint256 asset, uint256 found, uint256 minted);
    error Insolvent(uint256 asset, uint256 balance, uint256 locked, uint256 claimable);
    error NobodysTokens(uint256 asset, uint256 balance, uint256 owed, uint256 donated);
    error PaidMoreThanLocked(uint256 pair, uint256 asset, uint256 paid, uint256 locked);
    error CreditDiffers(uint256 pair, uint256 asset, address account, uint256 found, uint256 expected);
    error MintedDiffers(uint256 pair, uint256 asset, address account, uint256 found, uint256 expected);
    error PurseDiffers(uint256 asset, address person, uint256 found, uint256 claimable, uint256 expected);
    error LeftEntered();

    function requireBacking() public view {
        _requireUnbreached(Promise.Backing);
        for (uint256 p = 0; p < PAIRS; ++p) {
            uint256[ASSETS] memory underway;
            _addOpen(underway, _out[p]);
            _addOpen(underway, _back[p]);
            for (uint256 a = 0; a < ASSETS; ++a) {
                _requireBacked(p, a, underway[a]);
            }
        }
    }

    /// @dev In flight, parked, held, and voided but not yet given back.
    function _addOpen(uint256[ASSETS] memory sums, bytes32 laneId) private view {
        for (uint256 i = 0; i < _open[laneId].length; ++i) {
            Item storage item = _items[laneId][_open[laneId][i]];
            if (item.collateral) sums[item.asset] += item.amount;
        }
    }

    function _requireBacked(uint256 p, uint256 a, uint256 underway) private view {
        uint256 credited;
        uint256 minted;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            credited += _ledgers[p].creditOf(_out[p], _assets[a], _people[i]);
            minted += _tokens[p][a].balanceOf(_people[i]);
        }
        Holding memory holding = _ledgers[p].holding(_out[p], _assets[a]);
        if (holding.credited != credited || holding.minted != minted) {
            revert HoldingDiffers(p, a, holding, credited, minted);
        }
        uint256 supply = _tokens[p][a].totalSupply();
        if (supply != minted) revert SupplyDiffers(p, a, supply, minted);
        uint256 locked = _vault.locked(_out[p], _assets[a]);
        if (locked != credited + minted + underway) revert NotBacked(p, a, locked, credited, minted, underway);
    }

    /// @dev What nobody gave away is owed to somebody, to the last unit.
    function requireSolvency() public view {
        _requireUnbreached(Promise.Solvency);
        for (uint256 a = 0; a < ASSETS; ++a) {
            uint256 balance = IERC20(_assets[a]).balanceOf(address(_vault));
            (uint256 locked, uint256 claimable) = _owed(a);
            if (balance < locked + claimable) revert Insolvent(a, balance, locked, claimable);
            if (balance != locked + claimable + _donated[a]) {
                revert NobodysTokens(a, balance, locked + claimable, _donated[a]);
            }
        }
    }

    function _outstanding(uint256 p, uint256 a) internal view returns (uint256) {
        Holding memory holding = _ledgers[p].holding(_out[p], _assets[a]);
        return holding.credited + holding.minted;
    }

    function _owed(uint256 a) internal view returns (uint256 locked, uint256 claimable) {
        for (uint256 p = 0; p < PAIRS; ++p) {
            locked += _vault.locked(_out[p], _assets[a]);
        }
        for (uint256 i = 0; i < PEOPLE; ++i) {
            claimable += _vault.claimable(_assets[a], _people[i]);
        }
    }

    /// @dev The model counts what moves in each window; and no lane ever pays out more than it locked.
    function requireCaps() public view {
        _requireUnbreached(Promise.Caps);
        for (uint256 p = 0; p < PAIRS; ++p) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                if (_paidEver[p][a] > _lockedEver[p][a]) {
                    revert PaidMoreThanLocked(p, a, _paidEver[p][a], _lockedEver[p][a]);
                }
            }
        }
    }

    /// @dev The handler lets thieves try from wherever it is, and undoes what they did.
    function requireTheft() public view {
        _requireUnbreached(Promise.Theft);
    }

    function requireUnits() public view {
        _requireUnbreached(Promise.Units);
    }

    /// @dev Margin and minted tokens are what delivered messages gave, each once, less what their owners themselves released.
    function requireOneEffect() public view {
        _requireUnbreached(Promise.OneEffect);
        for (uint256 p = 0; p < PAIRS; ++p) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                for (uint256 i = 0; i < PEOPLE; ++i) {
                    _requireOneEffect(p, a, _people[i]);
                }
            }
        }
    }

    function _requireOneEffect(uint256 p, uint256 a, address person) private view {
        uint256 credit = _ledgers[p].creditOf(_out[p], _assets[a], person);
        uint256 expected = _credits[p][a][person];
        if (credit != expected) revert CreditDiffers(p, a, person, credit, expected);
        uint256 minted = _tokens[p][a].balanceOf(person);
        expected = _minted[p][a][person];
        if (minted != expected) revert MintedDiffers(p, a, person, minted, expected);
    }

    function requireProvenance() public view {
        _requireUnbreached(Promise.Provenance);
    }

    /// @dev Everybody has what they did not lock and what was released and refunded to them, in their pocket or to be claimed.
    function requirePayouts() public view {
        _requireUnbreached(Promise.Payouts);
        for (uint256 a = 0; a < ASSETS; ++a) {
            for (uint256 i = 0; i < PEOPLE; ++i) {
                uint256 found = IERC20(_assets[a]).balanceOf(_people[i]);
                uint256 claimable = _vault.claimable(_assets[a], _people[i]);
                if (found + _arriving(a, claimable) != _purse[a][_people[i]]) {
                    revert PurseDiffers(a, _people[i], found, claimable, _purse[a][_people[i]]);
                }
            }
        }
    }

    function requireDenied() public view {
        _requireUnbreached(Promise.Denied);
    }

    function requirePause() public view {
        _requireUnbreached(Promise.Pause);
    }

    /// @dev The guard is asked before anything else, so any call to a guarded function tells.
    function requireGuard() public {
        _requireUnbreached(Promise.Guard);
        if (_intruder.entered() != 0) revert Breached(Promise.Guard, "let in while it was busy");
        vm.prank(STRANGER);
        try _vault.claim(_assets[PLAIN], STRANGER) {}
        catch (bytes memory reason) {
            if (bytes4(reason) == ICollateralVault.Reentered.selector) revert LeftEntered();
        }
    }

    function requireInOrder() public view {
        _requireUnbreached(Promise.InOrder);
    }

    function requireOne(Promise promised) public {
        if (promised == Promise.Backing) requireBacking();
        else if (promised == Promise.Solvency) requireSolvency();
        else if (promised == Promise.Caps) requireCaps();
        else if (promised == Promise.Theft) requireTheft();
        else if (promised == Promise.Units) requireUnits();
        else if (promised == Promise.OneEffect) requireOneEffect();
        else if (promised == Promise.Provenance) requireProvenance();
        else if (promised == Promise.Payouts) requirePayouts();
        else if (promised == Promise.Denied) requireDenied();
        else if (promised == Promise.Pause) requirePause();
        else if (promised == Promise.Guard) requireGuard();
        else requireInOrder();
    }

    function requireAll() public {
        for (uint256 i = 0; i <= uint256(type(Promise).max); ++i) {
            requireOne(Promise(i));
        }
    }
}
