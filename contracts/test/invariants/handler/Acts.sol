// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, RouteKind, Standing} from "../../../src/gateway/IGateway.sol";
import {Allowance, Invariant, Outcome, Refusal} from "./Model.sol";
import {Properties} from "./Properties.sol";
import {Spec} from "./Spec.sol";

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title Each call that can be made in good faith: what it takes, why it is refused, and what the model does after it.
abstract contract Acts is Properties {
    bytes4 internal constant CHANNEL = bytes4(keccak256("channel(bytes32)"));
    bytes4 internal constant GAS_LIMIT = bytes4(keccak256("gasLimit(uint64)"));
    bytes4 internal constant DEADLINE = bytes4(keccak256("deadline(uint64)"));
    uint64 internal constant GAS_LIMIT_DEFAULT = 200_000;

    mapping(uint256 lane => Outcome[]) private _seen;

    // Sending

    function _send(uint256 l, Message memory message, Refusal memory no, bytes32 action) internal {
        if (!_attempt(_sending(l, message), no, action)) return;
        _chains[_source(l)].feesPaid += _fee(l, message.sender);
        _append(l, message);
    }

    function _sending(uint256 l, Message memory message) internal view returns (Call memory) {
        bytes memory input = abi.encodeCall(
            IGateway.send, (_lanes[l].id, message.recipient, message.gasLimit, message.deadline, message.payload)
        );
        return Call(_source(l), message.sender, _fee(l, message.sender), input);
    }

    function _fee(uint256 l, address sender) internal view returns (uint256) {
        return _lanes[l].allowances[sender] == Allowance.Pays ? _lanes[l].fee : 0;
    }

    function _sendInteroperable(uint256 l, Message memory message, bool byDefault, Refusal memory no) internal {
        uint256 c = _source(l);
        bytes[] memory attributes = new bytes[](3);
        uint256 count;
        if (!byDefault) attributes[count++] = abi.encodePacked(CHANNEL, _channels[l >> 1]);
        if (message.gasLimit != GAS_LIMIT_DEFAULT) {
            attributes[count++] = abi.encodePacked(GAS_LIMIT, uint256(message.gasLimit));
        }
        if (message.deadline != 0) attributes[count++] = abi.encodePacked(DEADLINE, uint256(message.deadline));
        assembly ("memory-safe") {
            mstore(attributes, count)
        }
        // The lane is found by its peer, whom a gateway knows since it opened its first lane.
        bytes memory to = Spec.interoperable(_chains[1 - c].id, message.recipient);
        bytes memory input = abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, message.payload, attributes));
        if (!_attempt(Call(c, message.sender, _fee(l, message.sender), input), no, "send by ERC-7786")) return;
        if (byDefault) _did("send by default channel");
        _chains[c].feesPaid += _fee(l, message.sender);
        _append(l, message);
    }

    function _setDefaultChannel(uint256 c, address sender, bytes32 channel) internal {
        bytes memory input = abi.encodeCall(IGateway.setDefaultChannel, (channel));
        if (_attempt(Call(c, sender, 0, input), _none(), "set default channel")) _defaultChannels[c][sender] = channel;
    }

    // One message

    function _retrying(uint256 l, uint64 nonce, Message memory message) internal view returns (Call memory) {
        return _touching(l, abi.encodeCall(IGateway.retry, (_lanes[l].id, nonce, message)));
    }

    function _voiding(uint256 l, uint64 nonce, Message memory message) internal view returns (Call memory) {
        return _touching(l, abi.encodeCall(IGateway.void, (_lanes[l].id, nonce, message)));
    }

    function _pushing(uint256 l, uint64 nonce, Message memory message) internal view returns (Call memory) {
        return _touching(l, abi.encodeCall(IGateway.pushVoid, (_lanes[l].id, nonce, message)));
    }

    function _touching(uint256 l, bytes memory input) internal pure returns (Call memory) {
        return Call(_destination(l), STRANGER, 0, input);
    }

    function _refusalToRetry(uint256 l, uint64 nonce, Message memory message)
        internal
        view
        returns (Refusal memory no)
    {
        no = _refusalToDecide(l, nonce, message, Outcome.Parked, false);
        if (no.reason != 0) return no;
        if (_isPast(l, message.deadline)) return Refusal(IGateway.DeadlinePassed.selector, Invariant.Deadlines);
        if (!_takes(message, true)) return Refusal(IGateway.DeliveryFailed.selector, Invariant.OneOutcome);
    }

    function _refusalToRule(uint256 l, uint64 nonce, Message memory message, Decision decision, uint64 epoch)
        internal
        view
        returns (Refusal memory no)
    {
        no = _refusalToDecide(l, nonce, message, Outcome.Held, decision == Decision.Void);
        if (no.reason != 0) return no;
        if (!_isLive(_destination(l), epoch)) {
            return Refusal(IGateway.EpochNotActive.selector, Invariant.LiveEpochs);
        }
        if (decision == Decision.Deliver) {
            if (_isPast(l, message.deadline)) return Refusal(IGateway.DeadlinePassed.selector, Invariant.Deadlines);
        } else if (message.kind != RouteKind.Batch && message.kind != RouteKind.Erc7786) {
            return Refusal(IGateway.NotVoidable.selector, Invariant.Graph);
        }
    }

    function _refusalToVoid(uint256 l, uint64 nonce, Message memory message) internal view returns (Refusal memory no) {
        Outcome found = _outcome(l, nonce);
        no = _refusalToDecide(l, nonce, message, found == Outcome.Held ? Outcome.Held : Outcome.Parked, true);
        if (no.reason != 0) return no;
        if (message.deadline == 0) return Refusal(IGateway.NotVoidable.selector, Invariant.Deadlines);
        uint256 after_ = message.deadline + (found == Outcome.Held ? HELD_GRACE : 0);
        if (_now(_destination(l)) <= after_) {
            return Refusal(IGateway.DeadlineNotPassed.selector, Invariant.Deadlines);
        }
    }

    /// @dev A push is stopped by a pause of the lane that was voided on, and the return lane must take it.
    function _refusalToPush(uint256 l, uint64 nonce, Message memory message) internal view returns (Refusal memory no) {
        no = _refusalToDecide(l, nonce, message, Outcome.VoidPending, true);
        if (no.reason != 0) return no;
        Lane storage back = _lanes[_return(l)];
        if (back.pausedAtSource) return Refusal(IGateway.LaneIsPaused.selector, Invariant.Pause);
        if (!back.ready) return Refusal(IGateway.LaneNotReady.selector, Invariant.Terms);
    }

    function _refusalToDecide(uint256 l, uint64 nonce, Message memory message, Outcome required, bool voiding)
        private
        view
        returns (Refusal memory no)
    {
        no = _refusalToTouch(l);
        if (no.reason == 0) no = _refusalOfPlace(l, nonce, message, required, voiding);
    }

    function _refusalOfPlace(uint256 l, uint64 nonce, Message memory message, Outcome required, bool voiding)
        private
        view
        returns (Refusal memory)
    {
        Outcome found = _outcome(l, nonce);
        if (found != required) return Refusal(IGateway.WrongStanding.selector, _stake(found, voiding));
        if (Spec.messageHash(message) == _lanes[l].hashes[nonce - 1]) return _none();
        return Refusal(IGateway.RecordMismatch.selector, Invariant.Provenance);
    }

    /// @dev What would be broken if a message that stands so were delivered or voided.
    function _stake(Outcome found, bool voiding) private pure returns (Invariant) {
        if (found == Outcome.Delivered) return voiding ? Invariant.NeverBoth : Invariant.AtMostOnce;
        if (found == Outcome.VoidPending || found == Outcome.Voided) {
            return voiding ? Invariant.VoidsReturnOnce : Invariant.NeverBoth;
        }
        return Invariant.Graph;
    }

    function _rule(uint256 l, uint64 nonce, Message memory message, Decision decision, uint64 epoch) internal {
        bytes memory input = _ruling(l, nonce, message, decision, epoch, _keyOf(_destination(l), epoch));
        bytes32 action = decision == Decision.Deliver ? bytes32("rule: deliver") : bytes32("rule: void");
        if (!_attempt(_touching(l, input), _refusalToRule(l, nonce, message, decision, epoch), action)) return;
        if (decision == Decision.Void) return _voided(l, nonce);
        bool taken = _takes(message, false);
        _move(l, nonce, taken ? Outcome.Delivered : Outcome.Parked);
        if (!taken) _did("rule: deliver, parked again");
    }

    /// @dev A void was accepted: it is on the return lane now, or will be pushed.
    function _voided(uint256 l, uint64 nonce) internal {
        _void(l, nonce);
        if (_outcome(l, nonce) == Outcome.VoidPending) _did("void left pending");
        _requireOneAppended(l);
    }

    function _requireOneAppended(uint256 l) internal {
        if (_isOpenThere(l) && _outbound(_return(l)).nonce != _logged(_return(l))) {
            _breach(Invariant.VoidsReturnOnce, "void", 0, 0);
        }
    }

    // Administration

    function _pauseLane(uint256 l, uint256 c) internal {
        bytes memory input = abi.encodeCall(IGateway.pauseLane, (_lanes[l].id));
        if (!_administer(c, input, _refusalOfUnknown(l, c), "pause lane")) return;
        if (_source(l) == c) _lanes[l].pausedAtSource = true;
        else _lanes[l].pausedAtDestination = true;
    }

    function _resumeLane(uint256 l, uint256 c) internal {
        bytes memory input = abi.encodeCall(IGateway.resumeLane, (_lanes[l].id));
        if (!_administer(c, input, _refusalOfUnknown(l, c), "resume lane")) return;
        if (_source(l) == c) _lanes[l].pausedAtSource = false;
        else _lanes[l].pausedAtDestination = false;
    }

    function _refusalOfUnknown(uint256 l, uint256 c) private view returns (Refusal memory) {
        if (_chains[c].opened[l >> 1]) return _none();
        return Refusal(IGateway.UnknownLane.selector, Invariant.Terms);
    }

    function _setFee(uint256 l, uint96 fee) internal {
        bytes memory input = abi.encodeCall(IGateway.setFee, (_lanes[l].id, fee));
        if (_administer(_source(l), input, _none(), "set fee")) _lanes[l].fee = fee;
    }

    function _remove(uint256 l, address sender) internal {
        bytes memory input = abi.encodeCall(IGateway.removeSender, (_lanes[l].id, sender));
        if (_administer(_source(l), input, _none(), "remove sender")) _lanes[l].allowances[sender] = Allowance.None;
    }

    function _close(uint256 l) internal {
        bytes memory input = abi.encodeCall(IGateway.closeLane, (_lanes[l].id));
        if (_administer(_source(l), input, _none(), "close lane")) _lanes[l].closed = true;
    }

    function _withdraw(uint256 c, uint256 amount) internal {
        bool enough = amount <= _chains[c].feesPaid - _chains[c].feesWithdrawn;
        Refusal memory no = enough ? _none() : Refusal(IGateway.TransferFailed.selector, Invariant.Balance);
        if (_administer(c, abi.encodeCall(IGateway.withdrawFees, (TREASURY, amount)), no, "withdraw fees")) {
            _chains[c].feesWithdrawn += amount;
        }
    }

    // What an action did

    /// @dev Whatever a recipient tried to call in the gateway that was calling it must have met the guard.
    function _judgeReentries(uint256 since) internal {
        for (uint256 i = since; i < _witness.reentryCount(); ++i) {
            bytes4 reason = _witness.reentry(i);
            if (reason == IGateway.Reentered.selector) _did("re-entry met the guard");
            else _breach(Invariant.OnlySendReenters, "re-enter", reason, IGateway.Reentered.selector);
        }
    }

    function _countAnswers(uint256 since) internal {
        for (uint256 i = since; i < _witness.answerCount(); ++i) {
            _did(_witness.answer(i) ? bytes32("re-entering send accepted") : bytes32("re-entering send refused"));
        }
    }

    /// @dev Looks at every message and holds what it became against the graph.
    function _observe() internal {
        for (uint256 l = 0; l < LANES; ++l) {
            uint64 executed = _inbound(l).nonce;
            Outcome[] storage seen = _seen[l];
            for (uint64 nonce = 1; nonce <= _logged(l); ++nonce) {
                if (seen.length < nonce) seen.push(Outcome.Appended);
                (Standing found,) = _standing(l, nonce);
                Outcome before = seen[nonce - 1];
                Outcome now_ = _seenAs(nonce <= executed, found);
                if (before == now_) continue;
                if (!_isLegal(before, now_)) {
                    _breach(Invariant.Graph, "observe", bytes4(uint32(now_)), bytes4(uint32(before)));
                }
                if (!_isTimely(l, nonce, before, now_)) {
                    _breach(Invariant.Deadlines, "observe", bytes4(uint32(now_)), bytes4(uint32(before)));
                }
                seen[nonce - 1] = now_;
            }
        }
    }

    /// @dev Nothing is delivered past its deadline, and what was parked is not voided before.
    function _isTimely(uint256 l, uint64 nonce, Outcome from, Outcome to) private view returns (bool) {
        uint64 deadline = _at(l, nonce).deadline;
        if (to == Outcome.Delivered) return !_isPast(l, deadline);
        bool voids = to == Outcome.VoidPending || to == Outcome.Voided;
        return !(voids && from == Outcome.Parked) || _isPast(l, deadline);
    }
}
