// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, Message, RouteKind} from "../../../src/gateway/IGateway.sol";
import {Acts} from "./Acts.sol";
import {Outcome} from "./Model.sol";
import {Random} from "./Random.sol";
import {Manner} from "./Recipient.sol";

/// @dev What makes a message interesting to an action.
enum Wish {
    Any,
    Deadline,
    /// Its deadline is still to come.
    Undue,
    /// It can still be delivered: in time, and to somebody.
    Deliverable
}

/// @title What to do next, at random but not blindly: choices lean towards what makes a difference.
abstract contract Choices is Acts {
    using Random for Random.Source;

    uint64 internal constant NORMAL_GAS = 200_000;
    uint64 internal constant AMPLE_GAS = 1_000_000;
    uint64 internal constant SCANT_GAS = 5000;
    uint256 internal constant DEADLINE_MIN = 10 minutes;
    uint256 internal constant DEADLINE_MAX = 30 days;
    /// @dev What a re-entering recipient can read with the gas that it is given.
    uint256 private constant ARMED_BYTES_MAX = 4096;

    /// @dev Mostly one that is open.
    function _anyLane(Random.Source memory r) internal view returns (uint256) {
        uint256 l = r.below(LANES);
        return _isOpen(l) || r.oneIn(6) ? l : l & 1;
    }

    /// @dev A lane with something to deliver, if there is one; mostly one that is open at both ends.
    function _undeliveredLane(Random.Source memory r) internal view returns (uint256 l) {
        uint256 start = r.below(LANES);
        for (uint256 i = 0; i < LANES; ++i) {
            l = (start + i) % LANES;
            if (_lanes[l].executed < _logged(l) && (_isOpenThere(l) || r.oneIn(6))) return l;
        }
        return r.below(2);
    }

    function _anySender(Random.Source memory r, uint256 l) internal view returns (address) {
        return _senders[_source(l)][r.below(5)];
    }

    function _anyMessage(Random.Source memory r, uint256 l) internal view returns (Message memory message) {
        Manner manner = Manner(r.below(MANNERS));
        if (r.oneIn(4)) manner = Manner.Counts;
        else if (r.oneIn(4)) manner = Manner.Reenters;
        message.kind = RouteKind.Batch;
        message.sender = _anySender(r, l);
        message.recipient = _recipients[uint256(manner)][_destination(l)];
        message.gasLimit = NORMAL_GAS;
        if (manner == Manner.Reenters || manner == Manner.Answers) message.gasLimit = AMPLE_GAS;
        if (manner <= Manner.Counts && r.oneIn(5)) message.gasLimit = SCANT_GAS;
        uint256[5] memory lengths = [uint256(0), 1, 32, 109, 300];
        message.payload = new bytes(lengths[r.below(5)]);
    }

    /// @dev Another payload and deadline; now and then the same again, so that two messages are alike.
    function _vary(Random.Source memory r, uint256 l, Message memory message) internal view {
        if (r.oneIn(8)) return;
        message.deadline = _anyDeadline(r, _now(_source(l)));
        bytes memory payload = new bytes(message.payload.length);
        for (uint256 i = 0; i < payload.length; i += 32) {
            bytes32 word = bytes32(r.word());
            for (uint256 j = i; j < payload.length && j < i + 32; ++j) {
                payload[j] = word[j - i];
            }
        }
        message.payload = payload;
    }

    function _anyDeadline(Random.Source memory r, uint256 time) private pure returns (uint64) {
        uint256[6] memory deadlines = [
            0,
            0,
            time + DEADLINE_MIN,
            time + DEADLINE_MIN + r.below(20 minutes),
            time + r.between(1 hours, 1 days),
            time + (r.oneIn(2) ? DEADLINE_MAX : 1 days)
        ];
        return uint64(deadlines[r.below(6)]);
    }

    // Delivering

    function _anyBatch(Random.Source memory r, uint256 l) internal view returns (Batch memory batch) {
        uint64 executed = _lanes[l].executed;
        uint64 left = _logged(l) - executed;
        batch.lane = l;
        batch.first = executed + 1;
        if (r.oneIn(3)) batch.first -= uint64(r.below(_min(executed, 8) + 1));
        batch.last = executed + uint64(r.oneIn(3) ? _min(left, 40) : r.between(1, _min(left, 12)));
        batch.nonce = batch.last;
        if (r.oneIn(2)) batch.nonce += uint64(r.below(_min(_logged(l) - batch.last, 20) + 1));
        batch.from = executed - uint64(r.below(_min(executed, 3) + 1));
        batch.epoch = _anyEpoch(r, _destination(l));
        batch.longestRun = r.oneIn(2) ? 256 : r.between(1, 3);
        if (r.oneIn(2)) return batch;
        for (uint64 nonce = batch.from + 1; nonce <= batch.nonce; ++nonce) {
            if (r.oneIn(4)) batch.holds = bytes.concat(batch.holds, bytes8(nonce));
        }
    }

    /// @dev Mostly one that is live.
    function _anyEpoch(Random.Source memory r, uint256 c) internal view returns (uint64) {
        Epoch[] storage epochs = _chains[c].epochs;
        uint256 start = r.below(epochs.length);
        if (r.oneIn(8)) return epochs[start].number;
        for (uint256 i = 0; i < epochs.length; ++i) {
            uint64 number = epochs[(start + i) % epochs.length].number;
            if (_isLive(c, number)) return number;
        }
        return epochs[start].number;
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    // One message

    /// @dev A message that stands so, if there is one, and preferably as wished; now and then any, or none at all.
    function _anyPlace(Random.Source memory r, Outcome wanted, Wish wish)
        internal
        view
        returns (uint256 l, uint64 nonce)
    {
        l = r.below(LANES);
        if (!r.oneIn(16)) {
            if (r.oneIn(8)) wanted = _otherOutcome(r, wanted);
            if (r.oneIn(4)) wish = Wish.Any;
            for (uint256 i = 0; i < 2 * LANES; ++i) {
                nonce = _findPlace(r, (l + i) % LANES, wanted, i < LANES ? wish : Wish.Any);
                if (nonce != 0) return ((l + i) % LANES, nonce);
            }
        }
        return (l, uint64(r.below(_logged(l) + 2)));
    }

    function _findPlace(Random.Source memory r, uint256 l, Outcome wanted, Wish wish) internal view returns (uint64) {
        uint64 count = _lanes[l].executed;
        if (count == 0) return 0;
        uint256 start = r.below(count);
        for (uint256 i = 0; i < count; ++i) {
            uint64 nonce = uint64(1 + (start + i) % count);
            if (_outcome(l, nonce) == wanted && _isWished(l, nonce, wish)) return nonce;
        }
        return 0;
    }

    function _isWished(uint256 l, uint64 nonce, Wish wish) private view returns (bool) {
        if (wish == Wish.Any) return true;
        Message memory message = _at(l, nonce);
        if (wish == Wish.Deadline) return message.deadline != 0;
        if (_isPast(l, message.deadline)) return false;
        return wish == Wish.Undue ? message.deadline != 0 : _manners[message.recipient] != Manner.NoCode;
    }

    /// @dev Another outcome that some message has.
    function _otherOutcome(Random.Source memory r, Outcome wanted) private view returns (Outcome other) {
        uint256 start = r.below(5);
        for (uint256 i = 0; i < 5; ++i) {
            other = Outcome(1 + (start + i) % 5);
            if (other != wanted && _exists(other)) return other;
        }
    }

    function _exists(Outcome wanted) internal view returns (bool) {
        Random.Source memory r = Random.from(0);
        for (uint256 l = 0; l < LANES; ++l) {
            if (_findPlace(r, l, wanted, Wish.Any) != 0) return true;
        }
        return false;
    }

    // Time

    /// @dev The seconds around which a deadline, a grace period or an epoch ends.
    function _interestingTime(Random.Source memory r, uint256 c) internal view returns (uint256) {
        if (r.oneIn(2)) {
            uint256 count = _chains[c].epochs.length;
            Epoch storage epoch = _chains[c].epochs[r.between(count - _min(count, 2), count - 1)];
            return (epoch.expiresAt == 0 || r.oneIn(2) ? epoch.startsAt : epoch.expiresAt) - r.below(2);
        }
        uint256 l = 2 * r.below(2) + 1 - c;
        if (_logged(l) == 0) return 0;
        uint64 nonce = uint64(r.between(1, _logged(l)));
        uint64 deadline = _at(l, nonce).deadline;
        if (deadline == 0) return 0;
        return deadline + (_outcome(l, nonce) == Outcome.Held ? HELD_GRACE : 0) + r.below(3) - 1;
    }

    function _warpToVoidable(Random.Source memory r, uint256 l, uint64 nonce, uint64 deadline) internal {
        if (deadline == 0) return;
        uint256 c = _destination(l);
        uint256 to = deadline + (_outcome(l, nonce) == Outcome.Held ? HELD_GRACE : 0);
        if (!r.oneIn(4)) to += r.between(1, 10 minutes);
        if (_isNear(r, c, to)) _pass(to - _now(c));
    }

    /// @dev Mostly within two days, so that not every message and key has expired soon.
    function _isNear(Random.Source memory r, uint256 c, uint256 time) internal view returns (bool) {
        return time > _now(c) && time < _now(c) + (r.oneIn(6) ? 40 days : 2 days + 1 hours);
    }

    function _pass(uint256 time) internal {
        _chains[0].clock += time;
        _chains[1].clock += time;
    }

    // Re-entering

    /// @dev Gives re-entering recipients something to call, if the batch reaches one.
    function _armFor(Random.Source memory r, Batch memory batch) internal {
        for (uint64 nonce = _lanes[batch.lane].executed + 1; nonce <= batch.last; ++nonce) {
            if (_manners[_at(batch.lane, nonce).recipient] != Manner.Reenters) continue;
            return _arm(_anyTouch(r, batch.lane, batch.last));
        }
    }

    function _armForOne(Random.Source memory r, uint256 l, Message memory message, Call memory same) internal {
        if (_manners[message.recipient] != Manner.Reenters) return;
        _arm(r.oneIn(2) ? same : _anyTouch(r, l, _lanes[l].executed));
    }

    function _arm(Call memory call_) private {
        if (call_.input.length > ARMED_BYTES_MAX) return;
        if (_probe(call_) == Accepted.selector) _did("armed with what is in order");
        _witness.arm(call_.input);
    }

    /// @dev A call of any guarded function, in order if anything is, to the destination of a lane that stands at `executed`.
    function _anyTouch(Random.Source memory r, uint256 l, uint64 executed) private returns (Call memory) {
        if (r.oneIn(2)) l ^= 2;
        uint256 start = r.below(5);
        for (uint256 i = 0; i < 5; ++i) {
            uint256 what = (start + i) % 5;
            if (what == 0) {
                Batch memory batch = _rest(l);
                if (executed + 1 > batch.first) batch.first = executed + 1;
                if (batch.first <= batch.last) return _touching(l, _encode(_compose(batch)));
                continue;
            }
            uint64 nonce = _findPlace(
                r,
                l,
                what == 2 ? Outcome.Held : what == 4 ? Outcome.VoidPending : Outcome.Parked,
                what == 3 ? Wish.Deadline : Wish.Deliverable
            );
            if (nonce == 0) continue;
            Message memory message = _at(l, nonce);
            if (what == 1) return _retrying(l, nonce, message);
            if (what == 3) return _voiding(l, nonce, message);
            if (what == 4) return _pushing(l, nonce, message);
            uint256 c = _destination(l);
            uint64 epoch = _someEpoch(c);
            return _touching(l, _ruling(l, nonce, message, Decision.Void, epoch, _keyOf(c, epoch)));
        }
        return _retrying(l, 1, _at(l, 1));
    }
}
