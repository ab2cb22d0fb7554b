// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Book, Books} from "./Book.sol";
import {ICollateralVault, Listing, Route} from "./ICollateralVault.sol";
import {VaultState} from "./VaultState.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title Which assets may be locked on which lanes, where they go and how much of them.
abstract contract Listings is VaultState {
    /// @inheritdoc ICollateralVault
    function listAsset(bytes32 lane, address asset, Listing calldata listing) external restricted {
        bytes32 returnLane = GATEWAY.pairedLane(lane);
        if (returnLane == 0 || GATEWAY.outboundLane(lane).head == 0) revert UnknownLane(lane);
        _requireToken(asset);
        if (listing.ledger == address(0)) revert InvalidAccount(address(0));
        Listed storage listed = _listed[lane][asset];
        if (listed.ledger != address(0)) revert AlreadyListed(lane, asset);
        listed.ledger = listing.ledger;
        listed.gasLimit = listing.gasLimit;
        listed.mintable = listing.mintable;
        if (listing.channel != 0) _sendByStandard(listed, lane, listing.chainId, listing.channel);
        _laneOf[returnLane] = lane;
        emit AssetListed(lane, asset, listing);
        _setLockCap(lane, asset, listing.lockCap);
        _setPayoutCap(lane, asset, listing.payoutCap);
    }

    /// @inheritdoc ICollateralVault
    function setGasLimit(bytes32 lane, address asset, uint24 gasLimit) external restricted {
        _requireListed(lane, asset).gasLimit = gasLimit;
        emit GasLimitChanged(lane, asset, gasLimit);
    }

    /// @inheritdoc ICollateralVault
    function raiseLockCap(bytes32 lane, address asset, uint96 cap) external restricted {
        uint256 present = _requireListed(lane, asset).locks.cap();
        if (Books.capKept(cap) <= present) revert CapNotHigher(cap, present);
        _setLockCap(lane, asset, cap);
    }

    /// @inheritdoc ICollateralVault
    function lowerLockCap(bytes32 lane, address asset, uint96 cap) external restricted {
        uint256 present = _requireListed(lane, asset).locks.cap();
        if (Books.capKept(cap) >= present) revert CapNotLower(cap, present);
        _setLockCap(lane, asset, cap);
    }

    /// @inheritdoc ICollateralVault
    function raisePayoutCap(bytes32 lane, address asset, uint96 cap) external restricted {
        uint256 present = _requireListed(lane, asset).payouts.cap();
        if (Books.capKept(cap) <= present) revert CapNotHigher(cap, present);
        _setPayoutCap(lane, asset, cap);
    }

    /// @inheritdoc ICollateralVault
    function lowerPayoutCap(bytes32 lane, address asset, uint96 cap) external restricted {
        uint256 present = _requireListed(lane, asset).payouts.cap();
        if (Books.capKept(cap) >= present) revert CapNotLower(cap, present);
        _setPayoutCap(lane, asset, cap);
    }

    /// @inheritdoc ICollateralVault
    function denyPayouts(address account) external restricted {
        _denied[account] = true;
        emit PayoutsDenied(account);
    }

    /// @inheritdoc ICollateralVault
    function allowPayouts(address account) external restricted {
        _denied[account] = false;
        emit PayoutsAllowed(account);
    }

    /// @inheritdoc ICollateralVault
    function route(bytes32 lane, address asset) external view returns (Route memory) {
        Listed storage listed = _listed[lane][asset];
        Book locks = listed.locks.current();
        Book payouts = listed.payouts.current();
        return Route({
            ledger: listed.ledger,
            gasLimit: listed.gasLimit,
            mintable: listed.mintable,
            erc7786: listed.erc7786,
            locked: locks.balance(),
            lockCap: locks.cap(),
            lockedInWindow: locks.moved(),
            payoutCap: payouts.cap(),
            paidInWindow: payouts.moved()
        });
    }

    /// @inheritdoc ICollateralVault
    function locked(bytes32 lane, address asset) external view returns (uint256) {
        return _listed[lane][asset].locks.balance();
    }

    /// @inheritdoc ICollateralVault
    function claimable(address asset, address account) external view returns (uint256) {
        return _claimable[asset][account];
    }

    /// @inheritdoc ICollateralVault
    function payoutsDenied(address account) external view returns (bool) {
        return _denied[account];
    }

    function _sendByStandard(Listed storage listed, bytes32 lane, uint64 chainId, bytes32 channel) private {
        address peer = GATEWAY.peerGateway(chainId);
        bytes32 named = LaneCodec.laneId(block.chainid, address(GATEWAY), chainId, peer, channel);
        if (named != lane) revert OtherLane(named, lane);
        listed.erc7786 = true;
        _destinations[lane] = Destination(chainId, channel);
    }

    function _setLockCap(bytes32 lane, address asset, uint256 cap) private {
        Listed storage listed = _listed[lane][asset];
        listed.locks = listed.locks.withCap(cap);
        emit LockCapChanged(lane, asset, listed.locks.cap());
    }

    function _setPayoutCap(bytes32 lane, address asset, uint256 cap) private {
        Listed storage listed = _listed[lane][asset];
        listed.payouts = listed.payouts.withCap(cap);
        emit PayoutCapChanged(lane, asset, listed.payouts.cap());
    }

    function _requireListed(bytes32 lane, address asset) internal view returns (Listed storage listed) {
        listed = _listed[lane][asset];
        if (listed.ledger == address(0)) revert NotListed(lane, asset);
    }

    /// @dev An address without code answers every call with success, and would be credited for nothing. So might a contract
    /// whose fallback swallows what it does not know.
    function _requireToken(address asset) private view {
        (bool answered, bytes memory balance) = asset.staticcall(abi.encodeCall(IERC20.balanceOf, (address(this))));
        if (!answered || balance.length < 32) revert NotAToken(asset);
    }
}
