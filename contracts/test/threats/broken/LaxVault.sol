// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book} from "../../../src/collateral/Book.sol";
import {CollateralVault} from "../../../src/collateral/CollateralVault.sol";
import {Lock} from "../../../src/collateral/ICollateralVault.sol";
import {IGateway} from "../../../src/gateway/IGateway.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev A vault that is broken in one step.
contract LaxVault is CollateralVault {
    enum Fault {
        None,
        /// Credits what was asked for once the token's call went through, and measures nothing.
        CreditsTheRequested,
        /// The request names who pays, as its refund address.
        PayerFromTheRequest,
        /// Payouts count against no cap.
        NoPayoutCap,
        /// What lies in the vault counts, not what the lane locked.
        SharesBooks,
        /// Whoever sent it on the return lane, a release is a release.
        AnySender,
        /// A payout that cannot be pushed fails, and with it everything around it.
        PushesOrFails,
        /// A push may take all the gas that is there.
        PushesWithAllGas,
        /// A push has less gas than an ordinary token needs.
        PushesWithLittleGas,
        /// A lock can be entered again while it measures.
        NoGuard,
        /// The same, but not on the same lane.
        GuardByLane,
        /// What is delivered to a busy vault is refused, and that is all.
        ParksWhenBusy,
        /// A door that calls whatever it is told.
        OpenDoor
    }

    error Failed();

    Fault private immutable FAULT;
    address private _payer;
    mapping(bytes32 lane => bool) private _entered;

    constructor(IGateway gateway, address authority, Fault fault) CollateralVault(gateway, authority) {
        FAULT = fault;
    }

    function execute(address target, bytes calldata input) external {
        if (FAULT != Fault.OpenDoor) revert Failed();
        (bool called,) = target.call(input);
        if (!called) revert Failed();
    }

    function _disturbs() internal override returns (bool) {
        return FAULT == Fault.ParksWhenBusy ? _guard != IDLE : super._disturbs();
    }

    function _lock(Lock calldata request) internal override returns (bytes32 id) {
        _payer = FAULT == Fault.PayerFromTheRequest ? request.refund : msg.sender;
        if (FAULT == Fault.GuardByLane) {
            if (_entered[request.lane]) revert Reentered();
            _entered[request.lane] = true;
        }
        id = super._lock(request);
        _entered[request.lane] = false;
    }

    function _pull(address asset, uint256 amount) internal override returns (uint256 measured) {
        if (FAULT == Fault.CreditsTheRequested || FAULT == Fault.PayerFromTheRequest) {
            (bool called,) = asset.call(abi.encodeCall(IERC20.transferFrom, (_payer, address(this), amount)));
            if (!called) revert Failed();
            return amount;
        }
        bool opens = FAULT == Fault.NoGuard || FAULT == Fault.GuardByLane;
        if (opens) _guard = IDLE;
        measured = super._pull(asset, amount);
        if (opens) _guard = BUSY;
    }

    function _release(bytes32 lane, uint64 nonce, address sender, bytes calldata records, uint256 offset)
        internal
        override
        returns (bool)
    {
        if (FAULT == Fault.AnySender) {
            sender = _listed[lane][address(bytes20(records[offset + 1:offset + 21]))].ledger;
        }
        return super._release(lane, nonce, sender, records, offset);
    }

    function _takeOut(Listed storage listed, uint256 amount) internal override returns (bool) {
        Book locks = listed.locks;
        Book payouts = listed.payouts.current();
        if (FAULT == Fault.NoPayoutCap) {
            if (amount > locks.balance()) return false;
            listed.locks = locks.taken(amount);
            return true;
        }
        if (FAULT == Fault.SharesBooks) {
            if (amount > payouts.left()) return false;
            listed.locks = locks.taken(amount < locks.balance() ? amount : locks.balance());
            listed.payouts = payouts.counted(amount);
            return true;
        }
        return super._takeOut(listed, amount);
    }

    function _payOut(address asset, address account, uint256 amount) internal override {
        if (FAULT == Fault.PushesOrFails) return _transferOut(asset, account, amount);
        if (FAULT != Fault.PushesWithAllGas && FAULT != Fault.PushesWithLittleGas) {
            return super._payOut(asset, account, amount);
        }
        uint256 gas = FAULT == Fault.PushesWithAllGas ? gasleft() : 20_000;
        try this.push{gas: gas}(asset, account, amount) {}
        catch {
            _claimable[asset][account] += amount;
            emit PayoutKept(asset, account, amount);
        }
    }
}
