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
    constructor(IGateway gateway, address authority) LedgerState(gateway, authority) {}

    // What comes in

    /// @inheritdoc IMessageRecipient
    /// @dev Lane and sender are part of where an asset's holding lies: a stranger's holdings have no cap, so nothing of its
    /// enters.
    function onMessages(bytes32 lane, uint64 firstNonce, address vault, uint256 count, bytes calldata records)
        external
        onlyGateway
        returns (bytes4, uint256 failures)
    {
        uint256 length = count * CollateralPayload.RECORD_BYTES;
        if (records.length != length) revert MalformedPayload(records.length, length);
        return (IMessageRecipient.onMessages.selector, _enterAll(lane, firstNonce, vault, records));
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
        Position storage position = _leave(lane, asset, amount, receiver);
        uint256 credit = position.credits[msg.sender];
        if (credit < amount) revert CreditTooLow(credit, amount);
        unchecked {
            position.credits[msg.sender] = credit - amount;
        }
        return _requestRelease(lane, asset, amount, receiver, reference_);
    }

    /// @inheritdoc ICollateralLedger
    function redeem(bytes32 lane, address asset, uint256 amount, address receiver, bytes32 reference_)
        external
        returns (bytes32)
    {
        Position storage position = _leave(lane, asset, amount, receiver);
        if (position.token == address(0)) revert NotMintable(lane, asset);
        CollateralToken(position.token).crosschainBurn(msg.sender, amount);
        return _requestRelease(lane, asset, amount, receiver, reference_);
    }

    // Internal

    /// @dev One pass. The book of an asset is read when the asset first appears and written when another one follows: a
    /// batch is mostly of one asset.
    function _enterAll(bytes32 lane, uint64 firstNonce, address vault, bytes calldata records)
        private
        returns (uint256 failures)
    {
        mapping(address => Position) storage positions = _positions[lane][vault];
        (, address present,,) = CollateralPayload.transferAt(records, CollateralPayload.DEADLINE_BYTES);
        Position storage position = positions[present];
        Book book = position.book.current();
        uint256 room = _roomIn(book);
        uint256 entered = 0;
        uint256 bit = 1;
        // Nothing here overflows: what enters is at most the room, there are at most 256 records, and nonces fit 40 bits.
        unchecked {
            uint256 end = records.length;
            for (uint256 at = CollateralPayload.DEADLINE_BYTES; at < end; at += CollateralPayload.RECORD_BYTES) {
                (uint256 kind, address asset, address account, uint256 amount) =
                    CollateralPayload.transferAt(records, at);
                if (asset != present) {
                    position.book = book.added(entered);
                    present = asset;
                    position = positions[asset];
                    book = position.book.current();
                    room = _roomIn(book);
                    entered = 0;
                }
                if (amount <= room - entered && _enter(position, kind, account, amount)) {
                    entered += amount;
                    if (kind == uint256(CollateralKind.Credit)) {
                        emit Credited(account, LaneCodec.messageId(lane, firstNonce), asset, amount);
                    }
                } else {
                    failures |= bit;
                }
                bit <<= 1;
                ++firstNonce;
            }
        }
        position.book = book.added(entered);
    }

    /// @dev For what comes one by one: reverts if it may not enter, and says why.
    function _enterOne(bytes32 lane, address asset, uint256 kind, address account, uint256 amount) private {
        Position storage position = _positions[lane][_lanes[lane].vault][asset];
        Book book = position.book.current();
        uint256 room = _roomIn(book);
        if (book.flags() == 0) revert NotListed(lane, asset);
        if (amount > room) revert OverCap(amount, room);
        if (!_enter(position, kind, account, amount)) _refuse(lane, asset, kind, account, amount);
        position.book = book.added(amount);
    }
}
