// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Attributes} from "../gateway/Attributes.sol";
import {IGateway} from "../gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {Book} from "./Book.sol";
import {CollateralKind, CollateralPayload} from "./CollateralPayload.sol";
import {ICollateralVault, Lock, Permit} from "./ICollateralVault.sol";
import {Listings} from "./Listings.sol";
import {NativeSend} from "./NativeSend.sol";
import {Payouts} from "./Payouts.sol";
import {VaultState} from "./VaultState.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title The way in, by locks, and what the other chain may ask for: releases, and refunds of what it will never deliver.
/// @dev Internal steps are virtual so that tests can put a broken one in their place and show that it is noticed.
contract CollateralVault is Listings, Payouts, IMessageRecipient, IVoidedRecipient {
    using SafeERC20 for IERC20;

    constructor(IGateway gateway, address authority) VaultState(gateway, authority) {}

    // Locking

    /// @inheritdoc ICollateralVault
    function lock(Lock calldata request) external payable exclusive returns (bytes32) {
        return _lock(request);
    }

    /// @inheritdoc ICollateralVault
    function lockWithPermit(Lock calldata request, Permit calldata permit)
        external
        payable
        exclusive
        returns (bytes32)
    {
        // What no administrator listed is not even called.
        _requireListed(request.lane, request.asset);
        IERC20Permit asset = IERC20Permit(request.asset);
        // Somebody else may have used the permit before; a token may not know permits at all. What counts is the allowance.
        try asset.permit(msg.sender, address(this), request.amount, permit.deadline, permit.v, permit.r, permit.s) {}
            catch {}
        _requireAllowance(request.asset, request.amount);
        return _lock(request);
    }

    // What the other chain asks

    /// @inheritdoc IMessageRecipient
    /// @dev Only the ledger of a route may release, and only by the lane that the collateral left on.
    function onMessages(bytes32 returnLane, uint64 firstNonce, address sender, uint256 count, bytes calldata records)
        external
        onlyGateway
        returns (bytes4, uint256 failures)
    {
        uint256 expected = count * CollateralPayload.RECORD_BYTES;
        if (records.length != expected) revert MalformedPayload(records.length, expected);
        failures = _disturbs() ? type(uint256).max : _releaseAll(_laneOf[returnLane], firstNonce, sender, records);
        return (IMessageRecipient.onMessages.selector, failures);
    }

    /// @inheritdoc IVoidedRecipient
    /// @dev The gateway tells the sender of the voided message, which is this vault, once.
    function onVoided(bytes32 lane, uint64 nonce, bytes calldata payload) external onlyGateway returns (bytes4) {
        if (payload.length != CollateralPayload.BYTES) {
            revert MalformedPayload(payload.length, CollateralPayload.BYTES);
        }
        // Any other answer is a refusal.
        if (_disturbs()) return 0;
        _refund(lane, nonce, payload);
        return IVoidedRecipient.onVoided.selector;
    }

    // Internal

    function _lock(Lock calldata request) internal virtual returns (bytes32) {
        Listed storage listed = _listed[request.lane][request.asset];
        _checkRequest(request, listed);
        uint256 amount = _pull(request.asset, request.amount);
        _keep(listed, amount);
        if (listed.erc7786) return _sendByStandard(listed, request, amount);
        return NativeSend.send(address(GATEWAY), request, listed.ledger, listed.gasLimit, amount);
    }

    function _checkRequest(Lock calldata request, Listed storage listed) internal view virtual {
        address ledger = listed.ledger;
        if (ledger == address(0)) revert NotListed(request.lane, request.asset);
        if (request.amount == 0) revert ZeroAmount();
        if (request.account == address(0) || request.account == ledger) revert InvalidAccount(request.account);
        if (request.refund == address(0) || request.refund == address(this)) revert InvalidRefund(request.refund);
        if (request.kind == CollateralKind.Mint) {
            if (!listed.mintable) revert NotMintable(request.lane, request.asset);
        } else if (request.kind != CollateralKind.Credit) {
            revert InvalidKind(request.kind);
        }
    }

    /// @dev Takes the amount from the caller.
    /// @return What arrived, whatever the token says.
    function _pull(address asset, uint256 amount) internal virtual returns (uint256) {
        uint256 before = IERC20(asset).balanceOf(address(this));
        if (!IERC20(asset).trySafeTransferFrom(msg.sender, address(this), amount)) _refuseTransfer(asset, amount);
        uint256 present = IERC20(asset).balanceOf(address(this));
        if (present <= before) revert MeasuredOther(asset, 0, amount);
        unchecked {
            return present - before;
        }
    }

    /// @dev Under the cap, and into what the lane has locked.
    function _keep(Listed storage listed, uint256 amount) internal virtual {
        Book book = listed.locks.current();
        uint256 room = book.room();
        if (amount > room) revert OverCap(amount, room);
        listed.locks = book.added(amount);
    }

    function _sendByStandard(Listed storage listed, Lock calldata request, uint256 amount) private returns (bytes32) {
        Destination memory destination = _destinations[request.lane];
        bytes[] memory attributes = new bytes[](3);
        attributes[0] = abi.encodePacked(Attributes.CHANNEL, destination.channel);
        attributes[1] = abi.encodePacked(Attributes.GAS_LIMIT, uint256(listed.gasLimit));
        attributes[2] = abi.encodePacked(Attributes.DEADLINE, uint256(request.deadline));
        bytes memory payload = CollateralPayload.encode(
            request.kind, request.asset, request.account, amount, request.refund, request.reference_
        );
        return IERC7786GatewaySource(address(GATEWAY)).sendMessage{value: msg.value}(
            InteroperableAddress.encode(destination.chainId, listed.ledger), payload, attributes
        );
    }

    function _releaseAll(bytes32 lane, uint64 nonce, address sender, bytes calldata records)
        private
        exclusive
        returns (uint256 failures)
    {
        for (uint256 i = 0; CollateralPayload.offsetOf(i) < records.length; ++i) {
            if (!_release(lane, nonce++, sender, records, CollateralPayload.offsetOf(i))) failures |= 1 << i;
        }
    }

    function _refund(bytes32 lane, uint64 nonce, bytes calldata payload) private exclusive {
        (, address asset,, uint256 amount) = CollateralPayload.transferAt(payload, 0);
        // Nothing can be taken out of what is not listed, except nothing: nobody unknown is to be called for that.
        if (amount == 0) revert ZeroAmount();
        Listed storage listed = _listed[lane][asset];
        if (!_takeOut(listed, amount)) _refusePayout(listed, amount);
        address account = CollateralPayload.refundOf(payload);
        emit Refunded(lane, nonce, account, asset, amount);
        _payOut(asset, account, amount);
    }

    /// @return released False if the ledger asked for what this vault cannot do now; the gateway parks it then.
    function _release(bytes32 lane, uint64 nonce, address sender, bytes calldata records, uint256 offset)
        internal
        virtual
        returns (bool released)
    {
        (uint256 kind, address asset, address account, uint256 amount) = CollateralPayload.transferAt(records, offset);
        Listed storage listed = _listed[lane][asset];
        if (
            sender != listed.ledger || kind != uint256(CollateralKind.Release) || account == address(0)
                || account == address(this) || amount == 0
        ) return false;
        if (!_takeOut(listed, amount)) return false;
        emit Released(lane, nonce, account, asset, amount);
        _payOut(asset, account, amount);
        return true;
    }

    function _refusePayout(Listed storage listed, uint256 amount) private view {
        uint256 balance = listed.locks.balance();
        if (amount > balance) revert OverLocked(amount, balance);
        revert OverCap(amount, listed.payouts.current().left());
    }

    /// @dev Says why a transfer may have failed. Asked only then, as asking costs gas.
    function _refuseTransfer(address asset, uint256 amount) private view {
        _requireAllowance(asset, amount);
        uint256 balance = IERC20(asset).balanceOf(msg.sender);
        if (balance < amount) revert BalanceTooLow(balance, amount);
        revert TransferFailed(asset, amount);
    }

    function _requireAllowance(address asset, uint256 amount) private view {
        uint256 allowance = IERC20(asset).allowance(msg.sender, address(this));
        if (allowance < amount) revert AllowanceTooLow(allowance, amount);
    }
}
