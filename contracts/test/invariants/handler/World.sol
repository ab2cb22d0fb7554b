// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {
    Checkpoint,
    Decision,
    IGateway,
    Limits,
    Message,
    RouteKind,
    Run,
    Signature,
    Standing
} from "../../../src/gateway/IGateway.sol";
import {Runs} from "../../base/Runs.sol";
import {Signer} from "../../base/Signer.sol";
import {Test} from "../../base/Test.sol";
import {Allowance, Invariant, Model, Outcome, Refusal} from "./Model.sol";
import {Manner, Recipient} from "./Recipient.sol";
import {Spec} from "./Spec.sol";
import {Witness} from "./Witness.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Two real gateways beside the oracle, and the only way to call them.
/// @notice Every call is foretold: it is accepted, or refused for one reason. What comes otherwise is kept as a breach of what
/// was at stake, and a call that should have been refused is undone.
abstract contract World is Model, Test {
    /// @dev What `deliver` is called with.
    struct Delivery {
        Checkpoint checkpoint;
        bytes holds;
        Signature signature;
        uint64 first;
        Run[] runs;
        bytes32[] tail;
    }

    /// @dev What of a lane to deliver and under which checkpoint; from it the model foretells the outcomes.
    struct Batch {
        uint256 lane;
        uint64 from;
        uint64 first;
        uint64 last;
        uint64 nonce;
        bytes holds;
        uint64 epoch;
        uint256 longestRun;
    }

    struct Call {
        uint256 chain;
        address from;
        uint256 value;
        bytes input;
    }

    struct Breach {
        bytes32 action;
        bytes4 found;
        bytes4 expected;
    }

    error Accepted();
    error OnlyItself();

    address internal constant ADMIN = address(0xAD);
    address internal constant APP = address(0xA99);
    address internal constant STRANGER = address(0x57A);
    address internal constant NOBODY = address(0xB0D1);
    address payable internal constant TREASURY = payable(address(0xFEE5));
    uint256 internal constant START = 1_800_000_000;
    /// @dev How far the two clocks are apart at the start.
    uint256 internal constant SKEW = 90 seconds;
    uint256 internal constant KEYS = 3;
    /// @dev The index of a key that no gateway ever registers.
    uint256 internal constant FOREIGN_KEY = KEYS;
    /// @dev What a transaction may use. Deliveries may use more: a run of 256 generous messages fits.
    uint256 internal constant CALL_GAS = 16_700_000;
    uint256 internal constant DELIVERY_GAS = 300_000_000;
    uint256 internal constant MANNERS = 9;

    Witness internal _witness;
    Signer.Key[] internal _keys;
    address[2][MANNERS] internal _recipients;
    address[5][2] internal _senders;
    bytes32[2] internal _domains;
    bytes32[2] internal _channels = [bytes32("collateral"), bytes32("options")];
    mapping(uint256 chain => mapping(address sender => bytes32 channel)) internal _defaultChannels;

    mapping(Invariant => Breach) internal _breaches;
    mapping(Invariant => uint256) internal _breachCount;
    /// @dev How often each thing happened, so that a test can show that it did.
    mapping(bytes32 what => uint256) public tally;
    bytes32[] private _happened;

    /// @param artifact The gateway to put under test, as forge names it, and `flaw` what is broken in it, if anything.
    constructor(string memory artifact, uint8 flaw) {
        _witness = new Witness();
        for (uint256 i = 0; i <= KEYS; ++i) {
            _keys.push(Signer.key(uint256(keccak256(abi.encode("group key", i)))));
        }
        _digests = new Recipient(Manner.Counts, _witness);
        for (uint256 c = 0; c < 2; ++c) {
            _chains[c].id = uint64(1001 + c);
            _chains[c].clock = START + c * SKEW;
            _deploy(c, artifact, flaw);
        }
        for (uint256 l = 0; l < LANES; ++l) {
            Chain storage here = _chains[_source(l)];
            Chain storage there = _chains[_destination(l)];
            _lanes[l].id =
                Spec.laneId(here.id, address(here.gateway), there.id, address(there.gateway), _channels[l >> 1]);
        }
        for (uint256 c = 0; c < 2; ++c) {
            _open(c, 0);
            _settle(c);
        }
        for (uint256 l = 0; l < 2; ++l) {
            _deliver(_rest(l), "setup");
        }
    }

    function _deploy(uint256 c, string memory artifact, uint8 flaw) private {
        Chain storage chain = _chains[c];
        _on(c);
        chain.manager = AccessManager(deployShipped("AccessManager", abi.encode(ADMIN)));
        // Only a broken gateway knows of a flaw; a constructor does not mind what follows its arguments.
        bytes memory arguments = abi.encode(chain.manager, flaw);
        chain.gateway = IGateway(vm.deployCode(artifact, arguments));
        _domains[c] = Spec.domain(chain.id, address(chain.gateway));
        _administer(c, _registration(c, 1, 0, 0), _none(), "setup");
        _register(c, 1, 0);
    }

    /// @dev The recipients of a chain, and which of them send.
    function _settle(uint256 c) private {
        _recipients[0][c] = NOBODY;
        for (uint256 m = 1; m < MANNERS; ++m) {
            Recipient recipient = new Recipient(Manner(m), _witness);
            _recipients[m][c] = address(recipient);
            _manners[address(recipient)] = Manner(m);
        }
        _senders[c] = [
            APP,
            _recipients[uint256(Manner.Counts)][c],
            _recipients[uint256(Manner.FailsSome)][c],
            _recipients[uint256(Manner.Reverts)][c],
            _recipients[uint256(Manner.Reenters)][c]
        ];
        for (uint256 i = 0; i < 5; ++i) {
            _allow(c, _senders[c][i], Allowance.Pays);
        }
        Recipient answering = Recipient(_recipients[uint256(Manner.Answers)][c]);
        _allow(c, address(answering), Allowance.Free);
        if (c == 1) {
            answering.setAnswer(_lanes[1].id, _recipients[uint256(Manner.Counts)][0]);
            Recipient other = Recipient(_recipients[uint256(Manner.Answers)][0]);
            other.setAnswer(_lanes[0].id, _recipients[uint256(Manner.Counts)][1]);
        }
    }

    // The two chains. Only a transaction asks where and when it is; what is read is the same everywhere.

    function _on(uint256 chain) internal {
        vm.chainId(_chains[chain].id);
        vm.warp(_chains[chain].clock);
    }

    function _standing(uint256 l, uint64 nonce) internal view returns (Standing found, bytes32 hash) {
        return _chains[_destination(l)].gateway.standing(_lanes[l].id, nonce);
    }

    // Calls

    /// @dev Makes a call that the model refuses (and then undoes it, should it be accepted) or that it does not.
    /// @return accepted Whether it was accepted as foretold, so that the model has to follow.
    function _attempt(Call memory call_, Refusal memory no, bytes32 action) internal returns (bool accepted) {
        if (no.reason != 0) {
            _mustRefuse(call_, no, action);
            return false;
        }
        (bool ok, bytes memory answer) = _call(call_, _gasFor(call_));
        if (ok) _did(action);
        else _breach(Invariant.NothingBlocks, action, bytes4(answer), 0);
        return ok;
    }

    function _mustRefuse(Call memory call_, Refusal memory no, bytes32 action) private {
        bytes4 found = _probe(call_);
        if (found != no.reason) _breach(no.stake, action, found, no.reason);
        else _did(bytes32(no.reason));
    }

    /// @dev What a call is refused with, or `Accepted`; undone either way.
    function _probe(Call memory call_) internal returns (bytes4) {
        try this.undone(call_, _gasFor(call_)) {
            return 0;
        } catch (bytes memory reason) {
            return bytes4(reason);
        }
    }

    function undone(Call calldata call_, uint256 gasLimit) external {
        if (msg.sender != address(this)) revert OnlyItself();
        (bool ok, bytes memory answer) = _call(call_, gasLimit);
        if (ok) revert Accepted();
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function _call(Call memory call_, uint256 gasLimit) internal returns (bool ok, bytes memory answer) {
        _on(call_.chain);
        address gateway = address(_chains[call_.chain].gateway);
        if (call_.value != 0) vm.deal(call_.from, call_.value);
        vm.prank(call_.from);
        (ok, answer) = gateway.call{gas: gasLimit, value: call_.value}(call_.input);
    }

    function _gasFor(Call memory call_) internal pure returns (uint256) {
        return bytes4(call_.input) == IGateway.deliver.selector ? DELIVERY_GAS : CALL_GAS;
    }

    function _administer(uint256 chain, bytes memory input, Refusal memory no, bytes32 action) internal returns (bool) {
        return _attempt(Call(chain, ADMIN, 0, input), no, action);
    }

    function _did(bytes32 what) internal {
        if (tally[what]++ == 0) _happened.push(what);
    }

    /// @dev Everything that happened at least once.
    function happened() external view returns (bytes32[] memory) {
        return _happened;
    }

    function _breach(Invariant invariant, bytes32 action, bytes4 found, bytes4 expected) internal {
        // Nobody is inside between two calls, whatever else was at stake.
        if (found == IGateway.Reentered.selector) invariant = Invariant.GuardIsFree;
        if (_breachCount[invariant]++ == 0) _breaches[invariant] = Breach(action, found, expected);
    }

    // Opening

    function _limits() internal pure returns (Limits memory) {
        return Limits({gasLimitMax: 4_000_000, payloadBytesMax: 2048, voidedGasLimit: uint32(VOIDED_GAS)});
    }

    function _opening(uint256 c, uint256 channel, address remote) internal view returns (bytes memory) {
        return abi.encodeCall(IGateway.openLane, (_chains[1 - c].id, remote, _channels[channel], _limits(), 0));
    }

    function _open(uint256 c, uint256 channel) internal {
        address remote = address(_chains[1 - c].gateway);
        if (!_administer(c, _opening(c, channel, remote), _none(), "open lane")) return;
        _chains[c].opened[channel] = true;
        Limits memory limits = _limits();
        bytes memory hello = bytes.concat(
            hex"0001", bytes4(limits.gasLimitMax), bytes4(limits.payloadBytesMax), bytes4(limits.voidedGasLimit)
        );
        address here = address(_chains[c].gateway);
        _append(2 * channel + c, Message(RouteKind.Hello, here, remote, 0, 0, hello));
    }

    function _allow(uint256 l, address sender, Allowance allowance) internal {
        bool pays = allowance == Allowance.Pays;
        bytes memory input = abi.encodeCall(IGateway.allowSender, (_lanes[l].id, sender, pays));
        if (_administer(_source(l), input, _none(), "allow sender")) _lanes[l].allowances[sender] = allowance;
    }

    // Keys

    /// @param proofKey The key that signs; `key`, unless possession is to be feigned.
    function _registration(uint256 c, uint64 number, uint256 key, uint256 proofKey) internal returns (bytes memory) {
        Signer.Key memory signer = _keys[key];
        bytes32 digest = Spec.keyEpochDigest(_domains[c], number, signer.px, signer.py);
        Signature memory proof = Signer.sign(_keys[proofKey], digest);
        return abi.encodeCall(IGateway.registerKeyEpoch, (number, signer.px, signer.py, proof));
    }

    function _keyOf(uint256 chain, uint64 epoch) internal view returns (uint256) {
        (bool found, Epoch memory it) = _findEpoch(chain, epoch);
        return found ? it.key : 0;
    }

    function _signCheckpoint(uint256 chain, uint256 key, Checkpoint memory checkpoint, bytes memory holds)
        internal
        returns (Signature memory)
    {
        return Signer.sign(_keys[key], Spec.checkpointDigest(_domains[chain], checkpoint, holds));
    }

    // Delivering

    /// @dev Everything of a lane that is not executed, under a live epoch if there is one.
    function _rest(uint256 l) internal view returns (Batch memory batch) {
        uint64 executed = _lanes[l].executed;
        uint64 last = _logged(l);
        return Batch(l, executed, executed + 1, last, last, "", _someEpoch(_destination(l)), Runs.RUN_MAX);
    }

    /// @dev A live epoch; the latest one if none is.
    function _someEpoch(uint256 chain) internal view returns (uint64) {
        Epoch[] storage epochs = _chains[chain].epochs;
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (_isLive(chain, epochs[i].number)) return epochs[i].number;
        }
        return _latestEpoch(chain);
    }

    function _deliver(Batch memory batch, bytes32 action) internal returns (bool) {
        Call memory call_ = Call(_destination(batch.lane), STRANGER, 0, _encode(_compose(batch)));
        if (!_attempt(call_, _refusalToDeliver(batch), action)) return false;
        _execute(batch);
        return true;
    }

    function _refusalToDeliver(Batch memory batch) internal view returns (Refusal memory) {
        Refusal memory no = _refusalToTouch(batch.lane);
        if (no.reason != 0 || _isLive(_destination(batch.lane), batch.epoch)) return no;
        return Refusal(IGateway.EpochNotActive.selector, Invariant.LiveEpochs);
    }

    /// @dev What a batch makes of each message that is not executed yet.
    function _foretell(Batch memory batch) internal view returns (Outcome[] memory outcomes) {
        uint64 executed = _lanes[batch.lane].executed;
        outcomes = new Outcome[](batch.last - executed);
        for (uint64 nonce = executed + 1; nonce <= batch.last; ++nonce) {
            Message memory message = _at(batch.lane, nonce);
            bool parked = _isPast(batch.lane, message.deadline) || !_takes(message, false);
            outcomes[nonce - executed - 1] =
                _holds(batch.holds, nonce) ? Outcome.Held : parked ? Outcome.Parked : Outcome.Delivered;
        }
    }

    function _execute(Batch memory batch) internal {
        Outcome[] memory outcomes = _foretell(batch);
        Lane storage lane = _lanes[batch.lane];
        for (uint256 i = 0; i < outcomes.length; ++i) {
            _move(batch.lane, ++lane.executed, outcomes[i]);
            _did(
                outcomes[i] == Outcome.Delivered
                    ? bytes32("message delivered")
                    : outcomes[i] == Outcome.Held ? bytes32("message held") : bytes32("message parked")
            );
        }
    }

    function _holds(bytes memory holds, uint64 nonce) internal pure returns (bool) {
        for (uint256 i = 0; i < holds.length; i += 8) {
            uint64 held;
            assembly ("memory-safe") {
                held := shr(192, mload(add(add(holds, 0x20), i)))
            }
            if (held == nonce) return true;
        }
        return false;
    }

    function _compose(Batch memory batch) internal returns (Delivery memory delivery) {
        Lane storage lane = _lanes[batch.lane];
        Message[] memory messages = new Message[](batch.last + 1 - batch.first);
        for (uint256 i = 0; i < messages.length; ++i) {
            messages[i] = lane.log[batch.first + i - 1];
        }
        delivery.runs = Runs.fold(messages, batch.longestRun);
        delivery.tail = new bytes32[](batch.nonce - batch.last);
        for (uint256 i = 0; i < delivery.tail.length; ++i) {
            delivery.tail[i] = lane.hashes[batch.last + i];
        }
        delivery.first = batch.first;
        delivery.holds = batch.holds;
        delivery.checkpoint =
            Checkpoint(lane.id, batch.from, batch.nonce, _headAt(batch.lane, batch.nonce), batch.epoch);
        uint256 chain = _destination(batch.lane);
        delivery.signature = _signCheckpoint(chain, _keyOf(chain, batch.epoch), delivery.checkpoint, delivery.holds);
    }

    function _encode(Delivery memory delivery) internal pure returns (bytes memory) {
        return abi.encodeCall(
            IGateway.deliver,
            (delivery.checkpoint, delivery.holds, delivery.signature, delivery.first, delivery.runs, delivery.tail)
        );
    }

    // One message

    function _ruling(uint256 l, uint64 nonce, Message memory message, Decision decision, uint64 epoch, uint256 key)
        internal
        returns (bytes memory)
    {
        Signature memory signature = _signRuling(l, nonce, Spec.messageHash(message), decision, epoch, key);
        return abi.encodeCall(IGateway.rule, (_lanes[l].id, nonce, message, decision, epoch, signature));
    }

    function _signRuling(uint256 l, uint64 nonce, bytes32 hash, Decision decision, uint64 epoch, uint256 key)
        internal
        returns (Signature memory)
    {
        bytes32 domain = _domains[_destination(l)];
        return Signer.sign(_keys[key], Spec.rulingDigest(domain, _lanes[l].id, nonce, hash, decision, epoch));
    }
}
