// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC20, ERC20Bridgeable} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC20Bridgeable.sol";

/// @title Collateral of another chain as an ERC-20, minted and burnt by the ledger that created it and by nobody else.
/// @notice ERC-7802: the ledger is its one bridge. It has the decimals of the asset that backs it, no owner and no hooks.
contract CollateralToken is ERC20Bridgeable {
    error NotTheLedger(address found);

    address public immutable LEDGER;
    uint8 private immutable DECIMALS;

    constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
        LEDGER = msg.sender;
        DECIMALS = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }

    function _checkTokenBridge(address caller) internal view override {
        if (caller != LEDGER) revert NotTheLedger(caller);
    }
}
