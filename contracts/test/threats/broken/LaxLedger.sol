// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book} from "../../../src/collateral/Book.sol";
import {CollateralLedger} from "../../../src/collateral/CollateralLedger.sol";
import {IGateway} from "../../../src/gateway/IGateway.sol";

/// @dev A ledger that is broken in what it lets in.
contract LaxLedger is CollateralLedger {
    enum Fault {
        None,
        /// Whatever the quorum attested on the lane is a transfer of the vault's, whoever sent it.
        AnySender,
        /// Whatever the quorum attested enters, however much it is.
        NoCap
    }

    Fault private immutable FAULT;

    constructor(IGateway gateway, address authority, Fault fault) CollateralLedger(gateway, authority) {
        FAULT = fault;
    }

    function _positionsOf(bytes32 lane, address sender)
        internal
        view
        override
        returns (mapping(address => Position) storage)
    {
        return super._positionsOf(lane, FAULT == Fault.AnySender ? _lanes[lane].vault : sender);
    }

    function _roomIn(Book book) internal pure override returns (uint256) {
        return _fault() == Fault.NoCap ? type(uint96).max : super._roomIn(book);
    }

    /// @dev The step is pure, so it asks the fault as if it were a constant.
    function _fault() private pure returns (Fault) {
        function() view returns (Fault) read = _readFault;
        function() pure returns (Fault) pureRead;
        assembly {
            pureRead := read
        }
        return pureRead();
    }

    function _readFault() private view returns (Fault) {
        return FAULT;
    }
}
