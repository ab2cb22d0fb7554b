// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book} from "../../../../src/collateral/Book.sol";
import {CollateralLedger} from "../../../../src/collateral/CollateralLedger.sol";
import {IGateway} from "../../../../src/gateway/IGateway.sol";
import {CollateralFlaw} from "./CollateralFlaw.sol";

/// @title A ledger that is broken in one way, chosen when it is deployed.
/// @dev Every override breaks one internal step for one flaw (some for more) and leaves it as it is for all others.
contract BrokenLedger is CollateralLedger {
    CollateralFlaw public immutable FLAW;

    constructor(IGateway gateway, address authority, CollateralFlaw flaw) CollateralLedger(gateway, authority) {
        FLAW = flaw;
    }

    /// @dev The step is pure, so it asks the flaw as if it were a constant.
    function _flaw() private pure returns (CollateralFlaw) {
        function() view returns (CollateralFlaw) read = _readFlaw;
        function() pure returns (CollateralFlaw) pureRead;
        assembly {
            pureRead := read
        }
        return pureRead();
    }

    function _readFlaw() private view returns (CollateralFlaw) {
        return FLAW;
    }

    /// @dev What no administrator listed has no cap.
    function _roomIn(Book book) internal pure override returns (uint256) {
        CollateralFlaw broken =
            book.flags() == 0 ? CollateralFlaw.TakesTransfersFromAnyone : CollateralFlaw.EntersOverTheCap;
        return _flaw() == broken ? type(uint96).max : super._roomIn(book);
    }

    function _addCredit(Position storage position, address account, uint256 amount) internal override {
        if (FLAW == CollateralFlaw.ForgetsToCredit && amount % 4 == 0) return;
        super._addCredit(position, account, amount);
        if (FLAW == CollateralFlaw.CreditsTwice) super._addCredit(position, account, amount);
    }

    function _takeCredit(Position storage position, address account, uint256 amount) internal override {
        super._takeCredit(position, account, amount);
        if (FLAW == CollateralFlaw.KeepsWhatIsReleased) position.credits[account] += amount;
        if (FLAW == CollateralFlaw.ForgetsToTakeOutstanding) {
            position.credited = Book.wrap(Book.unwrap(position.credited) + amount);
        }
    }

    function _requestRelease(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        internal
        override
        returns (bytes32)
    {
        if (FLAW == CollateralFlaw.AsksForMore) ++amount;
        return super._requestRelease(lane, asset, amount, receiver, reference_);
    }
}
