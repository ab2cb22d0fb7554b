// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../gateway/IGateway.sol";
import {Book} from "./Book.sol";
import {ICollateralVault} from "./ICollateralVault.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Everything the vault remembers, in one place.
/// @dev One guard covers lock, claim, release and refund. A token with hooks may let somebody deliver while a lock or a claim is
/// under way; the vault then refuses its part, which the gateway parks. So that nobody can park what is not theirs, that
/// lock or claim is undone, and the delivery with it (docs/adr/0014).
abstract contract VaultState is AccessManaged, ICollateralVault {
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

    uint256 internal constant IDLE = 1;
    uint256 internal constant BUSY = 2;
    /// @dev Busy, and somebody has delivered meanwhile.
    uint256 internal constant DISTURBED = 3;

    IGateway public immutable GATEWAY;

    mapping(bytes32 lane => mapping(address asset => Listed)) internal _listed;
    /// @dev The lane on which collateral left, by the lane on which its releases come back.
    mapping(bytes32 returnLane => bytes32 lane) internal _laneOf;
    mapping(bytes32 lane => Destination) internal _destinations;
    mapping(address asset => mapping(address account => uint256)) internal _claimable;
    mapping(address account => bool) internal _denied;
    uint256 internal _guard = IDLE;

    constructor(IGateway gateway, address authority) AccessManaged(authority) {
        if (address(gateway).code.length == 0) revert NotTheGateway(address(gateway));
        if (authority.code.length == 0) revert NotAnAuthority(authority);
        GATEWAY = gateway;
    }

    modifier onlyGateway() {
        if (msg.sender != address(GATEWAY)) revert NotTheGateway(msg.sender);
        _;
    }

    modifier exclusive() {
        if (_guard != IDLE) revert Reentered();
        _guard = BUSY;
        _;
        if (_guard == DISTURBED) revert Disturbed();
        _guard = IDLE;
    }

    /// @dev Whether a delivery finds the vault busy, which is then undone together with what it is busy with.
    function _disturbs() internal virtual returns (bool) {
        if (_guard == IDLE) return false;
        _guard = DISTURBED;
        return true;
    }
}
