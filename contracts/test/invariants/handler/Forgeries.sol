// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, RouteKind, Signature} from "../../../src/gateway/IGateway.sol";
import {Runs} from "../../base/Runs.sol";

import {Choices} from "./Choices.sol";
import {Invariant, Refusal} from "./Model.sol";
import {Random} from "./Random.sol";
import {Spec} from "./Spec.sol";

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title Each call in bad faith: one thing about it is forged, and the model says what it is refused for.
abstract contract Forgeries is Choices {
    using Random for Random.Source;

    // Sending

    function _sendWrongly(Random.Source memory r, uint256 l, Message memory message) internal {
        Refusal memory no = _refusalToSend(l, message.sender);
        uint256 what = r.below(9);
        if (no.reason != 0) return _send(l, message, no, "send wrongly");
        if (what == 7) return _sendWithoutChannel(l, message);
        if (what == 8) return _sendToUnknownChain(l, message);
        Call memory call_;
        if (what == 0) {
            call_ = _sending(l, message);
            call_.value = call_.value == 0 || r.oneIn(2) ? call_.value + 1 : 0;
            no = Refusal(IGateway.WrongFee.selector, Invariant.Terms);
        } else {
            no = _spoil(r, what, l, message);
            call_ = _sending(l, message);
        }
        _attempt(call_, no, "send wrongly");
    }

    function _spoil(Random.Source memory r, uint256 what, uint256 l, Message memory message)
        private
        view
        returns (Refusal memory)
    {
        bytes4 reason;
        if (what == 1) {
            message.sender = STRANGER;
            reason = IGateway.SenderNotAllowed.selector;
        } else if (what == 2) {
            message.recipient = address(0);
            reason = IGateway.ZeroAddress.selector;
        } else if (what == 3) {
            message.gasLimit = 4999;
            reason = IGateway.GasLimitTooLow.selector;
        } else if (what == 4) {
            message.gasLimit = _limits().gasLimitMax + 1;
            reason = IGateway.GasLimitTooHigh.selector;
        } else if (what == 5) {
            message.payload = new bytes(_limits().payloadBytesMax + 1);
            reason = IGateway.PayloadTooLong.selector;
        } else if (r.oneIn(2)) {
            message.deadline = uint64(_now(_source(l)) + DEADLINE_MIN - 1);
            reason = IGateway.DeadlineTooSoon.selector;
        } else {
            message.deadline = uint64(_now(_source(l)) + DEADLINE_MAX + 1);
            reason = IGateway.DeadlineTooFar.selector;
        }
        return Refusal(reason, Invariant.Terms);
    }

    function _sendWithoutChannel(uint256 l, Message memory message) private {
        uint256 c = _source(l);
        if (_defaultChannels[c][message.sender] != 0) return;
        bytes memory to = Spec.interoperable(_chains[1 - c].id, message.recipient);
        bytes memory input = abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, message.payload, new bytes[](0)));
        Refusal memory no = Refusal(IGateway.NoChannel.selector, Invariant.Terms);
        _attempt(Call(c, message.sender, 0, input), no, "send wrongly");
    }

    function _sendToUnknownChain(uint256 l, Message memory message) private {
        uint256 c = _source(l);
        bytes[] memory attributes = new bytes[](1);
        attributes[0] = abi.encodePacked(CHANNEL, _channels[l >> 1]);
        bytes memory to = Spec.interoperable(4242, message.recipient);
        bytes memory input = abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, message.payload, attributes));
        Refusal memory no = Refusal(IGateway.NoPeer.selector, Invariant.Terms);
        _attempt(Call(c, message.sender, 0, input), no, "send wrongly");
    }

    // Delivering

    /// @dev What is executed already, under a genuine signature.
    function _replay(Random.Source memory r, uint256 l) internal {
        uint64 executed = _lanes[l].executed;
        if (executed == 0) return;
        Batch memory batch = _rest(l);
        batch.last = uint64(r.between(_max(executed, 6) - 5, executed));
        batch.first = uint64(r.between(_max(batch.last, 4) - 3, batch.last));
        batch.nonce = uint64(r.between(batch.last, executed));
        batch.from = uint64(r.below(batch.nonce));
        Refusal memory no = _refusalToTouch(l);
        if (no.reason == 0) no = Refusal(IGateway.AlreadyExecuted.selector, Invariant.AtMostOnce);
        _attempt(_touching(l, _encode(_compose(batch))), no, "replay");
    }

    /// @dev One forgery of each sort; as each is refused, the next one finds everything as it was.
    function _deliverForged(Random.Source memory r, Batch memory batch) internal {
        Refusal memory no = _refusalToDeliver(batch);
        Delivery memory delivery = _compose(batch);
        if (no.reason != 0) return _tryForgery(batch, no, delivery);
        no = _forgeMessages(r, batch, delivery);
        _tryForgery(batch, no, delivery);
        delivery = _compose(batch);
        no = _forgeSignature(r, batch, delivery);
        _tryForgery(batch, no, delivery);
        _forgeEpochs(batch);
        delivery = _compose(batch);
        no = _forgeExtent(r, batch, delivery);
        _tryForgery(batch, no, delivery);
    }

    function _tryForgery(Batch memory batch, Refusal memory no, Delivery memory delivery) private {
        if (no.reason != 0) _attempt(_touching(batch.lane, _encode(delivery)), no, "deliver wrongly");
    }

    /// @dev Messages that the source did not append, or not so, under a genuine checkpoint.
    function _forgeMessages(Random.Source memory r, Batch memory batch, Delivery memory delivery)
        private
        returns (Refusal memory)
    {
        uint64 executed = _lanes[batch.lane].executed;
        Message[] memory messages = new Message[](batch.last + 1 - batch.first);
        for (uint256 i = 0; i < messages.length; ++i) {
            messages[i] = _at(batch.lane, uint64(batch.first + i));
        }
        uint256 at = r.between(executed + 1 - batch.first, batch.last - batch.first);
        bytes32 hash = Spec.messageHash(messages[at]);
        if (at != 0 && at > executed + 1 - batch.first && r.oneIn(3)) {
            (messages[at - 1], messages[at]) = (messages[at], messages[at - 1]);
        } else {
            _forgeRecord(r, messages[at]);
        }
        if (hash == Spec.messageHash(messages[at])) return _none();
        delivery.runs = Runs.fold(messages, batch.longestRun);
        if (r.oneIn(3)) {
            // A checkpoint that fits the forgery, by somebody who holds no key of the quorum.
            delivery.checkpoint.head = _headOver(batch, messages, delivery.tail);
            delivery.signature =
                _signCheckpoint(_destination(batch.lane), FOREIGN_KEY, delivery.checkpoint, batch.holds);
            return Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum);
        }
        return Refusal(IGateway.HeadMismatch.selector, Invariant.Provenance);
    }

    function _headOver(Batch memory batch, Message[] memory messages, bytes32[] memory tail)
        private
        view
        returns (bytes32 head)
    {
        uint64 executed = _lanes[batch.lane].executed;
        head = _headAt(batch.lane, executed);
        for (uint256 i = executed + 1 - batch.first; i < messages.length; ++i) {
            head = Spec.nextHead(head, Spec.messageHash(messages[i]));
        }
        for (uint256 i = 0; i < tail.length; ++i) {
            head = Spec.nextHead(head, tail[i]);
        }
    }

    /// @dev A tail that is not the source's, a message left out, one too many, or holds that begin too late.
    function _forgeExtent(Random.Source memory r, Batch memory batch, Delivery memory delivery)
        private
        returns (Refusal memory)
    {
        uint64 executed = _lanes[batch.lane].executed;
        uint256 what = r.below(4);
        if (what == 0 && delivery.tail.length != 0) {
            delivery.tail[r.below(delivery.tail.length)] ^= bytes32(r.between(1, 1 << 255));
            return Refusal(IGateway.HeadMismatch.selector, Invariant.Provenance);
        }
        if (what == 1 && batch.last > executed + 1) {
            Batch memory ahead = batch;
            ahead.first = executed + 2;
            _copy(_compose(ahead), delivery);
            return Refusal(IGateway.BatchAhead.selector, Invariant.Provenance);
        }
        if (what == 2) {
            batch.from = executed + 1;
            _copy(_compose(batch), delivery);
            return Refusal(IGateway.HoldsAhead.selector, Invariant.Quorum);
        }
        delivery.tail = new bytes32[](delivery.tail.length + 1);
        return Refusal(IGateway.BatchEndMismatch.selector, Invariant.Provenance);
    }

    /// @dev Signed by no key of the quorum, or over something else than what is given.
    function _forgeSignature(Random.Source memory r, Batch memory batch, Delivery memory delivery)
        private
        returns (Refusal memory)
    {
        uint256 c = _destination(batch.lane);
        uint256 what = r.below(6);
        if (what == 0) {
            delivery.signature = _signCheckpoint(c, FOREIGN_KEY, delivery.checkpoint, delivery.holds);
        } else if (what == 1) {
            delivery.signature.z ^= 1 << r.below(128);
        } else if (what == 2) {
            delivery.signature = _signCheckpoint(1 - c, _keyOf(c, batch.epoch), delivery.checkpoint, delivery.holds);
        } else if (what == 3 && batch.from != 0) {
            --delivery.checkpoint.from;
        } else if (what == 4) {
            delivery.checkpoint.head = bytes32(r.word());
        } else {
            delivery.holds = delivery.holds.length == 0 ? bytes.concat(bytes8(batch.nonce)) : bytes("");
        }
        return Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum);
    }

    /// @dev In the name of each epoch there is or was lately, and of two that never were.
    function _forgeEpochs(Batch memory batch) internal {
        uint256 c = _destination(batch.lane);
        Epoch[] storage epochs = _chains[c].epochs;
        for (uint256 i = epochs.length - _min(epochs.length, 4); i < epochs.length; ++i) {
            _forgeEpoch(batch, c, epochs[i].number);
        }
        _forgeEpoch(batch, c, 0);
        _forgeEpoch(batch, c, _latestEpoch(c) + 1);
    }

    /// @dev Whatever another epoch's key signs, it does not count for the batch's own; nor does what its own key signs for another.
    function _forgeEpoch(Batch memory batch, uint256 c, uint64 other) private {
        if (other == batch.epoch) return;
        Delivery memory delivery = _compose(batch);
        delivery.checkpoint.keyEpoch = other;
        if (_isLive(c, other)) {
            delivery.signature = _signCheckpoint(c, _keyOf(c, other), delivery.checkpoint, delivery.holds);
            delivery.checkpoint.keyEpoch = batch.epoch;
            _tryForgery(batch, Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum), delivery);
            if (_keyOf(c, other) == _keyOf(c, batch.epoch)) return _did("forged: epochs with the same key");
            delivery.signature = _signCheckpoint(c, _keyOf(c, other), delivery.checkpoint, delivery.holds);
            _tryForgery(batch, Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum), delivery);
            _did("forged: epochs with two keys");
        } else {
            delivery.signature = _signCheckpoint(c, _keyOf(c, other), delivery.checkpoint, delivery.holds);
            _tryForgery(batch, Refusal(IGateway.EpochNotActive.selector, Invariant.LiveEpochs), delivery);
        }
    }

    /// @dev Any epoch but one: live, pending, expired, killed or never registered.
    function _anyOtherEpoch(Random.Source memory r, uint256 c, uint64 epoch) private view returns (uint64) {
        Epoch[] storage epochs = _chains[c].epochs;
        uint256 start = r.below(epochs.length + 1);
        for (uint256 i = 0; i <= epochs.length; ++i) {
            uint256 at = (start + i) % (epochs.length + 1);
            if (at == epochs.length) return r.oneIn(2) ? 0 : _latestEpoch(c) + 1;
            if (epochs[at].number != epoch) return epochs[at].number;
        }
        return 0;
    }

    // One message

    /// @dev Changes one field of a message.
    function _forgeRecord(Random.Source memory r, Message memory message) internal pure {
        uint256 what = r.below(6);
        if (what == 0) message.kind = message.kind == RouteKind.Batch ? RouteKind.Erc7786 : RouteKind.Batch;
        else if (what == 1) message.sender = address(uint160(r.word()));
        else if (what == 2) message.recipient = address(uint160(r.word()));
        else if (what == 3) message.gasLimit += 1;
        else if (what == 4) message.deadline ^= uint64(1 << r.below(40));
        else if (message.payload.length == 0) message.payload = hex"00";
        else message.payload[r.below(message.payload.length)] ^= bytes1(uint8(1 << r.below(8)));
    }

    /// @dev A ruling under a foreign key, over another decision or nonce, in an epoch that is not live, or none at all.
    function _ruleForged(Random.Source memory r, uint256 l, uint64 nonce, Message memory message, Decision decision)
        internal
    {
        uint256 what = r.below(5);
        uint64 epoch = _someEpoch(_destination(l));
        if (what == 3) epoch = _anyOtherEpoch(r, _destination(l), epoch);
        if (what == 4) decision = Decision.None;
        Refusal memory no = _refusalToRule(l, nonce, message, Decision.None, epoch);
        if (no.reason == 0 || no.reason == IGateway.NotVoidable.selector) {
            if (what == 3) return;
            no = what == 4
                ? Refusal(IGateway.InvalidDecision.selector, Invariant.Graph)
                : Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum);
        }
        Signature memory signature = _forgeRuling(what, l, nonce, Spec.messageHash(message), decision, epoch);
        bytes memory input = abi.encodeCall(IGateway.rule, (_lanes[l].id, nonce, message, decision, epoch, signature));
        _attempt(_touching(l, input), no, "rule wrongly");
    }

    function _forgeRuling(uint256 what, uint256 l, uint64 nonce, bytes32 hash, Decision decision, uint64 epoch)
        private
        returns (Signature memory)
    {
        if (what == 1) decision = decision == Decision.Void ? Decision.Deliver : Decision.Void;
        if (what == 2) ++nonce;
        return _signRuling(l, nonce, hash, decision, epoch, what == 0 ? FOREIGN_KEY : _keyOf(_destination(l), epoch));
    }

    // Administration

    /// @dev A lane is opened once, and a chain has one peer.
    function _reopen(uint256 l) internal {
        uint256 c = _source(l);
        bytes memory same = _opening(c, l >> 1, address(_chains[1 - c].gateway));
        bytes memory other = _opening(c, l >> 1, STRANGER);
        _administer(c, same, Refusal(IGateway.LaneAlreadyOpen.selector, Invariant.Terms), "open again");
        _administer(c, other, Refusal(IGateway.PeerMismatch.selector, Invariant.Terms), "open to another");
    }

    /// @dev What only the administration may do, tried by somebody else.
    function _trespass(uint256 l) internal {
        uint256 c = _source(l);
        bytes32 id = _lanes[l].id;
        bytes[8] memory inputs = [
            abi.encodeCall(IGateway.resume, ()),
            abi.encodeCall(IGateway.pause, ()),
            abi.encodeCall(IGateway.setFee, (id, 0)),
            abi.encodeCall(IGateway.allowSender, (id, STRANGER, false)),
            abi.encodeCall(IGateway.withdrawFees, (TREASURY, 0)),
            abi.encodeCall(IGateway.closeLane, (id)),
            _registration(c, _latestEpoch(c) + 1, 0, 0),
            abi.encodeCall(IGateway.killKeyEpoch, (_latestEpoch(c)))
        ];
        Refusal memory no = Refusal(IAccessManaged.AccessManagedUnauthorized.selector, Invariant.Terms);
        for (uint256 i = 0; i < inputs.length; ++i) {
            _attempt(Call(c, STRANGER, 0, inputs[i]), no, "trespass");
        }
    }

    function _copy(Delivery memory from, Delivery memory to) private pure {
        to.checkpoint = from.checkpoint;
        to.holds = from.holds;
        to.signature = from.signature;
        to.first = from.first;
        to.runs = from.runs;
        to.tail = from.tail;
    }

    function _max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
}
