// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Book} from "./Book.sol";
import {CollateralKind, CollateralPayload} from "./CollateralPayload.sol";
import {CollateralToken} from "./CollateralToken.sol";
import {Holding, ICollateralLedger} from "./ICollateralLedger.sol";
import {LedgerState} from "./LedgerState.sol";

/// @title What may enter and leave the ledger, by lane and asset, and the administration of it.
abstract contract Positions is LedgerState {
    // Administration

    /// @inheritdoc ICollateralLedger
    function connectLane(bytes32 lane, address vault, uint24 releaseGasLimit) external restricted {
        if (vault == address(0)) revert ZeroAddress();
        Connection storage connection = _lanes[lane];
        if (connection.vault != address(0)) revert LaneAlreadyConnected(lane, connection.vault);
        bytes32 returnLane = GATEWAY.pairedLane(lane);
        uint64 chainId = GATEWAY.inboundLane(lane).sourceChainId;
        if (returnLane == 0 || chainId == 0) revert UnknownLane(lane);
        bytes memory sender = InteroperableAddress.encode(chainId, vault);
        bytes32 senderHash = keccak256(sender);
        bytes32 other = _laneOfSender[senderHash];
        if (other != 0) revert SenderAlreadyConnected(sender, other);
        _laneOfSender[senderHash] = lane;
        _laneOf[returnLane] = lane;
        connection.vault = vault;
        connection.releaseGasLimit = releaseGasLimit;
        connection.returnLane = returnLane;
        emit LaneConnected(lane, vault, releaseGasLimit);
    }

    /// @inheritdoc ICollateralLedger
    function setReleaseGasLimit(bytes32 lane, uint24 gasLimit) external restricted {
        _vaultOf(lane);
        _lanes[lane].releaseGasLimit = gasLimit;
        emit ReleaseGasLimitChanged(lane, gasLimit);
    }

    /// @inheritdoc ICollateralLedger
    function listAsset(bytes32 lane, address asset, uint96 cap) external restricted {
        Position storage position = _positions[lane][_vaultOf(lane)][asset];
        if (position.book.flags() != 0) revert AlreadyListed(lane, asset);
        position.book = position.book.withFlags(LISTED);
        emit AssetListed(lane, asset);
        _setCap(position, lane, asset, cap);
    }

    /// @inheritdoc ICollateralLedger
    function createToken(bytes32 lane, address asset, string calldata name, string calldata symbol, uint8 decimals)
        external
        restricted
        returns (address token)
    {
        Position storage position = _requireListed(lane, asset);
        if (position.token != address(0)) revert TokenAlreadyCreated(position.token);
        token = address(new CollateralToken(name, symbol, decimals));
        position.token = token;
        emit TokenCreated(lane, asset, token);
    }

    /// @inheritdoc ICollateralLedger
    function raiseCap(bytes32 lane, address asset, uint96 cap) external restricted {
        Position storage position = _requireListed(lane, asset);
        if (cap <= position.book.cap()) revert CapNotHigher(cap, position.book.cap());
        _setCap(position, lane, asset, cap);
    }

    /// @inheritdoc ICollateralLedger
    function lowerCap(bytes32 lane, address asset, uint96 cap) external restricted {
        Position storage position = _requireListed(lane, asset);
        if (cap >= position.book.cap()) revert CapNotLower(cap, position.book.cap());
        _setCap(position, lane, asset, cap);
    }

    // Views

    /// @inheritdoc ICollateralLedger
    function creditOf(bytes32 lane, address asset, address account) external view returns (uint256) {
        return _positions[lane][_lanes[lane].vault][asset].credits[account];
    }

    /// @inheritdoc ICollateralLedger
    function holding(bytes32 lane, address asset) external view returns (Holding memory) {
        Position storage position = _positions[lane][_lanes[lane].vault][asset];
        Book book = position.book.current();
        return Holding(book.balance(), book.cap(), book.moved(), position.token);
    }

    /// @inheritdoc ICollateralLedger
    function vaultOf(bytes32 lane) external view returns (address) {
        return _lanes[lane].vault;
    }

    // Internal

    function _roomIn(Book book) internal pure virtual returns (uint256) {
        return book.room();
    }

    /// @dev Credits or mints an amount that the book has room for.
    /// @return False, and nothing has changed, if the account or the kind cannot be.
    function _enter(Position storage position, uint256 kind, address account, uint256 amount)
        internal
        virtual
        returns (bool)
    {
        if (amount == 0 || account == address(0) || account == address(this)) return false;
        if (kind == uint256(CollateralKind.Credit)) {
            // All credits together are at most the book's balance.
            unchecked {
                position.credits[account] += amount;
            }
            return true;
        }
        address token = position.token;
        if (kind != uint256(CollateralKind.Mint) || token == address(0)) return false;
        CollateralToken(token).crosschainMint(account, amount);
        return true;
    }

    /// @dev Takes an amount out of what is outstanding.
    function _leave(bytes32 lane, address asset, uint256 amount, address receiver)
        internal
        virtual
        returns (Position storage position)
    {
        address vault = _vaultOf(lane);
        if (amount == 0) revert ZeroAmount();
        if (receiver == address(0) || receiver == vault) revert InvalidReceiver(receiver);
        position = _positions[lane][vault][asset];
        Book book = position.book;
        if (book.flags() == 0) revert NotListed(lane, asset);
        if (amount > book.balance()) revert CreditTooLow(book.balance(), amount);
        position.book = book.taken(amount);
    }

    /// @dev The request names the caller as who is made whole if it is voided.
    function _requestRelease(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        internal
        virtual
        returns (bytes32)
    {
        Connection storage connection = _lanes[lane];
        bytes memory payload =
            CollateralPayload.encode(CollateralKind.Release, asset, receiver, amount, msg.sender, reference_);
        uint64 nonce = GATEWAY.send(connection.returnLane, connection.vault, connection.releaseGasLimit, 0, payload);
        emit ReleaseRequested(connection.returnLane, nonce, msg.sender, asset, receiver, amount);
        return LaneCodec.messageId(connection.returnLane, nonce);
    }

    /// @dev Says why a transfer may not enter that the book has room for.
    function _refuse(bytes32 lane, address asset, uint256 kind, address account, uint256 amount) internal view {
        if (amount == 0) revert ZeroAmount();
        if (account == address(0) || account == address(this)) revert InvalidAccount(account);
        if (kind == uint256(CollateralKind.Mint)) revert NotMintable(lane, asset);
        revert InvalidKind(kind);
    }

    function _setCap(Position storage position, bytes32 lane, address asset, uint256 cap) private {
        position.book = position.book.withCap(cap);
        emit CapChanged(lane, asset, position.book.cap());
    }

    function _requireListed(bytes32 lane, address asset) private view returns (Position storage position) {
        position = _positions[lane][_vaultOf(lane)][asset];
        if (position.book.flags() == 0) revert NotListed(lane, asset);
    }

    function _vaultOf(bytes32 lane) internal view returns (address vault) {
        vault = _lanes[lane].vault;
        if (vault == address(0)) revert NotConnected(lane);
    }
}
