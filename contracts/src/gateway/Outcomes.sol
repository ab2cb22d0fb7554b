// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, Message, ParkReason, RouteKind, Standing} from "./IGateway.sol";
import {Lanes} from "./Lanes.sol";
import {Records} from "./Records.sol";

/// @title What becomes of messages that were not delivered: parked, held, voided.
abstract contract Outcomes is Lanes {
    /// @inheritdoc IGateway
    function standing(bytes32 lane, uint64 nonce) public view returns (Standing found, bytes32 messageHash) {
        bytes32 packed = _standings[lane][nonce];
        return (Standing(uint8(uint256(packed))), packed & ~bytes32(uint256(0xff)));
    }

    function _park(bytes32 lane, uint64 nonce, bytes32 hash, ParkReason reason) internal virtual {
        _setStanding(lane, nonce, hash, reason == ParkReason.Held ? Standing.Held : Standing.Parked);
        emit MessageParked(lane, nonce, reason, hash);
    }

    function _void(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal virtual {
        // HELLO and VOIDED come from the gateway, which nobody could tell of a void.
        if (message.kind != RouteKind.Batch && message.kind != RouteKind.Erc7786) revert NotVoidable(lane, nonce);
        _setStanding(lane, nonce, hash, Standing.VoidPending);
        emit MessageVoided(lane, nonce, hash);
        if (_outbound[_paired[lane]].flags & (READY | PAUSED) == READY) _appendVoid(lane, nonce, message, hash);
    }

    /// @dev The void itself is the message that refunds. A closed lane still takes it.
    function _appendVoid(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal virtual {
        _setStanding(lane, nonce, hash, Standing.Voided);
        bytes32 returnLane = _paired[lane];
        uint64 returnNonce = _append(
            returnLane,
            RouteKind.Voided,
            address(this),
            message.sender,
            _outbound[returnLane].voidedGasLimit,
            Records.fromMemory(0, abi.encodePacked(lane, nonce, message.payload))
        );
        emit VoidAppended(lane, nonce, returnLane, returnNonce);
    }

    function _setStanding(bytes32 lane, uint64 nonce, bytes32 hash, Standing to) internal virtual {
        _standings[lane][nonce] = (hash & ~bytes32(uint256(0xff))) | bytes32(uint256(to));
    }

    function _requireStanding(bytes32 lane, uint64 nonce, Standing required, bytes32 hash) internal view virtual {
        (Standing found, bytes32 parked) = standing(lane, nonce);
        if (found != required) revert WrongStanding(lane, nonce, found);
        if (parked != hash & ~bytes32(uint256(0xff))) revert RecordMismatch(hash, parked);
    }
}
