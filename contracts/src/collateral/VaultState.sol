// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../gateway/IGateway.sol";
import {Book} from "./Book.sol";
import {ICollateralVault} from "./ICollateralVault.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";

/// @title Everything the vault remembers, in one place.
/// @dev One guard, OpenZeppelin's, covers lock, claim, release and refund.
abstract contract VaultState is AccessManaged, ReentrancyGuard, ICollateralVault {
    /// @dev Three slots. A lock reads the first and writes the second; a payout writes the second and third.
    struct Listed {
        address ledger;
        uint24 gasLimit;
        bool mintable;
        bool erc7786;
        /// @dev Balance: what is locked. Moved: what was locked in the window.
        Book locks;
        /// @dev Moved: what left in the window.
        Book payouts;
    }

    /// @dev How the ERC-7786 way names a lane: by channel and destination.
    struct Destination {
        uint64 chainId;
        bytes32 channel;
    }

    IGateway public immutable GATEWAY;

    mapping(bytes32 lane => mapping(address asset => Listed)) internal _listed;
    /// @dev The lane on which collateral left, by the lane on which its releases come back.
    mapping(bytes32 returnLane => bytes32 lane) internal _laneOf;
    mapping(bytes32 lane => Destination) internal _destinations;
    mapping(address asset => mapping(address account => uint256)) internal _claimable;
    mapping(address account => bool) internal _denied;

    constructor(IGateway gateway, address authority) AccessManaged(authority) {
        if (address(gateway).code.length == 0) revert NotTheGateway(address(gateway));
        GATEWAY = gateway;
    }

    modifier onlyGateway() {
        if (msg.sender != address(GATEWAY)) revert NotTheGateway(msg.sender);
        _;
    }
}
