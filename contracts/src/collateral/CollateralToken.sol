// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralPayload} from "./CollateralPayload.sol";
import {ICollateralLedger} from "./ICollateralLedger.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice What a token asks its creator for while it is created, so that every token has the same code.
interface ITokenCreator {
    function tokenTerms(address token) external view returns (string memory name, string memory symbol, uint8 decimals);
}

/// @title Collateral of another chain as an ERC-20, minted and burnt by the ledger that created it and by nobody else.
/// @notice ERC-7802: the ledger is its one bridge. It has the decimals of the asset that backs it, no owner and no hooks.
/// @dev Its supply is the ledger's book, which a mint writes anyway: that spares a mint 5,000 gas, which a library's token,
/// keeping the supply itself, would cost (docs/adr/0013).
contract CollateralToken is IERC20Metadata, IERC20Errors, IERC7802 {
    error NotTheLedger(address found);

    address public immutable LEDGER;
    uint8 private immutable DECIMALS;

    string public override name;
    string public override symbol;
    mapping(address account => uint256) public override balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public override allowance;

    modifier onlyLedger() {
        if (msg.sender != LEDGER) revert NotTheLedger(msg.sender);
        _;
    }

    constructor() {
        LEDGER = msg.sender;
        (name, symbol, DECIMALS) = ITokenCreator(msg.sender).tokenTerms(address(this));
    }

    // By the ledger

    /// @inheritdoc IERC7802
    function crosschainMint(address to, uint256 value) external onlyLedger {
        _mint(to, value);
    }

    /// @notice Mints what the chosen records ask for: `crosschainMint` of each of them, in one call.
    /// @param records Records of collateral payloads.
    /// @param chosen Bit i is set if record i is to be minted.
    function mintChosen(bytes calldata records, uint256 chosen) external onlyLedger {
        for (uint256 index = 0; chosen != 0; ++index) {
            if (chosen & 1 != 0) {
                (address to, uint256 value) = CollateralPayload.gainAt(records, CollateralPayload.offsetOf(index));
                _mint(to, value);
            }
            chosen >>= 1;
        }
    }

    /// @inheritdoc IERC7802
    function crosschainBurn(address from, uint256 value) external onlyLedger {
        _take(from, value);
        emit Transfer(from, address(0), value);
        emit CrosschainBurn(from, value, msg.sender);
    }

    // By its holders

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        if (spender == address(0)) revert ERC20InvalidSpender(address(0));
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    /// @dev The highest allowance there is never falls.
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) {
            if (allowed < value) revert ERC20InsufficientAllowance(msg.sender, allowed, value);
            unchecked {
                allowance[from][msg.sender] = allowed - value;
            }
        }
        _move(from, to, value);
        return true;
    }

    // Views

    function decimals() external view returns (uint8) {
        return DECIMALS;
    }

    function totalSupply() external view returns (uint256) {
        return ICollateralLedger(LEDGER).supplyOf(address(this));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC7802).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    // Internal

    /// @dev All balances together are the supply, which fits the ledger's book.
    function _mint(address to, uint256 value) private {
        unchecked {
            balanceOf[to] += value;
        }
        emit Transfer(address(0), to, value);
        emit CrosschainMint(to, value, msg.sender);
    }

    function _move(address from, address to, uint256 value) private {
        if (to == address(0)) revert ERC20InvalidReceiver(address(0));
        _take(from, value);
        unchecked {
            balanceOf[to] += value;
        }
        emit Transfer(from, to, value);
    }

    function _take(address from, uint256 value) private {
        uint256 balance = balanceOf[from];
        if (balance < value) revert ERC20InsufficientBalance(from, balance, value);
        unchecked {
            balanceOf[from] = balance - value;
        }
    }
}
