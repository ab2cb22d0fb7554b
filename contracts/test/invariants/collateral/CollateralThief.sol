// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Message, RouteKind} from "../../../src/gateway/IGateway.sol";
import {Random} from "../handler/Random.sol";
import {Gate, Promise} from "./CollateralModel.sol";
import {CollateralProperties} from "./CollateralProperties.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title Whoever has the quorum's key: it signs what no chain ever sent, for three windows, with everything undone afterwards.
/// @notice From any state, a stolen key costs a pair of lanes at most one cap a window, and nobody else anything.
abstract contract CollateralThief is CollateralProperties {
    using Random for Random.Source;

    /// @dev What a robbery came to; `what` is empty if the promise held.
    error Robbed(bytes32 what, uint256 stolen);
    error OnlyItself();

    address internal constant THIEF = address(0x7417EF);
    uint256 private constant WINDOWS = 3;

    /// @dev What there was before, and what the caps let go.
    struct Loot {
        uint256 pair;
        uint256[ASSETS][PAIRS] before;
        uint256[ASSETS] most;
    }

    function _rob(uint256 seed) internal {
        try this.robUndone(seed) {}
        catch (bytes memory reason) {
            if (bytes4(reason) != Robbed.selector) return _breach(Promise.Theft, "robbery failed otherwise");
            (bytes32 what, uint256 stolen) = _outcomeOf(reason);
            if (what != 0) _breach(Promise.Theft, what);
            else _did(stolen == 0 ? bytes32("robbed in vain") : bytes32("robbed within the caps"));
        }
        // A revert does not turn back the clock.
        vm.warp(_clock);
    }

    function _outcomeOf(bytes memory reason) private pure returns (bytes32 what, uint256 stolen) {
        assembly ("memory-safe") {
            what := mload(add(reason, 0x24))
            stolen := mload(add(reason, 0x44))
        }
    }

    /// @dev Reverts, whatever comes of it.
    function robUndone(uint256 seed) external {
        if (msg.sender != address(this)) revert OnlyItself();
        Random.Source memory r = Random.from(seed);
        bool fromVault = !r.oneIn(3);
        Loot memory loot;
        loot.pair = r.below(PAIRS);
        loot.before = _figures(fromVault);
        bytes32 laneId = fromVault ? _back[loot.pair] : _out[loot.pair];
        for (uint256 window = 0; window < WINDOWS; ++window) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                loot.most[
                    a
                ] += fromVault
                    ? _left(loot.pair, a, Gate.Payout)
                    : _left(loot.pair, a, Gate.Credit) + _left(loot.pair, a, Gate.Mint);
            }
            _deliverForged(r, loot.pair, laneId, fromVault);
            _requireWithin(loot, fromVault);
            _nextWindow();
        }
        revert Robbed(0, _stolen(loot, fromVault));
    }

    /// @dev What is locked, or outstanding.
    function _figures(bool fromVault) private view returns (uint256[ASSETS][PAIRS] memory found) {
        for (uint256 p = 0; p < PAIRS; ++p) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                found[p][a] = fromVault ? _vault.locked(_out[p], _assets[a]) : _outstanding(p, a);
            }
        }
    }

    // Forging

    function _deliverForged(Random.Source memory r, uint256 p, bytes32 laneId, bool fromVault) private {
        uint64 done = executed(laneId);
        while (lastNonce(laneId) > done) {
            messages[laneId].pop();
            heads[laneId].pop();
        }
        uint256 count = r.between(1, 6);
        for (uint256 i = 0; i < count; ++i) {
            appendUnsent(laneId, _forged(r, p, fromVault));
        }
        _try(fromVault, THIEF, address(fromVault ? gatewayA : gatewayB), inputOf(batchOfAll(laneId)));
    }

    function _forged(Random.Source memory r, uint256 p, bool fromVault) private returns (Message memory message) {
        uint256 a = r.below(ASSETS);
        bytes memory payload = _forgedPayload(r, a, _forgedAmount(r, p, a, fromVault), fromVault);
        message.recipient = fromVault ? address(_vault) : address(_ledgers[p]);
        message.gasLimit = RELEASE_GAS;
        if (r.oneIn(3)) {
            // The void of what was never sent.
            message.kind = RouteKind.Voided;
            message.sender = address(fromVault ? gatewayB : gatewayA);
            message.payload = abi.encodePacked(fromVault ? _out[p] : _back[p], uint64(r.below(100)), payload);
            return message;
        }
        message.kind = RouteKind.Batch;
        // Now and then in the name of the other pair's ledger.
        message.sender = fromVault ? address(_ledgers[r.oneIn(6) ? 1 - p : p]) : address(_vault);
        message.payload = payload;
    }

    function _forgedAmount(Random.Source memory r, uint256 p, uint256 a, bool fromVault) private returns (uint256) {
        uint256 left = _left(p, a, fromVault ? Gate.Payout : Gate.Credit);
        uint256 there = _vault.locked(_out[p], _assets[a]);
        uint256 what = r.below(6);
        if (what == 0) return left;
        if (what == 1) return left + 1;
        if (what == 2) return there;
        if (what == 3) return there + 1;
        return r.between(1, (left < there ? left : there) / 2 + 1);
    }

    function _forgedPayload(Random.Source memory r, uint256 a, uint256 amount, bool fromVault)
        private
        view
        returns (bytes memory)
    {
        uint256 kind = fromVault ? 3 : r.between(1, 2);
        return abi.encodePacked(uint8(kind), _assets[a], THIEF, uint128(amount), THIEF, bytes32("forged"));
    }

    // What it may cost

    function _requireWithin(Loot memory loot, bool fromVault) private view {
        uint256[ASSETS][PAIRS] memory present = _figures(fromVault);
        for (uint256 p = 0; p < PAIRS; ++p) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                uint256 moved = fromVault ? loot.before[p][a] - present[p][a] : present[p][a] - loot.before[p][a];
                if (p != loot.pair && moved != 0) revert Robbed("another lane lost", moved);
                if (p == loot.pair && moved > loot.most[a]) revert Robbed("more than a cap a window", moved);
            }
        }
        if (fromVault) _requireOthersWhole(loot);
    }

    /// @dev What the vault still owes the honest is there, and the thief has no more than its caps.
    function _requireOthersWhole(Loot memory loot) private view {
        for (uint256 a = 0; a < ASSETS; ++a) {
            (uint256 locked, uint256 claimable) = _owed(a);
            uint256 kept = _vault.claimable(_assets[a], THIEF);
            uint256 balance = IERC20(_assets[a]).balanceOf(address(_vault));
            if (balance < locked + claimable + kept) revert Robbed("what others are owed", balance);
            uint256 taken = IERC20(_assets[a]).balanceOf(THIEF) + kept;
            if (taken > loot.most[a]) revert Robbed("the thief has more", taken);
        }
    }

    function _stolen(Loot memory loot, bool fromVault) private view returns (uint256 sum) {
        uint256[ASSETS][PAIRS] memory present = _figures(fromVault);
        for (uint256 a = 0; a < ASSETS; ++a) {
            uint256 found = present[loot.pair][a];
            uint256 before = loot.before[loot.pair][a];
            sum += found > before ? found - before : before - found;
        }
    }
}
