// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "./CollateralPayload.sol";

/// @notice What a holder asks for when locking.
/// @dev `deadline` is seconds since 1970 in the destination's clock, 0 for none: without one, nobody can void by time.
struct Lock {
    bytes32 lane;
    address asset;
    CollateralKind kind;
    address account;
    uint256 amount;
    address refund;
    uint64 deadline;
    bytes32 reference_;
}

/// @notice A permit by ERC-2612, of the caller for the vault, over the amount locked.
struct Permit {
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @notice Where an asset goes on a lane, and how fast.
/// @dev `gasLimit` is what the ledger may use for one transfer. With a `channel`, transfers are sent through ERC-7786 to the
/// chain `chainId`, which together must name the lane; without one, by the gateway's native call.
struct Listing {
    address ledger;
    uint24 gasLimit;
    bool mintable;
    uint64 chainId;
    bytes32 channel;
    uint96 lockCap;
    uint96 payoutCap;
}

/// @notice A listing as it stands now: caps and what moved in the current window, rounded as they are kept.
struct Route {
    address ledger;
    uint24 gasLimit;
    bool mintable;
    bool erc7786;
    uint256 locked;
    uint256 lockCap;
    uint256 lockedInWindow;
    uint256 payoutCap;
    uint256 paidInWindow;
}

/// @title Where collateral lives: locked here, used on the other chain, paid out again when the other chain says so.
/// @notice Collateral is kept by lane and asset: whatever happens to one lane, no other lane's collateral can be paid out for
/// it. Amounts are what arrived, not what was asked for. The payer of a lock is always the caller.
/// @dev Warning: list no token that rebases. Other odd tokens (fee on transfer, no return value, hooks, blacklist, pause) work,
/// and what they lose they lose for themselves.
interface ICollateralVault {
    event AssetListed(bytes32 indexed lane, address indexed asset, Listing listing);
    /// @notice Caps as they are kept: rounded down to five digits or six.
    event LockCapChanged(bytes32 indexed lane, address indexed asset, uint256 cap);
    event PayoutCapChanged(bytes32 indexed lane, address indexed asset, uint256 cap);
    event GasLimitChanged(bytes32 indexed lane, address indexed asset, uint24 gasLimit);
    event PayoutsDenied(address indexed account);
    event PayoutsAllowed(address indexed account);

    /// @notice Collateral left the lane `lane` for `account`, as the message `nonce` of the return lane asked.
    event Released(bytes32 indexed lane, uint64 indexed nonce, address indexed account, address asset, uint256 amount);
    /// @notice Collateral left the lane for the refund address of the voided message `nonce` of that lane.
    event Refunded(bytes32 indexed lane, uint64 indexed nonce, address indexed account, address asset, uint256 amount);
    /// @notice A payout that could not be pushed waits to be claimed.
    event PayoutKept(address indexed asset, address indexed account, uint256 amount);
    event Claimed(address indexed asset, address indexed account, address to, uint256 amount);

    error Reentered();
    /// @notice Somebody delivered to this vault while the token moved; nothing of it has happened.
    error Disturbed();
    error NotTheGateway(address found);
    error NotAnAuthority(address found);
    error NotThisContract(address found);
    error ZeroAmount();
    error InvalidAccount(address found);
    error InvalidRefund(address found);
    error InvalidKind(CollateralKind found);
    error NotListed(bytes32 lane, address asset);
    error NotMintable(bytes32 lane, address asset);
    error AlreadyListed(bytes32 lane, address asset);
    error UnknownLane(bytes32 lane);
    /// @notice The chain and channel of a listing name lane `found`, not the one that is listed.
    error OtherLane(bytes32 found, bytes32 expected);
    error NotAToken(address found);
    error OverCap(uint256 found, uint256 left);
    error OverLocked(uint256 found, uint256 locked);
    error AllowanceTooLow(uint256 found, uint256 required);
    error BalanceTooLow(uint256 found, uint256 required);
    error TransferFailed(address asset, uint256 amount);
    error MeasuredOther(address asset, uint256 found, uint256 expected);
    error NothingToClaim(address asset, address account);
    error PayoutDenied(address account);
    error VaultIsPaused();
    error MalformedPayload(uint256 found, uint256 expected);
    error CapNotHigher(uint256 found, uint256 present);
    error CapNotLower(uint256 found, uint256 present);

    /// @notice Locks collateral of the caller and sends its credit or mint on its way. `msg.value` is the lane's fee.
    /// @return messageId `keccak256(abi.encode(lane, nonce))`.
    function lock(Lock calldata request) external payable returns (bytes32 messageId);

    /// @notice The same, after trying a permit. A permit that fails is ignored if the allowance suffices all the same.
    function lockWithPermit(Lock calldata request, Permit calldata permit) external payable returns (bytes32 messageId);

    /// @notice Pays what waits for the caller, all of it, to any address. Only the global pause of the gateway stops it.
    function claim(address asset, address to) external returns (uint256 amount);

    // Administration

    /// @param lane The lane from this vault's gateway to the ledger's.
    function listAsset(bytes32 lane, address asset, Listing calldata listing) external;

    function setGasLimit(bytes32 lane, address asset, uint24 gasLimit) external;

    function raiseLockCap(bytes32 lane, address asset, uint96 cap) external;

    function lowerLockCap(bytes32 lane, address asset, uint96 cap) external;

    function raisePayoutCap(bytes32 lane, address asset, uint96 cap) external;

    function lowerPayoutCap(bytes32 lane, address asset, uint96 cap) external;

    /// @notice Keeps what is owed to an account, and refuses its claims, until it is allowed again.
    function denyPayouts(address account) external;

    function allowPayouts(address account) external;

    // Views

    function route(bytes32 lane, address asset) external view returns (Route memory);

    function locked(bytes32 lane, address asset) external view returns (uint256);

    function claimable(address asset, address account) external view returns (uint256);

    function payoutsDenied(address account) external view returns (bool);
}
