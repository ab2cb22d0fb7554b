// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../gateway/IGateway.sol";
import {Book} from "./Book.sol";
import {ICollateralLedger} from "./ICollateralLedger.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Everything the ledger remembers, in one place.
abstract contract LedgerState is AccessManaged, ICollateralLedger {
    struct Connection {
        address vault;
        uint24 releaseGasLimit;
        bytes32 returnLane;
    }

    /// @dev What the ledger has of one asset of one vault on one lane. A credit writes the first book and the account's
    /// credit, a mint the second book, and neither anything else here.
    struct Position {
        /// @dev Balance: what is credited. Moved: what was credited in the window.
        Book credited;
        /// @dev Balance: what is minted, which is the token's supply. Moved: what was minted in the window.
        Book minted;
        mapping(address account => uint256) credits;
    }

    /// @dev What a token that is being created asks for, and what it stands for afterwards.
    struct TokenTerms {
        bytes32 lane;
        address asset;
        uint8 decimals;
        string name;
        string symbol;
    }

    /// @dev The flag of a book that an administrator opened: to credits by listing, to mints by creating the token.
    uint256 internal constant OPEN = 1;

    IGateway public immutable GATEWAY;

    mapping(bytes32 lane => mapping(address vault => mapping(address asset => Position))) internal _positions;
    mapping(bytes32 lane => Connection) internal _lanes;
    mapping(bytes32 returnLane => bytes32 lane) internal _laneOf;
    /// @dev By the hash of a vault's ERC-7930 address.
    mapping(bytes32 senderHash => bytes32 lane) internal _laneOfSender;
    mapping(address token => TokenTerms) internal _tokenTerms;

    constructor(IGateway gateway, address authority) AccessManaged(authority) {
        if (address(gateway).code.length == 0) revert NotTheGateway(address(gateway));
        if (authority.code.length == 0) revert NotAnAuthority(authority);
        GATEWAY = gateway;
    }

    modifier onlyGateway() {
        if (msg.sender != address(GATEWAY)) revert NotTheGateway(msg.sender);
        _;
    }
}
