// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Lock, Permit} from "../../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Decision, IGateway, Message, Standing} from "../../../src/gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../../../src/gateway/IMessageRecipient.sol";
import {Random} from "../handler/Random.sol";
import {Gate, Promise} from "./CollateralModel.sol";
import {CollateralThief} from "./CollateralThief.sol";
import {CollateralWorld} from "./CollateralWorld.sol";
import {Mood, MoodyToken} from "./MoodyToken.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @title What anyone may do to collateral: each function is one action, drawn from one seed.
/// @notice No action reverts. What an action should not have been able to do, or should have, is a breach that a property reports.
contract CollateralHandler is CollateralThief {
    using Random for Random.Source;

    /// @dev What the vault calls on itself.
    bytes4 private constant PUSH = bytes4(keccak256("push(address,address,uint256)"));

    /// @dev A message that has had no effect yet.
    struct Place {
        bytes32 laneId;
        uint64 nonce;
        bool atVault;
    }

    /// @dev What stands before an action, where nothing may change while somebody is denied or something paused.
    struct Before {
        bool pausedA;
        bool pausedB;
        uint256[ASSETS] vault;
        uint256[ASSETS] donated;
        uint256[ASSETS][PAIRS] outstanding;
        bool[PEOPLE] denied;
        uint256[ASSETS][PEOPLE] held;
    }

    /// @dev Whether anything may be paused.
    bool private _isStopped;
    /// @dev Whether the intruder has anything to do, and how often it had done so before.
    bool private _isArmed;
    uint256 private _attempts;

    constructor(string memory vaultArtifact, string memory ledgerArtifact, uint8 flaw)
        CollateralWorld(vaultArtifact, ledgerArtifact, flaw)
    {}

    /// @dev Sees what the action did. Half the time somebody puts things in order first, or most actions would only ever meet a
    /// pause or a moody token.
    modifier action(uint256 seed) {
        vm.warp(_clock);
        vm.recordLogs();
        if (seed % 2 == 0) _restore();
        Before memory before = _lookBefore();
        _;
        _see();
        _lookAfter(before);
        if (_isArmed) _disarm();
    }

    function _lookBefore() private view returns (Before memory before) {
        before.pausedA = _isStopped && gatewayA.isPaused();
        before.pausedB = _isStopped && gatewayB.isPaused();
        before.donated = _donated;
        for (uint256 a = 0; a < ASSETS; ++a) {
            if (before.pausedA) before.vault[a] = IERC20(_assets[a]).balanceOf(address(_vault));
            for (uint256 p = 0; p < PAIRS && before.pausedB; ++p) {
                before.outstanding[p][a] = _outstanding(p, a);
            }
        }
        for (uint256 i = 0; i < PEOPLE; ++i) {
            before.denied[i] = _denied[_people[i]];
            for (uint256 a = 0; a < ASSETS && before.denied[i]; ++a) {
                before.held[i][a] = IERC20(_assets[a]).balanceOf(_people[i]);
            }
        }
    }

    /// @dev A paused gateway's collateral does not move, and who is denied gets nothing.
    function _lookAfter(Before memory before) private {
        if (before.pausedA && gatewayA.isPaused()) _checkVaultRested(before);
        if (before.pausedB && gatewayB.isPaused()) _checkLedgersRested(before);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            bool denied = before.denied[i] && _denied[_people[i]];
            for (uint256 a = 0; a < ASSETS && denied; ++a) {
                if (IERC20(_assets[a]).balanceOf(_people[i]) > before.held[i][a]) _breach(Promise.Denied, "was paid");
            }
        }
    }

    function _checkVaultRested(Before memory before) private {
        for (uint256 a = 0; a < ASSETS; ++a) {
            uint256 expected = before.vault[a] + _donated[a] - before.donated[a];
            if (IERC20(_assets[a]).balanceOf(address(_vault)) != expected) _breach(Promise.Pause, "the vault");
        }
    }

    function _checkLedgersRested(Before memory before) private {
        for (uint256 p = 0; p < PAIRS; ++p) {
            for (uint256 a = 0; a < ASSETS; ++a) {
                uint256 found = _outstanding(p, a);
                if (found != before.outstanding[p][a]) _breach(Promise.Pause, "a ledger");
            }
        }
    }

    function _arm(address target, bytes memory input) private {
        _isArmed = true;
        _attempts = _intruder.attempts();
        _intruder.arm(target, input);
    }

    function _disarm() private {
        _isArmed = false;
        _intruder.arm(address(0), "");
        if (_intruder.attempts() != _attempts) _did("re-entered");
    }

    // What there is to choose from

    function _anyone(Random.Source memory r) private view returns (address) {
        return _people[r.below(PEOPLE)];
    }

    /// @dev Two more often than the others, so that they meet their caps.
    function _anyAsset(Random.Source memory r) private pure returns (uint256) {
        uint256 what = r.below(6);
        return what < 2 ? PLAIN : what < 4 ? MOODY : what == 4 ? FEE : HOOK;
    }

    /// @dev Mostly a fraction of the cap, now and then all that is left of it, or one more.
    function _anyAmount(Random.Source memory r, uint256 p, uint256 a, Gate gate) private returns (uint256) {
        uint256 left = _left(p, a, gate);
        uint256 what = r.below(8);
        if (what == 0) return left + 1;
        if (what == 1 && left != 0) return left;
        return r.between(1, _caps[p][a][gate].present / 3 + 1);
    }

    /// @dev Of all messages without effect, any that stands as wanted, if there is one.
    function _anyPlace(Random.Source memory r, Standing wanted) private view returns (bool found, Place memory place) {
        uint256 start = r.below(2 * PAIRS);
        for (uint256 i = 0; i < 2 * PAIRS; ++i) {
            uint256 which = (start + i) % (2 * PAIRS);
            place.atVault = which % 2 == 1;
            place.laneId = place.atVault ? _back[which / 2] : _out[which / 2];
            uint64[] storage open = _open[place.laneId];
            uint256 first = open.length == 0 ? 0 : r.below(open.length);
            for (uint256 j = 0; j < open.length; ++j) {
                place.nonce = open[(first + j) % open.length];
                if (_standingOf(place) == wanted) return (true, place);
            }
        }
    }

    function _standingOf(Place memory place) private view returns (Standing found) {
        (found,) = _gateway(place.atVault).standing(place.laneId, place.nonce);
    }

    function _gateway(bool atVault) private view returns (Gateway) {
        return atVault ? gatewayA : gatewayB;
    }

    /// @dev Whether a lane's destination takes anything.
    function _isOpenAt(bytes32 laneId, bool atVault) private view returns (bool) {
        Gateway gateway = _gateway(atVault);
        return !gateway.isPaused() && !gateway.inboundLane(laneId).paused;
    }

    /// @dev Whether a lane's source sends anything.
    function _isOpenFrom(bytes32 laneId, bool fromVault) private view returns (bool) {
        Gateway gateway = _gateway(fromVault);
        return !gateway.isPaused() && !gateway.outboundLane(laneId).paused;
    }

    function _mood() private view returns (Mood) {
        return MoodyToken(_assets[MOODY]).mood();
    }

    // There

    function lockSome(uint256 seed) external action(seed) {
        _lockAny(Random.from(seed));
    }

    function _lockAny(Random.Source memory r) private {
        uint256 p = r.below(PAIRS);
        address holder = _anyone(r);
        uint256 a = holder == address(_intruder) && !r.oneIn(4) ? HOOK : _anyAsset(r);
        if (holder == address(_intruder)) _armForLock(r, p);
        Lock memory request = _anyLock(r, p, a);
        if (request.amount != 0) _lock(p, a, holder, request, r.oneIn(4));
    }

    function _anyLock(Random.Source memory r, uint256 p, uint256 a) private returns (Lock memory request) {
        request.lane = _out[p];
        request.asset = _assets[a];
        request.kind = r.oneIn(3) ? CollateralKind.Mint : CollateralKind.Credit;
        request.account = _anyone(r);
        request.amount = _rounded(a, _anyAmount(r, p, a, Gate.Lock));
        request.refund = _anyone(r);
        request.deadline = r.oneIn(3) ? 0 : uint64(_clock + r.between(10 minutes, 3 hours));
        request.reference_ = bytes32(r.word());
    }

    function _lock(uint256 p, uint256 a, address holder, Lock memory request, bool withPermit) private {
        Promise stake = _stakeOfLock(p, a, request.amount);
        uint256 before = IERC20(_assets[a]).balanceOf(address(_vault));
        uint64 last = lastNonce(_out[p]);
        // A permit that is not the holder's is ignored: the allowance suffices.
        bytes memory input = withPermit
            ? abi.encodeCall(ICollateralVault.lockWithPermit, (request, Permit(_clock, 27, "no", "permit")))
            : abi.encodeCall(ICollateralVault.lock, (request));
        uint64 done = executed(_back[p]);
        bool accepted = _try(true, holder, address(_vault), input);
        // A lock during which somebody delivered to the vault is undone, and the delivery with it.
        if (!accepted && bytes4(_refusal) == ICollateralVault.Disturbed.selector) {
            if (executed(_back[p]) != done) _breach(Promise.Guard, "disturbed and delivered");
            return _did("disturbed: lock");
        }
        if (executed(_back[p]) != done) _breach(Promise.Guard, "delivered to a busy vault");
        if (accepted != (stake == Promise.InOrder)) _breach(stake, "lock");
        if (!accepted) return _did("refused: lock");
        _did(withPermit ? bytes32("lock with a permit") : bytes32("lock"));
        _purse[a][holder] -= request.amount + _taxOf(a, request.amount);
        _checkLocked(p, a, request, IERC20(_assets[a]).balanceOf(address(_vault)) - before, last + 1);
    }

    /// @dev What is broken if a lock is accepted; if it is in order, what is broken if it is refused.
    function _stakeOfLock(uint256 p, uint256 a, uint256 amount) private returns (Promise) {
        if (!_isOpenFrom(_out[p], true)) return Promise.Pause;
        if (a == MOODY && (_mood() == Mood.Refuses || _mood() == Mood.Lies)) return Promise.Units;
        return _arriving(a, amount) > _left(p, a, Gate.Lock) ? Promise.Caps : Promise.InOrder;
    }

    /// @dev What was measured is what was sent, and all that the holder asked for with it.
    function _checkLocked(uint256 p, uint256 a, Lock memory request, uint256 measured, uint64 nonce) private {
        if (measured != _arriving(a, request.amount)) _breach(Promise.Units, "measured");
        if (lastNonce(_out[p]) != nonce) return _breach(Promise.Units, "locked and not sent");
        Message memory message = messageAt(_out[p], nonce);
        bytes memory expected = abi.encodePacked(
            request.kind, request.asset, request.account, uint128(measured), request.refund, request.reference_
        );
        if (keccak256(message.payload) != keccak256(expected)) _breach(Promise.Units, "locked and sent");
        if (message.deadline != request.deadline) _breach(Promise.Units, "deadline");
    }

    /// @dev What a token takes from its sender beside what it moves.
    function _taxOf(uint256 a, uint256 amount) private view returns (uint256) {
        return a == MOODY && _mood() == Mood.TakesMore ? amount / 100 : 0;
    }

    /// @dev While the vault measures, anything may be called: the vault is busy, its gateway is not.
    function _armForLock(Random.Source memory r, uint256 p) private {
        bool delivers = r.oneIn(2);
        if (delivers && lastNonce(_back[p]) > executed(_back[p])) {
            return _arm(address(gatewayA), inputOf(batchOfAll(_back[p])));
        }
        (bool found, Place memory place) = _anyPlace(r, Standing.Parked);
        if (delivers && found && place.atVault) {
            return _arm(address(gatewayA), retryInput(place.laneId, place.nonce));
        }
        if (r.oneIn(2)) return _armForPayout(r, p);
        Lock memory again;
        again.lane = _out[p];
        again.asset = _assets[HOOK];
        again.kind = CollateralKind.Credit;
        (again.account, again.refund) = (address(_intruder), address(_intruder));
        again.amount = r.between(1, 1000);
        _arm(address(_vault), abi.encodeCall(ICollateralVault.lock, (again)));
    }

    /// @dev While the vault pays.
    function _armForPayout(Random.Source memory r, uint256 p) private {
        address hook = _assets[HOOK];
        uint256 what = r.below(3);
        if (what == 0) {
            _arm(address(_vault), abi.encodeCall(ICollateralVault.claim, (hook, address(_intruder))));
        } else if (what == 1) {
            _arm(address(_vault), abi.encodeWithSelector(PUSH, hook, address(_intruder), 1));
        } else {
            uint256 credit = _credits[p][HOOK][address(_intruder)];
            _arm(
                address(_ledgers[p]),
                abi.encodeCall(ICollateralLedger.release, (_out[p], hook, credit + 1, address(_intruder), 0))
            );
        }
    }

    /// @dev Before the vault pays.
    function _unsettle(Random.Source memory r, uint256 p) private {
        _armForPayout(r, p);
        if (r.oneIn(2)) MoodyToken(_assets[MOODY]).setMood(Mood(r.below(4)));
    }

    // Across

    /// @dev Any part of what is not executed, with any of it held.
    function deliverSome(uint256 seed) external action(seed) {
        _deliverAny(Random.from(seed));
    }

    function _deliverAny(Random.Source memory r) private {
        uint256 start = r.below(2 * PAIRS);
        for (uint256 i = 0; i < 2 * PAIRS; ++i) {
            uint256 which = (start + i) % (2 * PAIRS);
            bool atVault = which % 2 == 1;
            bytes32 laneId = atVault ? _back[which / 2] : _out[which / 2];
            if (lastNonce(laneId) > executed(laneId)) return _deliver(r, laneId, atVault, which / 2);
        }
    }

    function _deliver(Random.Source memory r, bytes32 laneId, bool atVault, uint256 p) private {
        uint64 first = executed(laneId) + 1;
        uint64 last = lastNonce(laneId);
        if (r.oneIn(3)) last = uint64(r.between(first, last));
        bytes memory holds = r.oneIn(3) ? abi.encodePacked(uint64(r.between(first, last))) : bytes("");
        Batch memory batch = batchOf(laneId, first, last, lastNonce(laneId), holds);
        if (atVault) _unsettle(r, p);
        bool accepted = _try(atVault, STRANGER, address(_gateway(atVault)), inputOf(batch));
        if (accepted != _isOpenAt(laneId, atVault)) _breach(Promise.InOrder, "deliver");
        _did(accepted ? bytes32("deliver") : bytes32("refused: deliver"));
        for (uint64 nonce = first; nonce <= last && accepted; ++nonce) {
            Standing found = standingOf(laneId, nonce);
            if (found == Standing.Parked) _countParked(p, laneId, nonce);
            if (found == Standing.Held) _did("held");
        }
    }

    /// @dev Why it is parked: late, or over a cap. What took effect with it is not in the books yet.
    function _countParked(uint256 p, bytes32 laneId, uint64 nonce) private {
        Message memory message = messageAt(laneId, nonce);
        Item memory item = _itemOf(p, message);
        if (!item.collateral) _did("parked: a stranger's");
        else if (message.deadline != 0 && message.deadline < _clock) _did("parked: late");
        else _did(laneId == _out[p] ? bytes32("parked: over the entry cap") : bytes32("parked: over the payout cap"));
    }

    function retrySome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (bool found, Place memory place) = _anyPlace(r, Standing.Parked);
        if (!found) return;
        // Mostly one that may yet enter.
        for (uint256 i = 0; i < 4 && _isHopeless(place); ++i) {
            (, place) = _anyPlace(r, Standing.Parked);
        }
        if (r.oneIn(2)) _nextWindow();
        if (r.oneIn(3)) _raiseFor(place);
        if (place.atVault) _unsettle(r, _pairOf(place));
        _retry(place);
    }

    function _retry(Place memory place) private {
        Promise stake = _stakeOfRetry(place);
        bytes memory input = retryInput(place.laneId, place.nonce);
        address gateway = address(_gateway(place.atVault));
        bool accepted = _try(place.atVault, STRANGER, gateway, input);
        if (accepted != (stake == Promise.InOrder)) _breach(stake, "retry");
        if (!accepted) return _did("refused: retry");
        _did(place.atVault ? bytes32("retry at the vault") : bytes32("retry at the ledger"));
        if (_try(place.atVault, STRANGER, gateway, input)) _breach(Promise.OneEffect, "retried twice");
    }

    /// @dev What is parked enters as soon as nothing is paused and the cap has room for it, unless it is late or a stranger's.
    function _stakeOfRetry(Place memory place) private returns (Promise) {
        if (!_isOpenAt(place.laneId, place.atVault)) return Promise.Pause;
        Item storage item = _items[place.laneId][place.nonce];
        if (!item.collateral) return Promise.Provenance;
        if (_isHopeless(place)) return Promise.OneEffect;
        uint256 left = _left(_pairOf(place), item.asset, place.atVault ? Gate.Payout : _entryOf(item));
        return item.amount > left ? Promise.Caps : Promise.InOrder;
    }

    function _pairOf(Place memory place) private view returns (uint256) {
        return place.laneId == _out[0] || place.laneId == _back[0] ? 0 : 1;
    }

    function _raiseFor(Place memory place) private {
        Item storage item = _items[place.laneId][place.nonce];
        if (!item.collateral) return;
        Gate gate = place.atVault ? Gate.Payout : Gate.Credit;
        if (_caps[_pairOf(place)][item.asset][gate].present < CAP) _moveCap(_pairOf(place), item.asset, gate, CAP);
    }

    /// @dev Late, or a stranger's.
    function _isHopeless(Place memory place) private returns (bool) {
        if (!_items[place.laneId][place.nonce].collateral) return true;
        uint64 deadline = messageAt(place.laneId, place.nonce).deadline;
        return deadline != 0 && deadline < _clock;
    }

    function ruleSome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (bool found, Place memory place) = _anyPlace(r, Standing.Held);
        if (!found) return;
        Decision decision = r.oneIn(2) ? Decision.Deliver : Decision.Void;
        bytes memory input = ruleInput(place.laneId, place.nonce, decision);
        if (!_try(place.atVault, STRANGER, address(_gateway(place.atVault)), input)) return _did("refused: rule");
        _did(decision == Decision.Deliver ? bytes32("rule: deliver") : bytes32("rule: void"));
    }

    /// @dev Mostly once it is due, and now and then while the return lane is paused.
    function voidSome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (bool found, Place memory place) = _anyPlace(r, r.oneIn(4) ? Standing.Held : Standing.Parked);
        if (!found) return;
        uint64 deadline = messageAt(place.laneId, place.nonce).deadline;
        bool due = deadline != 0 && !r.oneIn(5);
        if (due && _clock <= deadline) _pass(deadline + 1 - _clock);
        if (due && _standingOf(place) == Standing.Held) _pass(7 days);
        if (r.oneIn(4)) {
            Gateway gateway = _gateway(place.atVault);
            pauseLane(gateway, gateway.pairedLane(place.laneId));
            _isStopped = true;
        }
        bytes memory input = voidInput(place.laneId, place.nonce);
        bool accepted = _try(place.atVault, STRANGER, address(_gateway(place.atVault)), input);
        _did(accepted ? bytes32("void") : bytes32("refused: void"));
    }

    function pushSome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        (bool found, Place memory place) = _anyPlace(r, Standing.VoidPending);
        if (!found) return;
        bytes memory input = pushVoidInput(place.laneId, place.nonce);
        bool accepted = _try(place.atVault, STRANGER, address(_gateway(place.atVault)), input);
        _did(accepted ? bytes32("push void") : bytes32("refused: push void"));
    }

    // Back

    function releaseSome(uint256 seed) external action(seed) {
        _releaseAny(Random.from(seed));
    }

    function _releaseAny(Random.Source memory r) private {
        bool redeems = r.oneIn(3);
        uint256 start = r.below(PAIRS * ASSETS * PEOPLE);
        for (uint256 i = 0; i < PAIRS * ASSETS * PEOPLE; ++i) {
            uint256 which = (start + i) % (PAIRS * ASSETS * PEOPLE);
            uint256 p = which % PAIRS;
            uint256 a = which / PAIRS % ASSETS;
            address owner = _people[which / PAIRS / ASSETS];
            uint256 owned = redeems ? _minted[p][a][owner] : _credits[p][a][owner];
            if (owned != 0) return _release(r, p, a, owner, owned, redeems);
        }
    }

    function _release(Random.Source memory r, uint256 p, uint256 a, address owner, uint256 owned, bool redeems)
        private
    {
        uint256 amount = r.oneIn(2) ? owned : _releasable(a, r.between(1, owned));
        if (r.oneIn(8)) amount = owned + 100;
        if (amount == 0) return;
        address receiver = _anyone(r);
        bytes4 selector = redeems ? ICollateralLedger.redeem.selector : ICollateralLedger.release.selector;
        bytes memory input = abi.encodeWithSelector(selector, _out[p], _assets[a], amount, receiver, bytes32("back"));
        Promise stake = amount > owned ? Promise.OneEffect : Promise.InOrder;
        if (!_isOpenFrom(_back[p], false)) stake = Promise.Pause;
        _isRedeeming = redeems;
        bool accepted = _try(false, owner, address(_ledgers[p]), input);
        if (accepted != (stake == Promise.InOrder)) _breach(stake, "release");
        _see();
        _isRedeeming = false;
        if (!accepted) return _did("refused: release");
        _did(redeems ? bytes32("redeem") : bytes32("release"));
        _checkRequest(p, abi.encodePacked(uint8(3), _assets[a], receiver, uint128(amount), owner, bytes32("back")));
    }

    /// @dev Minted tokens go from hand to hand, to oneself too.
    function passOn(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 start = r.below(PAIRS * ASSETS * PEOPLE);
        for (uint256 i = 0; i < PAIRS * ASSETS * PEOPLE; ++i) {
            uint256 which = (start + i) % (PAIRS * ASSETS * PEOPLE);
            mapping(address => uint256) storage minted = _minted[which % PAIRS][which / PAIRS % ASSETS];
            address owner = _people[which / PAIRS / ASSETS];
            if (minted[owner] == 0) continue;
            return _passOn(r, minted, owner, address(_tokens[which % PAIRS][which / PAIRS % ASSETS]));
        }
    }

    function _passOn(Random.Source memory r, mapping(address => uint256) storage minted, address owner, address token)
        private
    {
        address to = _anyone(r);
        uint256 amount = r.between(1, minted[owner] / 100 + 1) * 100;
        bool inOrder = amount <= minted[owner];
        bool accepted = _try(false, owner, token, abi.encodeCall(IERC20.transfer, (to, amount)));
        if (accepted != inOrder) _breach(inOrder ? Promise.InOrder : Promise.OneEffect, "pass on");
        if (!accepted) return;
        minted[owner] -= amount;
        minted[to] += amount;
        _did("pass on");
    }

    function _checkRequest(uint256 p, bytes memory expected) private {
        bytes memory found = messageAt(_back[p], lastNonce(_back[p])).payload;
        if (keccak256(found) != keccak256(expected)) _breach(Promise.Units, "asked and sent");
    }

    function claimSome(uint256 seed) external action(seed) {
        _claimAny(Random.from(seed));
    }

    function _claimAny(Random.Source memory r) private {
        uint256 start = r.below(ASSETS * PEOPLE);
        for (uint256 i = 0; i < ASSETS * PEOPLE; ++i) {
            uint256 which = (start + i) % (ASSETS * PEOPLE);
            address owner = _people[which / ASSETS];
            if (_vault.claimable(_assets[which % ASSETS], owner) == 0) continue;
            _unsettle(r, r.below(PAIRS));
            if (_denied[owner] && r.oneIn(2)) _turnPayouts(owner);
            _claim(which % ASSETS, owner, r.oneIn(2) ? owner : _anyone(r));
            return;
        }
    }

    function _claim(uint256 a, address owner, address to) private {
        uint256 amount = _vault.claimable(_assets[a], owner);
        Promise stake = _stakeOfClaim(a, owner, to, amount);
        bytes memory input = abi.encodeCall(ICollateralVault.claim, (_assets[a], to));
        if (_try(true, STRANGER, address(_vault), input)) _breach(Promise.Provenance, "claimed by another");
        bool accepted = _try(true, owner, address(_vault), input);
        if (accepted != (stake == Promise.InOrder)) _breach(stake, "claim");
        if (!accepted) return _did("refused: claim");
        _did("claim");
        _purse[a][owner] -= _arriving(a, amount);
        _purse[a][to] += _arriving(a, amount);
    }

    function _stakeOfClaim(uint256 a, address owner, address to, uint256 amount) private view returns (Promise) {
        if (gatewayA.isPaused()) return Promise.Pause;
        if (_denied[owner] || _denied[to]) return Promise.Denied;
        if (a != MOODY || _mood() == Mood.Plain) return Promise.InOrder;
        return _taxOf(a, amount) == 0 && _mood() == Mood.TakesMore ? Promise.InOrder : Promise.Solvency;
    }

    // Those in charge

    function moveCap(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 p = r.below(PAIRS);
        uint256 a = _anyAsset(r);
        Gate gate = Gate(r.below(3));
        // Five digits are kept as they are.
        uint96 cap = uint96(r.between(1200, 8000) * 1000);
        if (cap != _caps[p][a][gate].present) _moveCap(p, a, gate, cap);
    }

    function _moveCap(uint256 p, uint256 a, Gate gate, uint96 cap) private {
        bool raises = cap > _caps[p][a][gate].present;
        bytes memory input = abi.encodeWithSelector(_capSelector(gate, raises), _out[p], _assets[a], cap);
        bool ofVault = gate != Gate.Credit;
        address target = ofVault ? address(_vault) : address(_ledgers[p]);
        if (_try(ofVault, STRANGER, target, input)) _breach(Promise.Caps, "moved by a stranger");
        if (!_try(ofVault, ADMIN, target, input)) return _breach(Promise.InOrder, "move a cap");
        _setCap(_caps[p][a][gate], cap);
        if (!ofVault) _setCap(_caps[p][a][Gate.Mint], cap);
        _did(raises ? bytes32("raise a cap") : bytes32("lower a cap"));
    }

    function _capSelector(Gate gate, bool raises) private pure returns (bytes4) {
        if (gate == Gate.Credit) {
            return raises ? ICollateralLedger.raiseCap.selector : ICollateralLedger.lowerCap.selector;
        }
        if (gate == Gate.Lock) {
            return raises ? ICollateralVault.raiseLockCap.selector : ICollateralVault.lowerLockCap.selector;
        }
        return raises ? ICollateralVault.raisePayoutCap.selector : ICollateralVault.lowerPayoutCap.selector;
    }

    function denySome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        _turnPayouts(_anyone(r));
    }

    function _turnPayouts(address person) private {
        bytes memory input = _denied[person]
            ? abi.encodeCall(ICollateralVault.allowPayouts, (person))
            : abi.encodeCall(ICollateralVault.denyPayouts, (person));
        if (_try(true, person, address(_vault), input)) _breach(Promise.Denied, "decided by themselves");
        if (!_try(true, ADMIN, address(_vault), input)) return _breach(Promise.InOrder, "deny or allow");
        _did(_denied[person] ? bytes32("allow") : bytes32("deny"));
        _denied[person] = !_denied[person];
    }

    /// @dev And at once tries what has just been stopped.
    function pauseSome(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        Gateway gateway = _gateway(r.oneIn(2));
        uint256 p = r.below(PAIRS);
        _isStopped = true;
        if (r.oneIn(3)) {
            pauseLane(gateway, r.oneIn(2) ? _out[p] : _back[p]);
            _did("pause a lane");
        } else {
            pause(gateway);
            _did("pause a gateway");
        }
        uint256 what = r.below(4);
        if (what == 0) _claimAny(r);
        else if (what == 1) _lockAny(r);
        else if (what == 2) _deliverAny(r);
        else _releaseAny(r);
    }

    /// @dev Nothing stays paused, and the moody token is itself.
    function _restore() private {
        MoodyToken(_assets[MOODY]).setMood(Mood.Plain);
        if (!_isStopped) return;
        _isStopped = false;
        Gateway[2] memory gateways = [gatewayA, gatewayB];
        for (uint256 g = 0; g < 2; ++g) {
            if (gateways[g].isPaused()) resume(gateways[g]);
            for (uint256 p = 0; p < PAIRS; ++p) {
                resumeLane(gateways[g], _out[p]);
                resumeLane(gateways[g], _back[p]);
            }
        }
    }

    function warp(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        if (r.oneIn(2)) _nextWindow();
        else _pass(r.between(1, 2 hours));
        _did("warp");
    }

    // Those who wish us ill

    function changeMood(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        MoodyToken(_assets[MOODY]).setMood(Mood(r.below(4)));
        _did("change mood");
    }

    /// @dev Tokens that nobody asked for belong to nobody, and back nothing.
    function donate(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 a = r.below(ASSETS);
        if (a == MOODY && _mood() != Mood.Plain) return;
        address giver = _people[r.below(PEOPLE - 1)];
        uint256 amount = _rounded(a, r.between(1, 1_000_000));
        if (!_try(true, giver, _assets[a], abi.encodeCall(IERC20.transfer, (address(_vault), amount)))) return;
        _purse[a][giver] -= amount;
        _donated[a] += _arriving(a, amount);
        _did("donate");
    }

    /// @dev Every door that only the gateway, or the vault itself, may use; and messages of another sender that look like collateral.
    function intrude(uint256 seed) external action(seed) {
        Random.Source memory r = Random.from(seed);
        uint256 p = r.below(PAIRS);
        uint256 a = r.below(ASSETS);
        address caller = r.oneIn(2) ? _anyone(r) : STRANGER;
        uint256 amount = r.between(1, 1000);
        _intrudeVault(p, a, caller, amount, _lookalike(r, 3, a, caller, amount));
        _intrudeLedger(p, caller, _lookalike(r, 1, a, caller, amount));
        _intrudeToken(p, a, caller, amount);
        if (r.oneIn(2)) _sendLookalike(r, p, a, amount);
        _did("intrude");
    }

    function _intrudeVault(uint256 p, uint256 a, address caller, uint256 amount, bytes memory payload) private {
        address target = address(_vault);
        bytes memory record = bytes.concat(bytes8(0), payload);
        bytes memory input =
            abi.encodeCall(IMessageRecipient.onMessages, (_back[p], 2, address(_ledgers[p]), 1, record));
        _knock(true, caller, target, input);
        _knock(true, caller, target, abi.encodeCall(IVoidedRecipient.onVoided, (_out[p], 2, payload)));
        _knock(true, caller, target, abi.encodeWithSelector(PUSH, _assets[a], caller, amount));
    }

    function _intrudeLedger(uint256 p, address caller, bytes memory payload) private {
        address target = address(_ledgers[p]);
        bytes memory record = bytes.concat(bytes8(0), payload);
        bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (_out[p], 2, address(_vault), 1, record));
        _knock(false, caller, target, input);
        _knock(false, caller, target, abi.encodeCall(IVoidedRecipient.onVoided, (_back[p], 2, payload)));
        bytes memory vault = bytes.concat(hex"0001000002", bytes2(uint16(CHAIN_A)), hex"14", bytes20(address(_vault)));
        _knock(false, caller, target, abi.encodeCall(IERC7786Recipient.receiveMessage, ("id", vault, payload)));
    }

    function _intrudeToken(uint256 p, uint256 a, address caller, uint256 amount) private {
        address target = address(_tokens[p][a]);
        bytes memory record = bytes.concat(bytes8(0), abi.encodePacked(uint8(2), _assets[a], caller, uint128(amount)));
        _knock(false, caller, target, abi.encodeCall(IERC7802.crosschainMint, (caller, amount)));
        _knock(false, caller, target, abi.encodeCall(IERC7802.crosschainBurn, (_people[0], 0)));
        _knock(false, caller, target, abi.encodeWithSignature("mintChosen(bytes,uint256)", record, 1));
    }

    function _knock(bool isOnA, address caller, address target, bytes memory input) private {
        if (_try(isOnA, caller, target, input)) _breach(Promise.Provenance, "let a stranger in");
    }

    function _lookalike(Random.Source memory r, uint256 kind, uint256 a, address account, uint256 amount)
        private
        view
        returns (bytes memory)
    {
        return abi.encodePacked(uint8(kind), _assets[a], account, uint128(amount), _anyone(r), bytes32("lookalike"));
    }

    /// @dev Another application of the same lane sends what a ledger or a vault would, to the vault or a ledger.
    function _sendLookalike(Random.Source memory r, uint256 p, uint256 a, uint256 amount) private {
        bool toVault = r.oneIn(2);
        bytes memory payload = _lookalike(r, toVault ? 3 : r.between(1, 2), a, _anyone(r), amount);
        if (!toVault && r.oneIn(2)) {
            if (!_isOpenFrom(_out[p], true)) return;
            return sendErc7786(p == 0 ? CHANNEL : CHANNEL_2, address(_ledgers[p]), ENTER_GAS, 0, payload);
        }
        bytes32 laneId = toVault ? _back[p] : _out[p];
        address recipient = toVault ? address(_vault) : address(_ledgers[p]);
        uint64 gasLimit = toVault ? RELEASE_GAS : ENTER_GAS;
        bytes memory input = abi.encodeCall(IGateway.send, (laneId, recipient, gasLimit, 0, payload));
        _try(!toVault, APP, address(_gateway(!toVault)), input);
    }

    function rob(uint256 seed) external action(seed) {
        _rob(seed);
    }

    // All of them

    /// @dev One action, chosen and drawn from `seed`; each as often as its weight.
    function act(uint256 seed) external {
        uint256 at = Random.from(uint256(keccak256(abi.encode("act", seed)))).below(100);
        if (at < 22) return this.lockSome(seed);
        if (at < 42) return this.deliverSome(seed);
        if (at < 50) return this.retrySome(seed);
        if (at < 54) return this.ruleSome(seed);
        if (at < 58) return this.voidSome(seed);
        if (at < 61) return this.pushSome(seed);
        if (at < 72) return this.releaseSome(seed);
        if (at < 74) return this.passOn(seed);
        if (at < 80) return this.claimSome(seed);
        if (at < 83) return this.moveCap(seed);
        if (at < 85) return this.denySome(seed);
        if (at < 89) return this.pauseSome(seed);
        if (at < 91) return this.warp(seed);
        if (at < 93) return this.changeMood(seed);
        if (at < 95) return this.donate(seed);
        if (at < 97) return this.intrude(seed);
        this.rob(seed);
    }

    /// @dev For forge to choose from. Its own even choice among the actions would mostly do what needs nothing to be there.
    function actions() external pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = this.act.selector;
    }
}
