// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../gateway/IMessageRecipient.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Book} from "./Book.sol";
import {CollateralKind, CollateralPayload} from "./CollateralPayload.sol";
import {CollateralToken} from "./CollateralToken.sol";
import {ICollateralLedger} from "./ICollateralLedger.sol";
import {LedgerState} from "./LedgerState.sol";
import {Positions} from "./Positions.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title What comes in from vaults, and what accounts send back.
/// @dev It calls nothing but its gateway and tokens that it created itself, which call nobody: so it needs no guard against
/// re-entrance. Internal steps are virtual so that tests can put a broken one in their place and show that it is noticed.
contract CollateralLedger is Positions, IMessageRecipient, IVoidedRecipient, IERC7786Recipient {
    /// @dev What comes in together, and which of it, by its bits, may not enter.
    struct Batch {
        bytes32 lane;
        uint256 firstNonce;
        uint256 failures;
    }

    constructor(IGateway gateway, address authority) LedgerState(gateway, authority) {}

    // What comes in

    /// @inheritdoc IMessageRecipient
    function onMessages(bytes32 lane, uint64 firstNonce, address vault, uint256 count, bytes calldata records)
        external
        onlyGateway
        returns (bytes4, uint256 failures)
    {
        uint256 length = count * CollateralPayload.RECORD_BYTES;
        if (records.length != length) revert MalformedPayload(records.length, length);
        Batch memory batch = Batch(lane, firstNonce, 0);
        _enterAll(batch, _positionsOf(lane, vault), records);
        return (IMessageRecipient.onMessages.selector, batch.failures);
    }

    /// @inheritdoc IERC7786Recipient
    function receiveMessage(bytes32 messageId, bytes calldata sender, bytes calldata payload)
        external
        payable
        onlyGateway
        returns (bytes4)
    {
        bytes32 lane = _laneOfSender[keccak256(sender)];
        if (lane == 0) revert UnknownSender(sender);
        if (payload.length != CollateralPayload.BYTES) {
            revert MalformedPayload(payload.length, CollateralPayload.BYTES);
        }
        (uint256 kind, address asset, address account, uint256 amount) = CollateralPayload.transferAt(payload, 0);
        _enterOne(lane, asset, kind, account, amount);
        if (kind == uint256(CollateralKind.Credit)) emit Credited(account, messageId, asset, amount);
        return IERC7786Recipient.receiveMessage.selector;
    }

    /// @inheritdoc IVoidedRecipient
    /// @dev The gateway tells the sender of the voided request, which is this ledger, once. What comes back enters under the
    /// cap like everything else: voids can be forged by whoever has the quorum's key.
    function onVoided(bytes32 returnLane, uint64 nonce, bytes calldata payload) external onlyGateway returns (bytes4) {
        if (payload.length != CollateralPayload.BYTES) {
            revert MalformedPayload(payload.length, CollateralPayload.BYTES);
        }
        bytes32 lane = _laneOf[returnLane];
        (, address asset,, uint256 amount) = CollateralPayload.transferAt(payload, 0);
        address account = CollateralPayload.refundOf(payload);
        _enterOne(lane, asset, uint256(CollateralKind.Credit), account, amount);
        emit ReleaseVoided(returnLane, nonce, account, asset, amount);
        return IVoidedRecipient.onVoided.selector;
    }

    // What goes back

    /// @inheritdoc ICollateralLedger
    function release(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        external
        returns (bytes32)
    {
        Position storage position = _positionToLeave(lane, asset, amount, receiver);
        _takeCredit(position, msg.sender, amount);
        position.credited = position.credited.taken(amount);
        return _requestRelease(lane, asset, amount, receiver, reference_);
    }

    /// @inheritdoc ICollateralLedger
    function redeem(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        external
        returns (bytes32)
    {
        Position storage position = _positionToLeave(lane, asset, amount, receiver);
        if (position.minted.flags() == 0) revert NotMintable(lane, asset);
        CollateralToken(tokenOf(lane, asset)).crosschainBurn(msg.sender, amount);
        position.minted = position.minted.taken(amount);
        return _requestRelease(lane, asset, amount, receiver, reference_);
    }

    // Internal

    /// @dev Lane and sender are part of where an asset's position lies: a stranger's positions have no cap, so nothing of its
    /// enters.
    function _positionsOf(bytes32 lane, address sender)
        internal
        view
        virtual
        returns (mapping(address => Position) storage)
    {
        return _positions[lane][sender];
    }

    /// @dev Records of one kind and asset that follow each other are a stretch, which mostly is the whole batch: its book is
    /// read once before it and written once after it.
    function _enterAll(Batch memory batch, mapping(address => Position) storage positions, bytes calldata records)
        private
    {
        uint256 count = records.length / CollateralPayload.RECORD_BYTES;
        uint256 index = 0;
        while (index < count) {
            uint256 both = CollateralPayload.kindAndAssetAt(records, CollateralPayload.offsetOf(index));
            Position storage position = positions[CollateralPayload.assetIn(both)];
            uint256 kind = CollateralPayload.kindIn(both);
            if (kind == uint256(CollateralKind.Credit)) {
                index = _credit(batch, records, index, both, position);
            } else if (kind == uint256(CollateralKind.Mint)) {
                index = _mint(batch, records, index, both, position);
            } else {
                batch.failures |= 1 << index++;
            }
        }
    }

    /// @dev Credits the stretch from `index` on.
    /// @return next The index after it.
    function _credit(Batch memory batch, bytes calldata records, uint256 index, uint256 both, Position storage position)
        private
        returns (uint256 next)
    {
        Book book = position.credited.current();
        uint256 room = _roomIn(book);
        // What has entered is what is missing from the room. Nothing here overflows: what enters is at most the room, there
        // are at most 256 records, and nonces fit 40 bits.
        uint256 left = room;
        unchecked {
            for (next = index; CollateralPayload.offsetOf(next) < records.length; ++next) {
                uint256 offset = CollateralPayload.offsetOf(next);
                if (CollateralPayload.kindAndAssetAt(records, offset) != both) break;
                (address account, uint256 amount) = CollateralPayload.gainAt(records, offset);
                if (amount > left || !_mayGain(account, amount)) {
                    batch.failures |= 1 << next;
                    continue;
                }
                left -= amount;
                _addCredit(position, account, amount);
                emit Credited(account, _idOf(batch, next), CollateralPayload.assetIn(both), amount);
            }
            position.credited = book.added(room - left);
        }
    }

    /// @dev Mints the stretch from `index` on, by one call of the token, which is given no more than the stretch: in a batch
    /// of many stretches a mint must not cost more gas than it does alone.
    /// @return next The index after it.
    function _mint(Batch memory batch, bytes calldata records, uint256 index, uint256 both, Position storage position)
        private
        returns (uint256 next)
    {
        Book book = position.minted.current();
        uint256 room = _roomIn(book);
        uint256 left = room;
        uint256 chosen = 0;
        unchecked {
            for (next = index; CollateralPayload.offsetOf(next) < records.length; ++next) {
                uint256 offset = CollateralPayload.offsetOf(next);
                if (CollateralPayload.kindAndAssetAt(records, offset) != both) break;
                (address account, uint256 amount) = CollateralPayload.gainAt(records, offset);
                if (amount > left || book.flags() == 0 || !_mayGain(account, amount)) {
                    batch.failures |= 1 << next;
                    continue;
                }
                left -= amount;
                chosen |= 1 << next - index;
            }
            position.minted = book.added(room - left);
        }
        if (chosen != 0) {
            CollateralToken(tokenOf(batch.lane, CollateralPayload.assetIn(both)))
                .mintChosen(CollateralPayload.between(records, index, next), chosen);
        }
    }

    function _idOf(Batch memory batch, uint256 index) private pure returns (bytes32) {
        unchecked {
            return LaneCodec.messageId(batch.lane, batch.firstNonce + index);
        }
    }

    /// @dev For what comes one by one: reverts if it may not enter, and says why.
    function _enterOne(bytes32 lane, address asset, uint256 kind, address account, uint256 amount) private {
        if (!_mayGain(account, amount)) _refuse(account, amount);
        Position storage position = _positions[lane][_lanes[lane].vault][asset];
        if (position.credited.flags() == 0) revert NotListed(lane, asset);
        if (kind == uint256(CollateralKind.Credit)) {
            position.credited = _enter(position.credited, amount);
            _addCredit(position, account, amount);
        } else if (kind == uint256(CollateralKind.Mint)) {
            if (position.minted.flags() == 0) revert NotMintable(lane, asset);
            position.minted = _enter(position.minted, amount);
            CollateralToken(tokenOf(lane, asset)).crosschainMint(account, amount);
        } else {
            revert InvalidKind(kind);
        }
    }

    function _enter(Book book, uint256 amount) private view returns (Book) {
        book = book.current();
        uint256 room = _roomIn(book);
        if (amount > room) revert OverCap(amount, room);
        return book.added(amount);
    }
}
