// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The plainest token: its owner mints it, and nothing about it is odd.
/// @notice For the demo and the benchmark, as collateral that anybody can be given.
contract SampleToken is ERC20 {
    error NotTheOwner(address found);

    address public immutable OWNER;
    uint8 private immutable DECIMALS;

    constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
        OWNER = msg.sender;
        DECIMALS = decimals_;
    }

    function mint(address account, uint256 amount) external {
        if (msg.sender != OWNER) revert NotTheOwner(msg.sender);
        _mint(account, amount);
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }
}
