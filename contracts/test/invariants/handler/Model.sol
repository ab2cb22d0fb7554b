// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, Message, RouteKind} from "../../../src/gateway/IGateway.sol";
import {Manner, Recipient} from "./Recipient.sol";
import {Spec} from "./Spec.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev What is promised; each has its own invariant. The README says which promise of the design each belongs to.
enum Invariant {
    AtMostOnce,
    NeverBoth,
    Provenance,
    Quorum,
    LiveEpochs,
    SourceLog,
    NeverAhead,
    InboundHead,
    OneOutcome,
    Graph,
    Deadlines,
    VoidsReturnOnce,
    NothingBlocks,
    Balance,
    GuardIsFree,
    OnlySendReenters,
    Pause,
    Terms,
    GasNeverDecides
}

/// @dev Where a message stands. Only `Model._move` changes it.
enum Outcome {
    Appended,
    Delivered,
    Parked,
    Held,
    VoidPending,
    Voided
}

/// @dev What a source lets a sender do.
enum Allowance {
    None,
    Pays,
    Free
}

/// @dev Why a call must be refused, and what is at stake if it is not. No reason: it must be accepted.
struct Refusal {
    bytes4 reason;
    Invariant stake;
}

/// @title The oracle: what two gateways should be and do, in plain words and without their code.
/// @notice Lane 2·channel + source. A lane and its return lane differ in the last bit, which is the source's chain.
abstract contract Model {
    struct Lane {
        bytes32 id;
        bool ready;
        bool closed;
        bool pausedAtSource;
        bool pausedAtDestination;
        uint96 fee;
        uint64 executed;
        Message[] log;
        bytes32[] hashes;
        bytes32[] heads;
        Outcome[] outcomes;
        mapping(address sender => Allowance) allowances;
    }

    /// @dev `expiresAt` is 0 for the epoch that nothing replaces yet, `replaced` is what this one replaces.
    struct Epoch {
        uint64 number;
        uint256 key;
        uint256 startsAt;
        uint256 expiresAt;
        uint64 replaced;
        bool killed;
    }

    struct Chain {
        uint64 id;
        IGateway gateway;
        AccessManager manager;
        uint256 clock;
        bool paused;
        uint256 feesPaid;
        uint256 feesWithdrawn;
        bool[2] opened;
        Epoch[] epochs;
    }

    error IllegalMove(uint256 lane, uint64 nonce, Outcome from, Outcome to);

    uint256 internal constant LANES = 4;
    uint256 internal constant KEY_DELAY = 2 days;
    uint256 internal constant KEY_GRACE = 7 days;
    uint256 internal constant HELD_GRACE = 7 days;
    uint64 internal constant VOIDED_GAS = 3_000_000;
    uint64 internal constant ANSWER_GAS = 200_000;
    bytes internal constant ANSWER = "answer";
    /// @dev No recipient of these tests gets anything done with less.
    uint64 internal constant ENOUGH_GAS = 100_000;

    Lane[LANES] internal _lanes;
    Chain[2] internal _chains;
    mapping(address => Manner) internal _manners;
    /// @dev What a recipient must have been told of message `id`, and its sender of its void.
    mapping(bytes32 id => bytes32) internal _givens;
    mapping(bytes32 id => bytes32) internal _voidGivens;
    mapping(bytes32 id => uint256) internal _voidsAppended;
    Recipient internal _digests;

    // Names

    function _source(uint256 l) internal pure returns (uint256) {
        return l & 1;
    }

    function _destination(uint256 l) internal pure returns (uint256) {
        return 1 - (l & 1);
    }

    function _return(uint256 l) internal pure returns (uint256) {
        return l ^ 1;
    }

    function _isOpen(uint256 l) internal view returns (bool) {
        return _chains[_source(l)].opened[l >> 1];
    }

    function _isOpenThere(uint256 l) internal view returns (bool) {
        return _chains[_destination(l)].opened[l >> 1];
    }

    function _logged(uint256 l) internal view returns (uint64) {
        return uint64(_lanes[l].log.length);
    }

    function _headAt(uint256 l, uint64 nonce) internal view returns (bytes32) {
        return nonce == 0 ? _lanes[l].id : _lanes[l].heads[nonce - 1];
    }

    /// @dev A message; an empty one where the log has none.
    function _at(uint256 l, uint64 nonce) internal view returns (Message memory message) {
        if (nonce != 0 && nonce <= _logged(l)) message = _lanes[l].log[nonce - 1];
    }

    function _outcome(uint256 l, uint64 nonce) internal view returns (Outcome) {
        return nonce == 0 || nonce > _logged(l) ? Outcome.Appended : _lanes[l].outcomes[nonce - 1];
    }

    function _now(uint256 chain) internal view returns (uint256) {
        return _chains[chain].clock;
    }

    // The log

    function _append(uint256 l, Message memory message) internal {
        Lane storage lane = _lanes[l];
        bytes32 hash = Spec.messageHash(message);
        lane.heads.push(Spec.nextHead(_headAt(l, _logged(l)), hash));
        lane.hashes.push(hash);
        lane.log.push(message);
        lane.outcomes.push(Outcome.Appended);
        _expect(l, Spec.messageId(lane.id, _logged(l)), message);
    }

    function _expect(uint256 l, bytes32 id, Message memory message) private {
        address there = address(_chains[_destination(l)].gateway);
        address here = address(_chains[_source(l)].gateway);
        if (message.kind == RouteKind.Batch) {
            bytes memory record = bytes.concat(bytes8(message.deadline), message.payload);
            _givens[id] = _digests.batchDigest(there, message.recipient, message.sender, record);
        } else if (message.kind == RouteKind.Erc7786) {
            bytes memory sender = Spec.interoperable(_chains[_source(l)].id, message.sender);
            _givens[id] = _digests.singleDigest(there, message.recipient, sender, message.payload);
        }
        if (message.kind == RouteKind.Batch || message.kind == RouteKind.Erc7786) {
            _voidGivens[id] = _digests.voidDigest(here, message.sender, message.payload);
        }
    }

    /// @dev The only way from one outcome to the next.
    function _move(uint256 l, uint64 nonce, Outcome to) internal {
        Outcome from = _lanes[l].outcomes[nonce - 1];
        if (!_isLegal(from, to)) revert IllegalMove(l, nonce, from, to);
        _lanes[l].outcomes[nonce - 1] = to;
        Message memory message = _at(l, nonce);
        if (to == Outcome.Delivered && message.kind == RouteKind.Hello) _lanes[_return(l)].ready = true;
        if (to == Outcome.Delivered && _answers(message)) _answer(l, message.recipient);
    }

    /// @dev The graph of outcomes.
    function _isLegal(Outcome from, Outcome to) internal pure returns (bool) {
        if (from == Outcome.Appended) return to == Outcome.Delivered || to == Outcome.Parked || to == Outcome.Held;
        if (from == Outcome.Parked) {
            return to == Outcome.Delivered || to == Outcome.VoidPending || to == Outcome.Voided;
        }
        if (from == Outcome.Held) return to != Outcome.Appended && to != Outcome.Held;
        return from == Outcome.VoidPending && to == Outcome.Voided;
    }

    /// @dev Voids for good; the void is appended to the return lane now or, while that is not possible, later.
    function _void(uint256 l, uint64 nonce) internal {
        uint256 back = _return(l);
        if (_lanes[back].ready && !_lanes[back].pausedAtSource) _appendVoid(l, nonce);
        else _move(l, nonce, Outcome.VoidPending);
    }

    function _appendVoid(uint256 l, uint64 nonce) internal {
        _move(l, nonce, Outcome.Voided);
        Message memory message = _at(l, nonce);
        ++_voidsAppended[Spec.messageId(_lanes[l].id, nonce)];
        _append(
            _return(l),
            Message({
                kind: RouteKind.Voided,
                sender: address(_chains[_destination(l)].gateway),
                recipient: message.sender,
                gasLimit: VOIDED_GAS,
                deadline: 0,
                payload: bytes.concat(_lanes[l].id, bytes8(nonce), message.payload)
            })
        );
    }

    // Recipients

    /// @dev Whether a recipient takes a message; `freely` when it is given all gas there is.
    function _takes(Message memory message, bool freely) internal view returns (bool) {
        if (message.kind == RouteKind.Hello) return true;
        Manner manner = _manners[message.recipient];
        if (manner == Manner.NoCode || (!freely && message.gasLimit < ENOUGH_GAS)) return false;
        if (!Recipient(message.recipient).broken()) return true;
        if (manner == Manner.Counts || manner == Manner.Reenters) return true;
        return manner == Manner.FailsSome && !_isOdd(message);
    }

    function _isOdd(Message memory message) private pure returns (bool) {
        // A VOIDED payload begins with the lane and nonce of the voided message.
        uint256 at = message.kind == RouteKind.Voided ? 40 : 0;
        return message.payload.length > at && uint8(message.payload[at]) & 1 == 1;
    }

    function _answers(Message memory message) internal view returns (bool) {
        return message.kind != RouteKind.Voided && _manners[message.recipient] == Manner.Answers;
    }

    /// @dev Recipients answer on the first channel, and pay nothing for it.
    function _answerLane(uint256 l) internal pure returns (uint256) {
        return _destination(l);
    }

    function _canAnswer(uint256 l, address recipient) internal view returns (bool) {
        Lane storage lane = _lanes[_answerLane(l)];
        if (_refusalToSend(_answerLane(l), recipient).reason != 0) return false;
        return lane.fee == 0 || lane.allowances[recipient] == Allowance.Free;
    }

    function _answer(uint256 l, address recipient) private {
        if (!_canAnswer(l, recipient)) return;
        address to = Recipient(recipient).answerTo();
        _append(_answerLane(l), Message(RouteKind.Batch, recipient, to, ANSWER_GAS, 0, ANSWER));
    }

    // Conditions

    function _refusalToSend(uint256 l, address sender) internal view returns (Refusal memory) {
        Lane storage lane = _lanes[l];
        if (_chains[_source(l)].paused) return Refusal(IGateway.GatewayIsPaused.selector, Invariant.Pause);
        if (!_isOpen(l)) return Refusal(IGateway.UnknownLane.selector, Invariant.Terms);
        if (lane.closed) return Refusal(IGateway.LaneIsClosed.selector, Invariant.Terms);
        if (lane.pausedAtSource) return Refusal(IGateway.LaneIsPaused.selector, Invariant.Pause);
        if (!lane.ready) return Refusal(IGateway.LaneNotReady.selector, Invariant.Terms);
        if (lane.allowances[sender] == Allowance.None) {
            return Refusal(IGateway.SenderNotAllowed.selector, Invariant.Terms);
        }
        return _none();
    }

    /// @dev What deliver, retry, rule and void have in common.
    function _refusalToTouch(uint256 l) internal view returns (Refusal memory) {
        if (_chains[_destination(l)].paused) return Refusal(IGateway.GatewayIsPaused.selector, Invariant.Pause);
        if (!_isOpenThere(l)) return Refusal(IGateway.UnknownLane.selector, Invariant.Terms);
        if (_lanes[l].pausedAtDestination) return Refusal(IGateway.LaneIsPaused.selector, Invariant.Pause);
        return _none();
    }

    function _isPast(uint256 l, uint64 deadline) internal view returns (bool) {
        return deadline != 0 && _now(_destination(l)) > deadline;
    }

    function _none() internal pure returns (Refusal memory none) {}

    // Keys

    function _isLive(uint256 chain, uint64 number) internal view returns (bool) {
        (bool found, Epoch memory epoch) = _findEpoch(chain, number);
        return found && !epoch.killed && _now(chain) >= epoch.startsAt
            && (epoch.expiresAt == 0 || _now(chain) < epoch.expiresAt);
    }

    function _isPending(uint256 chain, uint64 number) internal view returns (bool) {
        (bool found, Epoch memory epoch) = _findEpoch(chain, number);
        return found && !epoch.killed && _now(chain) < epoch.startsAt;
    }

    function _findEpoch(uint256 chain, uint64 number) internal view returns (bool, Epoch memory epoch) {
        Epoch[] storage epochs = _chains[chain].epochs;
        for (uint256 i = epochs.length; i > 0; --i) {
            if (epochs[i - 1].number == number) return (true, epochs[i - 1]);
        }
        return (false, epoch);
    }

    function _latestEpoch(uint256 chain) internal view returns (uint64) {
        Epoch[] storage epochs = _chains[chain].epochs;
        return epochs.length == 0 ? 0 : epochs[epochs.length - 1].number;
    }

    /// @dev A key is replaced only while no other replacement is under way.
    function _refusalToRegister(uint256 chain, uint64 number) internal view returns (Refusal memory) {
        if (number <= _latestEpoch(chain)) return Refusal(IGateway.EpochNotRising.selector, Invariant.LiveEpochs);
        Epoch[] storage epochs = _chains[chain].epochs;
        bool someCurrent;
        bool someInGrace;
        for (uint256 i = 0; i < epochs.length; ++i) {
            Epoch storage epoch = epochs[i];
            if (epoch.killed) continue;
            if (epoch.expiresAt == 0) {
                someCurrent = true;
                if (_now(chain) < epoch.startsAt) {
                    return Refusal(IGateway.EpochPending.selector, Invariant.LiveEpochs);
                }
            } else if (_now(chain) < epoch.expiresAt) {
                someInGrace = true;
            }
        }
        if (someCurrent && someInGrace) return Refusal(IGateway.EpochInGrace.selector, Invariant.LiveEpochs);
        return _none();
    }

    function _register(uint256 chain, uint64 number, uint256 key) internal {
        Epoch[] storage epochs = _chains[chain].epochs;
        uint256 startsAt = epochs.length == 0 ? _now(chain) : _now(chain) + KEY_DELAY;
        uint64 replaced;
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (epochs[i].killed || epochs[i].expiresAt != 0) continue;
            epochs[i].expiresAt = startsAt + KEY_GRACE;
            replaced = epochs[i].number;
        }
        epochs.push(Epoch(number, key, startsAt, 0, replaced, false));
    }

    /// @dev An epoch that is killed before it started has replaced nothing.
    function _kill(uint256 chain, uint64 number) internal {
        Epoch[] storage epochs = _chains[chain].epochs;
        bool wasPending = _isPending(chain, number);
        uint64 replaced;
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (epochs[i].number != number) continue;
            epochs[i].killed = true;
            replaced = epochs[i].replaced;
        }
        if (!wasPending || replaced == 0) return;
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (epochs[i].number == replaced) epochs[i].expiresAt = 0;
        }
    }
}
