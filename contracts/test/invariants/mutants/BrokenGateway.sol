// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../../src/frost/FrostVerifier.sol";
import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Holds} from "../../../src/gateway/Holds.sol";
import {Checkpoint, Message, ParkReason, RouteKind, Signature, Standing} from "../../../src/gateway/IGateway.sol";
import {RunHeader} from "../../../src/gateway/RunHeaders.sol";
import {LaneCodec} from "../../../src/protocol/LaneCodec.sol";
import {Flaw} from "./Flaw.sol";

/// @title A gateway that is broken in one way, chosen when it is deployed.
/// @dev One contract for all flaws, because each gateway costs the compiler ten seconds. Every override breaks one internal step for
/// one flaw (some for two) and leaves it as it is for all others.
contract BrokenGateway is Gateway {
    Flaw public immutable FLAW;

    constructor(address authority, Flaw flaw) Gateway(authority) {
        FLAW = flaw;
    }

    // Delivery

    /// @dev These three steps are pure, so they ask the flaw as if it were a constant.
    function _flaw() private pure returns (Flaw) {
        function() view returns (Flaw) read = _readFlaw;
        function() pure returns (Flaw) pureRead;
        assembly {
            pureRead := read
        }
        return pureRead();
    }

    function _readFlaw() private view returns (Flaw) {
        return FLAW;
    }

    function _checkExtent(Delivery memory delivery, Checkpoint calldata checkpoint, uint256 tailLength)
        internal
        pure
        override
    {
        super._checkExtent(delivery, checkpoint, tailLength);
        if (_flaw() == Flaw.CountsTheTailAsExecuted) delivery.last = checkpoint.nonce;
        if (_flaw() == Flaw.CountsOneMore) ++delivery.last;
    }

    function _requireHead(bytes32 found, bytes32 signed) internal pure override {
        if (_flaw() != Flaw.TakesAnyHead) super._requireHead(found, signed);
    }

    function _execute(Delivery memory delivery, RunHeader[] memory runs, Holds.Cursor memory held) internal override {
        if (FLAW == Flaw.ExecutesTheSkippedAgain) delivery.executed = delivery.first - 1;
        super._execute(delivery, runs, held);
    }

    function _firstExpired(RunHeader memory run, uint256 index, uint256 end) internal view override returns (uint256) {
        return FLAW == Flaw.DeliversTheExpired ? end : super._firstExpired(run, index, end);
    }

    function _isExpired(uint64 deadline) internal view override returns (bool) {
        return FLAW != Flaw.DeliversTheExpired && super._isExpired(deadline);
    }

    function _senderName(RouteKind kind, bytes32 lane, address sender) internal view override returns (bytes memory) {
        if (FLAW == Flaw.NamesAnotherSender && kind == RouteKind.Erc7786) sender = address(this);
        return super._senderName(kind, lane, sender);
    }

    function _requireGas(uint256 required) internal view override {
        if (FLAW != Flaw.AsksForNoGas) super._requireGas(required);
    }

    function _park(bytes32 lane, uint64 nonce, bytes32 hash, ParkReason reason) internal override {
        if (FLAW == Flaw.BlocksOnFailure && reason == ParkReason.Failed) revert DeliveryFailed(lane, nonce);
        if (FLAW != Flaw.ForgetsToPark || reason != ParkReason.Failed) super._park(lane, nonce, hash, reason);
    }

    // Outcomes

    function _requireStanding(bytes32 lane, uint64 nonce, Standing required, bytes32 hash) internal view override {
        (Standing found,) = standing(lane, nonce);
        bool retries = required == Standing.Parked;
        bool delivered = found == Standing.None && nonce != 0 && nonce <= _inbound[lane].nonce;
        if (FLAW == Flaw.RetriesTheDelivered && retries && delivered) return;
        if (FLAW == Flaw.RetriesTheHeld && retries && found == Standing.Held) return;
        if (FLAW == Flaw.RetriesTheVoided && retries && found == Standing.Voided) return;
        if (FLAW == Flaw.PushesAgain && required == Standing.VoidPending && found == Standing.Voided) return;
        super._requireStanding(lane, nonce, required, hash);
    }

    function _void(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal override {
        if (FLAW == Flaw.DeliversWhatItVoids) _deliverOne(lane, nonce, message, message.gasLimit);
        super._void(lane, nonce, message, hash);
        if (FLAW == Flaw.LeavesTheGuardEntered) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
    }

    function _appendVoid(bytes32 lane, uint64 nonce, Message calldata message, bytes32 hash) internal override {
        super._appendVoid(lane, nonce, message, hash);
        if (FLAW == Flaw.AppendsVoidsTwice) super._appendVoid(lane, nonce, message, hash);
    }

    function _requirePast(uint256 voidableAfter) internal view override {
        if (FLAW != Flaw.VoidsTooEarly) super._requirePast(voidableAfter);
    }

    function _requireBeforeDeadline(uint64 deadline) internal view override {
        if (FLAW != Flaw.RetriesTooLate) super._requireBeforeDeadline(deadline);
    }

    // Keys

    function _requireSignature(uint64 keyEpoch, bytes32 digest, Signature calldata signature) internal view override {
        (bool active,) = _isActive(_core, keyEpoch);
        if (FLAW == Flaw.ChecksNoSignature && active) return;
        if (FLAW == Flaw.TriesEveryKey && active && _anyKeySigned(digest, signature)) return;
        super._requireSignature(keyEpoch, digest, signature);
    }

    function _anyKeySigned(bytes32 digest, Signature calldata signature) private view returns (bool) {
        uint64[2] memory epochs = [_core.currentEpoch, _core.previousEpoch];
        for (uint256 i = 0; i < 2; ++i) {
            (bool active, uint256 parity) = _isActive(_core, epochs[i]);
            uint256 px = _keys[epochs[i]];
            if (active && FrostVerifier.verify(px, parity, signature.rx, signature.ry, signature.z, digest)) {
                return true;
            }
        }
        return false;
    }

    function _isActive(Core storage core, uint64 keyEpoch)
        internal
        view
        override
        returns (bool active, uint256 parity)
    {
        (active, parity) = super._isActive(core, keyEpoch);
        if (keyEpoch == 0) return (active, parity);
        if (FLAW == Flaw.TakesPendingEpochs && keyEpoch == core.currentEpoch) active = true;
        if (FLAW == Flaw.TakesExpiredEpochs && keyEpoch == core.previousEpoch) active = true;
    }

    // The source, and the gateway as a whole

    function _append(
        bytes32 lane,
        RouteKind kind,
        address sender,
        address recipient,
        uint64 gasLimit,
        bytes memory record
    ) internal override returns (uint64 nonce) {
        if (FLAW == Flaw.ForgetsTheDeadline) {
            for (uint256 i = 0; i < LaneCodec.DEADLINE_BYTES; ++i) {
                record[i] = 0;
            }
        }
        nonce = super._append(lane, kind, sender, recipient, gasLimit, record);
        if (FLAW == Flaw.PaysFeesAway && msg.value != 0) payable(address(0xdead)).transfer(msg.value);
    }

    function _requireUnopened(bytes32 lane, uint8 flags) internal pure override {
        if (_flaw() != Flaw.OpensLanesAgain) super._requireUnopened(lane, flags);
    }

    function _enter() internal override {
        bool paused = _core.paused;
        if (FLAW == Flaw.HasNoGuard) _core.entered = false;
        if (FLAW == Flaw.IgnoresPause) _core.paused = false;
        super._enter();
        _core.paused = paused;
    }

    function _deliverable(bytes32 lane) internal view override returns (Inbound storage) {
        if (FLAW == Flaw.IgnoresLanePause && _inbound[lane].sourceChainId != 0) return _inbound[lane];
        return super._deliverable(lane);
    }
}
