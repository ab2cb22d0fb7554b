// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {
    IGateway,
    InboundLane,
    KeyEpochs,
    Message,
    OutboundLane,
    RouteKind,
    Standing
} from "../../../src/gateway/IGateway.sol";
import {Invariant, Outcome} from "./Model.sol";
import {Spec} from "./Spec.sol";
import {Witness} from "./Witness.sol";
import {World} from "./World.sol";

/// @title What must hold after every action, each in a function of its own that reverts by name if it does not.
/// @notice Each first asks whether a call broke what it stands for, then looks at the gateways and at the witness.
abstract contract Properties is World {
    error Breached(Invariant invariant, bytes32 action, bytes4 found, bytes4 expected);
    error DeliveredTwice(bytes32 lane, uint64 nonce, uint256 times);
    error DeliveredAndVoided(bytes32 lane, uint64 nonce, uint256 received, uint256 heard);
    error NotWhatWasAppended(bytes32 id, bytes32 given, bytes32 appended);
    error LiveEpochsDiffer(uint256 chain, uint64 epoch, bool found, bool expected);
    error SourceLogDiffers(bytes32 lane, uint64 nonce, uint64 expectedNonce, bytes32 head, bytes32 expectedHead);
    error AheadOfSource(bytes32 lane, uint64 destination, uint64 source);
    error InboundHeadDiffers(bytes32 lane, uint64 nonce, uint64 expectedNonce, bytes32 head, bytes32 expectedHead);
    error OutcomeDiffers(bytes32 lane, uint64 nonce, Standing found, Outcome expected);
    error NotExactlyOneOutcome(bytes32 lane, uint64 nonce, Standing found, uint256 times);
    error ParkedHashDiffers(bytes32 lane, uint64 nonce, bytes32 found, bytes32 expected);
    error VoidReturnedWrongly(bytes32 lane, uint64 nonce, uint256 returned, uint256 heard);
    error BalanceDiffers(uint256 chain, uint256 found, uint256 paid, uint256 withdrawn);
    error LeftEntered(uint256 chain);
    error TermsDiffer(bytes32 lane, OutboundLane found);
    error LaneBlocked(bytes32 lane, uint64 executed, uint64 appended, bytes4 reason);
    error Levelled();

    // At most once, and never both

    function requireAtMostOnce() public view {
        _requireUnbreached(Invariant.AtMostOnce);
        for (uint256 l = 0; l < LANES; ++l) {
            for (uint64 nonce = 1; nonce <= _logged(l); ++nonce) {
                uint256 times = _witness.timesReceived(_idOf(l, nonce));
                if (times > 1) revert DeliveredTwice(_lanes[l].id, nonce, times);
            }
        }
    }

    function requireNeverBoth() public view {
        _requireUnbreached(Invariant.NeverBoth);
        for (uint256 l = 0; l < LANES; ++l) {
            for (uint64 nonce = 1; nonce <= _logged(l); ++nonce) {
                uint256 times = _witness.timesReceived(_idOf(l, nonce));
                if (times == 0) continue;
                uint256 heard = _witness.timesHeard(_idOf(l, nonce));
                (Standing found,) = _standing(l, nonce);
                bool voided = found == Standing.VoidPending || found == Standing.Voided;
                if (voided || heard != 0) revert DeliveredAndVoided(_lanes[l].id, nonce, times, heard);
            }
        }
    }

    // Provenance

    /// @dev Everything that a recipient was ever given is in the log of the source, byte for byte.
    function requireProvenance() public view {
        _requireUnbreached(Invariant.Provenance);
        for (uint256 i = _witness.receiptCount(); i > 0; --i) {
            Witness.Receipt memory receipt = _witness.receipt(i - 1);
            if (receipt.given != _givens[receipt.id]) {
                revert NotWhatWasAppended(receipt.id, receipt.given, _givens[receipt.id]);
            }
        }
        for (uint256 i = _witness.heardCount(); i > 0; --i) {
            Witness.Receipt memory heard = _witness.heardAt(i - 1);
            if (heard.given != _voidGivens[heard.id]) {
                revert NotWhatWasAppended(heard.id, heard.given, _voidGivens[heard.id]);
            }
        }
    }

    // The quorum

    function requireQuorum() public view {
        _requireUnbreached(Invariant.Quorum);
    }

    function requireLiveEpochs() public view {
        _requireUnbreached(Invariant.LiveEpochs);
        for (uint256 c = 0; c < 2; ++c) {
            KeyEpochs memory found = _chains[c].gateway.keyEpochs();
            for (uint64 number = 1; number <= _latestEpoch(c) + 1; ++number) {
                bool live = (number == found.current && _now(c) >= found.currentStartsAt)
                    || (number == found.previous && _now(c) < found.previousExpiresAt);
                if (live != _isLive(c, number)) revert LiveEpochsDiffer(c, number, live, !live);
            }
        }
    }

    // The two ends of a lane

    function requireSourceLog() public view {
        _requireUnbreached(Invariant.SourceLog);
        for (uint256 l = 0; l < LANES; ++l) {
            OutboundLane memory found = _outbound(l);
            bytes32 head = _isOpen(l) ? _headAt(l, _logged(l)) : bytes32(0);
            if (found.nonce != _logged(l) || found.head != head) {
                revert SourceLogDiffers(_lanes[l].id, found.nonce, _logged(l), found.head, head);
            }
        }
    }

    function requireNeverAhead() public view {
        _requireUnbreached(Invariant.NeverAhead);
        for (uint256 l = 0; l < LANES; ++l) {
            uint64 there = _inbound(l).nonce;
            uint64 here = _outbound(l).nonce;
            if (there > here) revert AheadOfSource(_lanes[l].id, there, here);
        }
    }

    function requireInboundHead() public view {
        _requireUnbreached(Invariant.InboundHead);
        for (uint256 l = 0; l < LANES; ++l) {
            InboundLane memory found = _inbound(l);
            uint64 nonce = _lanes[l].executed;
            bytes32 head = _isOpenThere(l) ? _headAt(l, nonce) : bytes32(0);
            if (found.nonce != nonce || found.head != head) {
                revert InboundHeadDiffers(_lanes[l].id, found.nonce, nonce, found.head, head);
            }
        }
    }

    // Outcomes

    /// @dev Delivered, parked, held, void-pending or voided: what the gateway keeps, what was received and what the model
    /// foretold agree on exactly one; what is not executed is none of them.
    function requireOneOutcome() public view {
        _requireUnbreached(Invariant.OneOutcome);
        for (uint256 l = 0; l < LANES; ++l) {
            uint64 executed = _inbound(l).nonce;
            for (uint64 nonce = 1; nonce <= _logged(l) + 1; ++nonce) {
                _requireOneOutcome(l, nonce, nonce <= executed);
            }
        }
    }

    function _requireOneOutcome(uint256 l, uint64 nonce, bool isExecuted) private view {
        (Standing found, bytes32 hash) = _standing(l, nonce);
        uint256 times = _timesEffective(l, nonce);
        bool isDelivered = isExecuted && found == Standing.None;
        if (isDelivered != (times != 0)) revert NotExactlyOneOutcome(_lanes[l].id, nonce, found, times);
        Outcome expected = _outcome(l, nonce);
        if (_seenAs(isExecuted, found) != expected) revert OutcomeDiffers(_lanes[l].id, nonce, found, expected);
        if (found == Standing.None) return;
        bytes32 appended = _lanes[l].hashes[nonce - 1] & ~bytes32(uint256(0xff));
        if (hash != appended) revert ParkedHashDiffers(_lanes[l].id, nonce, hash, appended);
    }

    /// @dev How often a message took effect where it was sent to.
    function _timesEffective(uint256 l, uint64 nonce) private view returns (uint256) {
        Message memory message = _at(l, nonce);
        if (message.kind == RouteKind.Hello) return _outbound(l ^ 1).ready ? 1 : 0;
        if (message.kind != RouteKind.Voided) return _witness.timesReceived(_idOf(l, nonce));
        (bytes32 lane, uint64 voided) = _voidedBy(message.payload);
        return _witness.timesHeard(Spec.messageId(lane, voided));
    }

    /// @dev Graph and deadlines are judged by the handler, which sees every message before and after each action.
    function requireGraph() public view {
        _requireUnbreached(Invariant.Graph);
    }

    function requireDeadlines() public view {
        _requireUnbreached(Invariant.Deadlines);
    }

    /// @dev A void is on the return lane exactly once if the message is voided, else not at all; its sender hears of it at most
    /// once, and never before.
    function requireVoidsReturnOnce() public view {
        _requireUnbreached(Invariant.VoidsReturnOnce);
        for (uint256 l = 0; l < LANES; ++l) {
            for (uint64 nonce = 1; nonce <= _logged(l); ++nonce) {
                uint256 returned = _voidsAppended[_idOf(l, nonce)];
                uint256 heard = _witness.timesHeard(_idOf(l, nonce));
                (Standing found,) = _standing(l, nonce);
                uint256 expected = found == Standing.Voided ? 1 : 0;
                if (returned != expected || heard > expected) {
                    revert VoidReturnedWrongly(_lanes[l].id, nonce, returned, heard);
                }
            }
        }
    }

    // The gateway as a whole

    function requireBalance() public view {
        _requireUnbreached(Invariant.Balance);
        for (uint256 c = 0; c < 2; ++c) {
            Chain storage chain = _chains[c];
            uint256 found = address(chain.gateway).balance;
            if (found != chain.feesPaid - chain.feesWithdrawn) {
                revert BalanceDiffers(c, found, chain.feesPaid, chain.feesWithdrawn);
            }
        }
    }

    /// @dev The guard is asked before anything else, so any call to a guarded function tells.
    function requireGuardIsFree() public {
        _requireUnbreached(Invariant.GuardIsFree);
        for (uint256 c = 0; c < 2; ++c) {
            Message memory nothing;
            bytes memory input = abi.encodeCall(IGateway.void, (bytes32(0), 0, nothing));
            bytes4 reason = _probe(Call(c, STRANGER, 0, input));
            if (reason == IGateway.Reentered.selector) revert LeftEntered(c);
        }
    }

    function requireOnlySendReenters() public view {
        _requireUnbreached(Invariant.OnlySendReenters);
    }

    function requirePause() public view {
        _requireUnbreached(Invariant.Pause);
        for (uint256 c = 0; c < 2; ++c) {
            bool found = _chains[c].gateway.isPaused();
            if (found != _chains[c].paused) revert Breached(Invariant.Pause, "isPaused", 0, 0);
        }
    }

    function requireTerms() public view {
        _requireUnbreached(Invariant.Terms);
        for (uint256 l = 0; l < LANES; ++l) {
            OutboundLane memory found = _outbound(l);
            Lane storage lane = _lanes[l];
            bool same = found.fee == lane.fee && found.ready == lane.ready && found.closed == lane.closed
                && found.paused == lane.pausedAtSource && _inbound(l).paused == lane.pausedAtDestination;
            if (!same) revert TermsDiffer(lane.id, found);
        }
    }

    function requireGasNeverDecides() public view {
        _requireUnbreached(Invariant.GasNeverDecides);
    }

    /// @dev Whatever happened, a lane with everything signed is brought level in one go; nothing that is in order was refused.
    function requireNothingBlocks() public {
        _requireUnbreached(Invariant.NothingBlocks);
        try this.level() {}
        catch (bytes memory reason) {
            if (bytes4(reason) == Levelled.selector) return;
            assembly ("memory-safe") {
                revert(add(reason, 0x20), mload(reason))
            }
        }
    }

    /// @dev Undone by its revert, whatever comes of it; the clocks are set anew by every call.
    function level() external {
        if (msg.sender != address(this)) revert OnlyItself();
        _restore();
        for (uint256 l = 0; l < LANES; ++l) {
            Lane storage lane = _lanes[l];
            Batch memory batch = _rest(l);
            if (!_isOpenThere(l) || batch.first > batch.last) continue;
            Call memory call_ = Call(_destination(l), STRANGER, 0, _encode(_compose(batch)));
            (bool ok, bytes memory answer) = _call(call_, DELIVERY_GAS);
            InboundLane memory found = _inbound(l);
            if (!ok || found.nonce != batch.last || found.head != _headAt(l, batch.last)) {
                revert LaneBlocked(lane.id, found.nonce, batch.last, bytes4(answer));
            }
            _execute(batch);
        }
        revert Levelled();
    }

    /// @dev The administration does its work: nothing stays paused, and a key can sign.
    function _restore() internal {
        for (uint256 c = 0; c < 2; ++c) {
            _resumeAll(c);
            _haveLiveEpoch(c);
        }
    }

    function _resumeAll(uint256 c) internal {
        if (_chains[c].paused) {
            if (_administer(c, abi.encodeCall(IGateway.resume, ()), _none(), "resume gateway")) {
                _chains[c].paused = false;
            }
        }
        for (uint256 l = 0; l < LANES; ++l) {
            Lane storage lane = _lanes[l];
            bool isSource = _source(l) == c;
            if (isSource ? !lane.pausedAtSource : !lane.pausedAtDestination) continue;
            if (!_administer(c, abi.encodeCall(IGateway.resumeLane, (lane.id)), _none(), "resume lane")) continue;
            if (isSource) lane.pausedAtSource = false;
            else lane.pausedAtDestination = false;
        }
    }

    /// @dev Waits for the key that is to come; makes one if none is.
    function _haveLiveEpoch(uint256 c) internal {
        uint64 latest = _latestEpoch(c);
        if (_isLive(c, _someEpoch(c))) return;
        if (!_isPending(c, latest)) {
            if (!_administer(c, _registration(c, latest + 1, 0, 0), _none(), "register key")) return;
            _register(c, latest + 1, 0);
        }
        _chains[c].clock += KEY_DELAY;
    }

    // All of them

    function requireOne(Invariant invariant) public {
        if (invariant == Invariant.AtMostOnce) requireAtMostOnce();
        else if (invariant == Invariant.NeverBoth) requireNeverBoth();
        else if (invariant == Invariant.Provenance) requireProvenance();
        else if (invariant == Invariant.Quorum) requireQuorum();
        else if (invariant == Invariant.LiveEpochs) requireLiveEpochs();
        else if (invariant == Invariant.SourceLog) requireSourceLog();
        else if (invariant == Invariant.NeverAhead) requireNeverAhead();
        else if (invariant == Invariant.InboundHead) requireInboundHead();
        else if (invariant == Invariant.OneOutcome) requireOneOutcome();
        else if (invariant == Invariant.Graph) requireGraph();
        else if (invariant == Invariant.Deadlines) requireDeadlines();
        else if (invariant == Invariant.VoidsReturnOnce) requireVoidsReturnOnce();
        else if (invariant == Invariant.NothingBlocks) requireNothingBlocks();
        else if (invariant == Invariant.Balance) requireBalance();
        else if (invariant == Invariant.GuardIsFree) requireGuardIsFree();
        else if (invariant == Invariant.OnlySendReenters) requireOnlySendReenters();
        else if (invariant == Invariant.Pause) requirePause();
        else if (invariant == Invariant.Terms) requireTerms();
        else requireGasNeverDecides();
    }

    function requireAll() external {
        for (uint256 i = 0; i <= uint256(type(Invariant).max); ++i) {
            requireOne(Invariant(i));
        }
    }

    // Views of the gateways

    function _outbound(uint256 l) internal view returns (OutboundLane memory) {
        return _chains[_source(l)].gateway.outboundLane(_lanes[l].id);
    }

    function _inbound(uint256 l) internal view returns (InboundLane memory) {
        return _chains[_destination(l)].gateway.inboundLane(_lanes[l].id);
    }

    function _idOf(uint256 l, uint64 nonce) internal view returns (bytes32) {
        return Spec.messageId(_lanes[l].id, nonce);
    }

    function _seenAs(bool isExecuted, Standing found) internal pure returns (Outcome) {
        if (found == Standing.None) return isExecuted ? Outcome.Delivered : Outcome.Appended;
        if (found == Standing.Parked) return Outcome.Parked;
        if (found == Standing.Held) return Outcome.Held;
        return found == Standing.VoidPending ? Outcome.VoidPending : Outcome.Voided;
    }

    function _voidedBy(bytes memory payload) private pure returns (bytes32 lane, uint64 nonce) {
        assembly ("memory-safe") {
            lane := mload(add(payload, 0x20))
            nonce := shr(192, mload(add(payload, 0x40)))
        }
    }

    function _requireUnbreached(Invariant invariant) private view {
        if (_breachCount[invariant] == 0) return;
        Breach memory breach = _breaches[invariant];
        revert Breached(invariant, breach.action, breach.found, breach.expected);
    }
}
