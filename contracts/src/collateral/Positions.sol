// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Book, Books} from "./Book.sol";
import {CollateralKind, CollateralPayload} from "./CollateralPayload.sol";
import {CollateralToken, ITokenCreator} from "./CollateralToken.sol";
import {Holding, ICollateralLedger} from "./ICollateralLedger.sol";
import {LedgerState} from "./LedgerState.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";

/// @title What may enter and leave the ledger, by lane and asset, and the administration of it.
abstract contract Positions is LedgerState, ITokenCreator {
    /// @dev Every token is created from the same bytes.
    bytes32 private immutable TOKEN_CODE_HASH = keccak256(type(CollateralToken).creationCode);

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
        if (position.credited.flags() != 0) revert AlreadyListed(lane, asset);
        position.credited = position.credited.withFlags(OPEN);
        emit AssetListed(lane, asset);
        _setCap(position, lane, asset, cap);
    }

    /// @inheritdoc ICollateralLedger
    /// @dev The token's address follows from lane and asset, so that a mint need not look it up.
    function createToken(bytes32 lane, address asset, string calldata name, string calldata symbol, uint8 decimals)
        external
        restricted
        returns (address token)
    {
        Position storage position = _requireListed(lane, asset);
        token = tokenOf(lane, asset);
        if (position.minted.flags() != 0) revert TokenAlreadyCreated(token);
        position.minted = position.minted.withFlags(OPEN);
        _tokenTerms[token] = TokenTerms(lane, asset, decimals, name, symbol);
        new CollateralToken{salt: _saltOf(lane, asset)}();
        emit TokenCreated(lane, asset, token);
    }

    /// @inheritdoc ICollateralLedger
    function raiseCap(bytes32 lane, address asset, uint96 cap) external restricted {
        Position storage position = _requireListed(lane, asset);
        uint256 present = position.credited.cap();
        if (Books.capKept(cap) <= present) revert CapNotHigher(cap, present);
        _setCap(position, lane, asset, cap);
    }

    /// @inheritdoc ICollateralLedger
    function lowerCap(bytes32 lane, address asset, uint96 cap) external restricted {
        Position storage position = _requireListed(lane, asset);
        uint256 present = position.credited.cap();
        if (Books.capKept(cap) >= present) revert CapNotLower(cap, present);
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
        Book credited = position.credited.current();
        Book minted = position.minted.current();
        return Holding({
            credited: credited.balance(),
            minted: minted.balance(),
            creditedInWindow: credited.moved(),
            mintedInWindow: minted.moved(),
            cap: credited.cap(),
            token: minted.flags() == 0 ? address(0) : tokenOf(lane, asset)
        });
    }

    /// @inheritdoc ICollateralLedger
    function vaultOf(bytes32 lane) external view returns (address) {
        return _lanes[lane].vault;
    }

    /// @inheritdoc ICollateralLedger
    function supplyOf(address token) external view returns (uint256) {
        TokenTerms storage terms = _tokenTerms[token];
        return _positions[terms.lane][_lanes[terms.lane].vault][terms.asset].minted.balance();
    }

    /// @inheritdoc ITokenCreator
    function tokenTerms(address token)
        external
        view
        returns (string memory name, string memory symbol, uint8 decimals)
    {
        TokenTerms storage terms = _tokenTerms[token];
        return (terms.name, terms.symbol, terms.decimals);
    }

    /// @notice Where the token of an asset on a lane is, or would be.
    function tokenOf(bytes32 lane, address asset) public view returns (address) {
        return Create2.computeAddress(_saltOf(lane, asset), TOKEN_CODE_HASH);
    }

    // Internal

    function _roomIn(Book book) internal pure virtual returns (uint256) {
        return book.room();
    }

    /// @dev Whether this account can gain this amount at all, whatever the cap.
    function _mayGain(address account, uint256 amount) internal view virtual returns (bool) {
        return amount != 0 && account != address(0) && account != address(this);
    }

    /// @dev All credits together are at most their book's balance.
    function _addCredit(Position storage position, address account, uint256 amount) internal virtual {
        unchecked {
            position.credits[account] += amount;
        }
    }

    function _takeCredit(Position storage position, address account, uint256 amount) internal virtual {
        uint256 credit = position.credits[account];
        if (credit < amount) revert CreditTooLow(credit, amount);
        unchecked {
            position.credits[account] = credit - amount;
        }
    }

    /// @dev Where the asset lies that is to go home to a receiver.
    function _positionToLeave(bytes32 lane, address asset, uint256 amount, address receiver)
        internal
        view
        virtual
        returns (Position storage position)
    {
        address vault = _vaultOf(lane);
        if (amount == 0) revert ZeroAmount();
        // No payout cap could be raised to it: it would be parked for ever.
        if (amount > Books.AMOUNT_MAX) revert OverCap(amount, Books.AMOUNT_MAX);
        if (receiver == address(0) || receiver == vault) revert InvalidReceiver(receiver);
        position = _positions[lane][vault][asset];
        if (position.credited.flags() == 0) revert NotListed(lane, asset);
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

    function _refuse(address account, uint256 amount) internal pure {
        if (amount == 0) revert ZeroAmount();
        revert InvalidAccount(account);
    }

    /// @dev One cap for margin and for tokens, each for itself.
    function _setCap(Position storage position, bytes32 lane, address asset, uint256 cap) private {
        position.credited = position.credited.withCap(cap);
        position.minted = position.minted.withCap(cap);
        emit CapChanged(lane, asset, position.credited.cap());
    }

    function _saltOf(bytes32 lane, address asset) private pure returns (bytes32) {
        return keccak256(abi.encode(lane, asset));
    }

    function _requireListed(bytes32 lane, address asset) private view returns (Position storage position) {
        position = _positions[lane][_vaultOf(lane)][asset];
        if (position.credited.flags() == 0) revert NotListed(lane, asset);
    }

    function _vaultOf(bytes32 lane) internal view returns (address vault) {
        vault = _lanes[lane].vault;
        if (vault == address(0)) revert NotConnected(lane);
    }
}
