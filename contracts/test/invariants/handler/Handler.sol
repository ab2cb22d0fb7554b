// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, RouteKind, Standing} from "../../../src/gateway/IGateway.sol";
import {Wish} from "./Choices.sol";
import {Forgeries} from "./Forgeries.sol";
import {Allowance, Invariant, Outcome, Refusal} from "./Model.sol";
import {Random} from "./Random.sol";
import {Manner, Recipient} from "./Recipient.sol";
import {World} from "./World.sol";

/// @title What anyone may do to two gateways: each function is one action, drawn from one seed.
/// @notice No action reverts. What an action should not have been able to do, or should have, is a breach that a property reports.
contract Handler is Forgeries {
    using Random for Random.Source;

    constructor(string memory artifact, uint8 flaw) World(artifact, flaw) {
        _observe();
    }

    /// @dev Sees what the action did: which outcomes changed, and what re-entering recipients met. Every third time somebody puts
    /// things in order first, or most actions would only ever meet a pause or a dead key.
    modifier action(uint256 seed) {
        if (seed % 3 == 0) _restore();
        uint256 reentries = _witness.reentryCount();
        uint256 answers = _witness.answerCount();
        uint256 heard = _witness.heardCount();
        _;
        for (uint256 i = heard; i < _witness.heardCount(); ++i) {
            _did("void heard");
        }
        _judgeReentries(reentries);
        _countAnswers(answers);
        _observe();
    }

    // Sending

    /// @dev A burst of messages that may share a run.
    function sendBatch(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _anyLane(r);
        Message memory message = _anyMessage(r, l);
        uint256 count = r.between(1, 6);
        for (uint256 i = 0; i < count; ++i) {
            _vary(r, l, message);
            _send(l, message, _refusalToSend(l, message.sender), "send");
        }
    }

    function sendInteroperable(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _anyLane(r);
        Message memory message = _anyMessage(r, l);
        message.kind = RouteKind.Erc7786;
        _vary(r, l, message);
        bytes32 channel = _channels[l >> 1];
        if (r.oneIn(4)) _setDefaultChannel(_source(l), message.sender, channel);
        bool byDefault = _defaultChannels[_source(l)][message.sender] == channel && r.oneIn(2);
        _sendInteroperable(l, message, byDefault, _refusalToSend(l, message.sender));
    }

    /// @dev One thing about the message is out of order.
    function sendWrongly(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _anyLane(r);
        Message memory message = _anyMessage(r, l);
        _vary(r, l, message);
        _sendWrongly(r, l, message);
    }

    // Delivering

    /// @dev Any part of what is not executed, from any earlier message on, under any checkpoint.
    function deliver(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _undeliveredLane(r);
        if (_lanes[l].executed == _logged(l)) return _replay(r, l);
        Batch memory batch = _anyBatch(r, l);
        _armFor(r, batch);
        bool fromEarlier = batch.first <= _lanes[l].executed;
        if (!_deliver(batch, "deliver")) return;
        if (fromEarlier) _did("deliver: from earlier");
        if (batch.last < batch.nonce) _did("deliver: left a tail");
        if (batch.longestRun < 256) _did("deliver: runs of bounded length");
        if (batch.holds.length != 0) _did("deliver: with holds");
        if (batch.last - batch.first >= 4) _did("deliver: five or more");
    }

    function deliverRest(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _undeliveredLane(r);
        if (_lanes[l].executed == _logged(l)) return _replay(r, l);
        Batch memory batch = _rest(l);
        _armFor(r, batch);
        _deliver(batch, "deliver the rest");
    }

    /// @dev Deliveries with one thing forged each, or one under an epoch that is not live.
    function deliverWrongly(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _undeliveredLane(r);
        if (_lanes[l].executed == _logged(l)) return _replay(r, l);
        _deliverForged(r, _anyBatch(r, l));
    }

    /// @dev With any amount of gas a delivery either reverts or does what it would do with all gas there is.
    function deliverFrugally(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = _undeliveredLane(r);
        if (_lanes[l].executed == _logged(l)) return;
        Batch memory batch = _anyBatch(r, l);
        if (_refusalToDeliver(batch).reason != 0) return;
        // Between what parking takes and a little more than what delivering does.
        uint256 least = 80_000 + 25_000 * (batch.last - _lanes[l].executed);
        uint256 needed = least;
        for (uint64 nonce = _lanes[l].executed + 1; nonce <= batch.last; ++nonce) {
            needed += _at(l, nonce).gasLimit;
        }
        bytes memory input = _encode(_compose(batch));
        bytes32 expected = _probeOutcomes(batch, input, DELIVERY_GAS);
        for (uint256 i = 0; i < 3; ++i) {
            bytes32 found = _probeOutcomes(batch, input, r.between(least, needed));
            if (found == expected) _did("frugal: delivered");
            else if (found == 0) _did("frugal: reverted");
            else _breach(Invariant.GasNeverDecides, "deliver frugally", 0, 0);
        }
    }

    /// @dev What a delivery with so much gas makes of its messages, digested; zero if it reverts. It is undone.
    function _probeOutcomes(Batch memory batch, bytes memory input, uint256 gasLimit) private returns (bytes32 found) {
        try this.outcomesUndone(batch, input, gasLimit) {}
        catch (bytes memory reason) {
            assembly ("memory-safe") {
                found := mload(add(reason, 0x20))
            }
        }
    }

    /// @dev Reverts with the digest of the outcomes alone.
    function outcomesUndone(Batch memory batch, bytes memory input, uint256 gasLimit) external {
        if (msg.sender != address(this)) revert OnlyItself();
        (bool ok,) = _call(Call(_destination(batch.lane), STRANGER, 0, input), gasLimit);
        bytes memory outcomes;
        for (uint64 nonce = _lanes[batch.lane].executed + 1; nonce <= batch.last; ++nonce) {
            (Standing found,) = _standing(batch.lane, nonce);
            outcomes = bytes.concat(outcomes, bytes1(uint8(found)));
        }
        bytes32 digest = ok ? keccak256(outcomes) : bytes32(0);
        assembly ("memory-safe") {
            mstore(0, digest)
            revert(0, 0x20)
        }
    }

    // One message

    function retry(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (uint256 l, uint64 nonce) = _anyPlace(r, Outcome.Parked, Wish.Deliverable);
        Message memory message = _at(l, nonce);
        if (!r.oneIn(4) && _manners[message.recipient] != Manner.NoCode) {
            Recipient(message.recipient).setBroken(false);
        }
        if (r.oneIn(8)) _forgeRecord(r, message);
        Call memory call_ = _retrying(l, nonce, message);
        _armForOne(r, l, message, call_);
        if (_attempt(call_, _refusalToRetry(l, nonce, message), "retry")) {
            _move(l, nonce, Outcome.Delivered);
            _tryAgain(l, nonce);
        }
    }

    function rule(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (uint256 l, uint64 nonce) = _anyPlace(r, Outcome.Held, Wish.Deliverable);
        Message memory message = _at(l, nonce);
        Decision decision = r.oneIn(2) ? Decision.Deliver : Decision.Void;
        if (r.oneIn(4)) return _ruleForged(r, l, nonce, message, decision);
        uint64 epoch = _anyEpoch(r, _destination(l));
        _armForOne(r, l, message, _retrying(l, nonce, message));
        _rule(l, nonce, message, decision, epoch);
        _tryAgain(l, nonce);
    }

    /// @dev Mostly after its deadline, and now and then while the return lane is paused.
    function voidMessage(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        Outcome wanted = r.oneIn(3) && _exists(Outcome.Held) ? Outcome.Held : Outcome.Parked;
        (uint256 l, uint64 nonce) = _anyPlace(r, wanted, r.oneIn(4) ? Wish.Undue : Wish.Deadline);
        Message memory message = _at(l, nonce);
        if (r.oneIn(3)) _pauseLane(_return(l), _destination(l));
        if (!r.oneIn(4)) _warpToVoidable(r, l, nonce, message.deadline);
        if (r.oneIn(8)) _forgeRecord(r, message);
        if (_attempt(_voiding(l, nonce, message), _refusalToVoid(l, nonce, message), "void")) {
            _voided(l, nonce);
            _tryAgain(l, nonce);
        }
    }

    function push(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (uint256 l, uint64 nonce) = _anyPlace(r, Outcome.VoidPending, Wish.Any);
        Message memory message = _at(l, nonce);
        if (r.oneIn(2)) _resumeLane(_return(l), _destination(l));
        if (r.oneIn(8)) _forgeRecord(r, message);
        if (_attempt(_pushing(l, nonce, message), _refusalToPush(l, nonce, message), "push void")) {
            _appendVoid(l, nonce);
            _requireOneAppended(l);
            _tryAgain(l, nonce);
        }
    }

    /// @dev What is delivered or voided stays so: nothing that decides a message decides it twice.
    function _tryAgain(uint256 l, uint64 nonce) private {
        Message memory message = _at(l, nonce);
        Refusal memory no = _refusalToRetry(l, nonce, message);
        if (no.reason != 0) _attempt(_retrying(l, nonce, message), no, "retry again");
        no = _refusalToVoid(l, nonce, message);
        if (no.reason != 0) _attempt(_voiding(l, nonce, message), no, "void again");
        no = _refusalToPush(l, nonce, message);
        if (no.reason != 0) _attempt(_pushing(l, nonce, message), no, "push again");
    }

    // Time

    function warp(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 c = r.below(2);
        uint256 to = _interestingTime(r, c);
        uint256 by = _isNear(r, c, to) ? to - _now(c) : r.oneIn(6) ? r.between(1, 3 days) : r.between(1, 20 minutes);
        _chains[c].clock += by;
        // Clocks of two chains drift apart, but not for long.
        if (!r.oneIn(4) || by > 10 minutes) _chains[1 - c].clock += by;
        if (r.oneIn(3)) _tryOtherEpochs(c);
        _did("warp");
    }

    // Administration

    /// @dev And at once tries what has just been stopped.
    function pause(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 c = r.below(2);
        uint256 l = _undeliveredLane(r);
        if (r.oneIn(3)) {
            c = _destination(l);
            if (_administer(c, abi.encodeCall(IGateway.pause, ()), _none(), "pause gateway")) _chains[c].paused = true;
        } else {
            if (r.oneIn(2)) c = _destination(l);
            _pauseLane(l, c);
        }
        Message memory message = _anyMessage(r, l);
        _send(l, message, _refusalToSend(l, message.sender), "send");
        if (_lanes[l].executed < _logged(l)) _deliver(_rest(l), "deliver the rest");
    }

    function resume(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        _resumeAll(r.below(2));
    }

    function rotateKey(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 c = r.below(2);
        uint64 latest = _latestEpoch(c);
        bool rising = !r.oneIn(6);
        uint64 number = rising ? latest + uint64(r.between(1, 3)) : uint64(r.between(0, latest));
        uint256 key = r.below(KEYS);
        uint256 proofKey = r.oneIn(6) ? FOREIGN_KEY : key;
        // Once one rotation is under way, the next must wait, and now and then does.
        if (_refusalToRegister(c, latest + 1).reason != 0 && r.oneIn(2)) _pass(r.between(1 days, 7 days));
        Refusal memory no = _refusalToRegister(c, number);
        if (rising && proofKey != key) no = Refusal(IGateway.InvalidSignature.selector, Invariant.Quorum);
        if (_administer(c, _registration(c, number, key, proofKey), no, "register key")) {
            _register(c, number, key);
            if (r.oneIn(2)) _pass(KEY_DELAY);
        }
        _tryOtherEpochs(c);
    }

    function killKey(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 c = r.below(2);
        Epoch[] storage epochs = _chains[c].epochs;
        uint64 number = r.oneIn(2) ? epochs[r.below(epochs.length)].number : _latestEpoch(c);
        bool known = _isLive(c, number) || _isPending(c, number);
        (, Epoch memory epoch) = _findEpoch(c, number);
        // What expired may still be killed or not; it makes no difference that anyone could see.
        if (!known && !epoch.killed) return;
        if (number == _someEpoch(c) && !r.oneIn(4)) return;
        Refusal memory no = known ? _none() : Refusal(IGateway.EpochNotActive.selector, Invariant.LiveEpochs);
        if (_administer(c, abi.encodeCall(IGateway.killKeyEpoch, (number)), no, "kill key")) _kill(c, number);
        _tryOtherEpochs(c);
    }

    /// @dev Delivers what there is to a chain in the name of every epoch but the one that signed.
    function _tryOtherEpochs(uint256 c) private {
        uint256 l = 1 - c;
        Batch memory batch = _rest(l);
        if (_lanes[l].executed == _logged(l)) return;
        if (_refusalToDeliver(batch).reason == 0) _forgeEpochs(batch);
        else _deliver(batch, "deliver the rest");
    }

    function administer(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 l = r.below(LANES);
        for (uint256 i = 0; i < LANES; ++i) {
            if (!_isOpen(i)) return _openWithSenders(i);
        }
        uint256 c = _source(l);
        uint256 what = r.below(12);
        if (what < 2) return _setFee(l, uint96(r.below(4) * 1 gwei));
        if (what < 4) return _withdraw(c, r.below(_chains[c].feesPaid - _chains[c].feesWithdrawn + 2));
        if (what < 6) return _allow(l, _anySender(r, l), r.oneIn(4) ? Allowance.Free : Allowance.Pays);
        if (what == 6) return _remove(l, _anySender(r, l));
        if (what < 9) return _reopen(l);
        if (what < 11) return _trespass(l);
        // Only the second channel is ever closed, and rarely.
        if (l >> 1 == 1 && r.oneIn(6)) _close(l);
    }

    function _openWithSenders(uint256 l) private {
        _open(_source(l), l >> 1);
        for (uint256 i = 0; i < 5; ++i) {
            _allow(l, _senders[_source(l)][i], Allowance.Pays);
        }
        _reopen(l);
    }

    /// @dev Breaks a recipient, or mends it.
    function mend(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        Recipient recipient = Recipient(_recipients[r.between(1, MANNERS - 1)][r.below(2)]);
        recipient.setBroken(!recipient.broken());
        _did("mend or break");
    }

    // All of them

    /// @dev One action, chosen and drawn from `seed`; each as often as its weight.
    function act(uint256 seed) external {
        uint256 at = uint256(keccak256(abi.encode("act", seed))) % 100;
        if (at < 12) return this.sendBatch(seed);
        if (at < 18) return this.sendInteroperable(seed);
        if (at < 21) return this.sendWrongly(seed);
        if (at < 35) return this.deliver(seed);
        if (at < 38) return this.deliverRest(seed);
        if (at < 48) return this.deliverWrongly(seed);
        if (at < 52) return this.deliverFrugally(seed);
        if (at < 60) return this.retry(seed);
        if (at < 66) return this.rule(seed);
        if (at < 74) return this.voidMessage(seed);
        if (at < 78) return this.push(seed);
        if (at < 82) return this.warp(seed);
        if (at < 85) return this.pause(seed);
        if (at < 86) return this.resume(seed);
        if (at < 90) return this.rotateKey(seed);
        if (at < 92) return this.killKey(seed);
        if (at < 97) return this.administer(seed);
        this.mend(seed);
    }

    /// @dev Every action, for forge to choose from.
    function actions() external pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](19);
        selectors[0] = this.sendBatch.selector;
        selectors[1] = this.sendInteroperable.selector;
        selectors[2] = this.sendWrongly.selector;
        selectors[3] = this.deliver.selector;
        selectors[4] = this.deliverRest.selector;
        selectors[5] = this.deliverWrongly.selector;
        selectors[6] = this.deliverFrugally.selector;
        selectors[7] = this.retry.selector;
        selectors[8] = this.rule.selector;
        selectors[9] = this.voidMessage.selector;
        selectors[10] = this.push.selector;
        selectors[11] = this.warp.selector;
        selectors[12] = this.pause.selector;
        selectors[13] = this.resume.selector;
        selectors[14] = this.rotateKey.selector;
        selectors[15] = this.killKey.selector;
        selectors[16] = this.administer.selector;
        selectors[17] = this.mend.selector;
        // Weighs what matters more than forge's even choice does.
        selectors[18] = this.act.selector;
    }
}
