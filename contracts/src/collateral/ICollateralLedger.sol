// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What this ledger has of an asset on a lane: what is credited and minted, and of each what came in the current
/// window; the cap, which holds for each of them; the token that stands for it, if it can be minted.
struct Holding {
    uint256 credited;
    uint256 minted;
    uint256 creditedInWindow;
    uint256 mintedInWindow;
    uint256 cap;
    address token;
}

/// @title Where collateral is used: margin credits of accounts, and tokens minted for it.
/// @notice A lane here is always the one that the collateral came by, from its vault. Credits are not transferable; only the
/// account itself can ask for their release. Each lane and asset stands for itself.
interface ICollateralLedger {
    event LaneConnected(bytes32 indexed lane, address indexed vault, uint24 releaseGasLimit);
    event AssetListed(bytes32 indexed lane, address indexed asset);
    event TokenCreated(bytes32 indexed lane, address indexed asset, address token);
    /// @notice A cap as it is kept: rounded down to five digits or six. It holds for margin and for tokens each.
    event CapChanged(bytes32 indexed lane, address indexed asset, uint256 cap);
    event ReleaseGasLimitChanged(bytes32 indexed lane, uint24 gasLimit);

    /// @notice Margin of `account`, by the message `messageId`, whose place in its lane is `keccak256(abi.encode(lane, nonce))`.
    event Credited(address indexed account, bytes32 messageId, address asset, uint256 amount);
    /// @notice Margin of `account` went to be released, by message `nonce` of the return lane.
    event ReleaseRequested(
        bytes32 indexed lane,
        uint64 indexed nonce,
        address indexed account,
        address asset,
        address receiver,
        uint256 amount
    );
    /// @notice A request for release was voided: its margin is back.
    event ReleaseVoided(
        bytes32 indexed lane, uint64 indexed nonce, address indexed account, address asset, uint256 amount
    );

    error NotTheGateway(address found);
    error NotAnAuthority(address found);
    error UnknownLane(bytes32 lane);
    error LaneAlreadyConnected(bytes32 lane, address vault);
    error SenderAlreadyConnected(bytes sender, bytes32 lane);
    error NotConnected(bytes32 lane);
    error UnknownSender(bytes sender);
    error ZeroAddress();
    error ZeroAmount();
    error InvalidAccount(address found);
    error InvalidKind(uint256 found);
    error InvalidReceiver(address found);
    error NotListed(bytes32 lane, address asset);
    error AlreadyListed(bytes32 lane, address asset);
    error NotMintable(bytes32 lane, address asset);
    error TokenAlreadyCreated(address token);
    error OverCap(uint256 found, uint256 left);
    error CreditTooLow(uint256 found, uint256 required);
    error MalformedPayload(uint256 found, uint256 expected);
    error CapNotHigher(uint256 found, uint256 present);
    error CapNotLower(uint256 found, uint256 present);

    /// @notice Gives up margin of the caller, so that the vault pays it to `receiver` on its own chain.
    /// @dev At most the highest cap there is (ADR 0009), as no vault could pay more at once.
    /// @return messageId The message's id on the return lane.
    function release(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        external
        returns (bytes32 messageId);

    /// @notice Burns minted tokens of the caller, so that the vault pays the collateral behind them to `receiver`.
    /// @dev Should the request be voided, the caller gets margin for it, not tokens.
    function redeem(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        external
        returns (bytes32 messageId);

    // Administration

    /// @notice Trusts one vault on one lane, for ever.
    function connectLane(bytes32 lane, address vault, uint24 releaseGasLimit) external;

    function setReleaseGasLimit(bytes32 lane, uint24 gasLimit) external;

    function listAsset(bytes32 lane, address asset, uint96 cap) external;

    /// @notice Creates the token of an asset on a lane: from then on it can be minted.
    function createToken(bytes32 lane, address asset, string calldata name, string calldata symbol, uint8 decimals)
        external
        returns (address token);

    function raiseCap(bytes32 lane, address asset, uint96 cap) external;

    function lowerCap(bytes32 lane, address asset, uint96 cap) external;

    // Views

    function creditOf(bytes32 lane, address asset, address account) external view returns (uint256);

    function holding(bytes32 lane, address asset) external view returns (Holding memory);

    function vaultOf(bytes32 lane) external view returns (address);

    /// @notice The supply of a token of this ledger.
    function supplyOf(address token) external view returns (uint256);
}
