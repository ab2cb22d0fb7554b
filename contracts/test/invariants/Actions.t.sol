// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../../src/gateway/IGateway.sol";
import {Test} from "../base/Test.sol";
import {Handler} from "./handler/Handler.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @dev The handler does what it says: from two seeds, each action is accepted often and refused for each reason, while every
/// property holds. Without this, a handler that does nothing would keep every invariant. `forge test -vv` shows how often.
contract ActionsTest is Test {
    event log_named_uint(string what, uint256 times);

    error TooRare(string what, uint256 times, uint256 least);

    uint256 private constant SEEDS = 2;
    uint256 private constant STEPS = 400;
    uint256 private constant CHECK_EVERY = 80;

    mapping(bytes32 what => uint256) private _times;

    function test_EachActionIsAcceptedAndRefused() public {
        for (uint256 seed = 1; seed <= SEEDS; ++seed) {
            Handler handler = new Handler("out/Gateway.sol/Gateway.json", 0);
            for (uint256 step = 1; step <= STEPS; ++step) {
                handler.act(uint256(keccak256(abi.encode(seed, step))));
                if (step % CHECK_EVERY == 0) handler.requireAll();
            }
            bytes32[] memory found = handler.happened();
            for (uint256 i = 0; i < found.length; ++i) {
                _times[found[i]] += handler.tally(found[i]);
            }
        }
        _requireAccepted();
        _requireRefused();
    }

    function _requireAccepted() private {
        _require("send", 200);
        _require("send by ERC-7786", 20);
        _require("send by default channel", 3);
        _require("deliver", 60);
        _require("deliver the rest", 15);
        _require("deliver: five or more", 20);
        _require("deliver: from earlier", 20);
        _require("deliver: left a tail", 6);
        _require("deliver: runs of bounded length", 20);
        _require("deliver: with holds", 20);
        _require("message delivered", 150);
        _require("message parked", 60);
        _require("message held", 30);
        _require("frugal: delivered", 15);
        _require("frugal: reverted", 15);
        _require("retry", 10);
        _require("rule: deliver", 6);
        _require("rule: deliver, parked again", 1);
        _require("rule: void", 6);
        _require("void", 10);
        _require("void left pending", 3);
        _require("push void", 3);
        _require("void heard", 5);
        _require("re-entry met the guard", 20);
        _require("armed with what is in order", 5);
        _require("re-entering send accepted", 5);
        _require("warp", 15);
        _require("pause gateway", 4);
        _require("resume gateway", 4);
        _require("pause lane", 15);
        _require("resume lane", 15);
        _require("register key", 5);
        _require("kill key", 3);
        _require("open lane", 8);
        _require("close lane", 1);
        _require("allow sender", 20);
        _require("remove sender", 1);
        _require("set fee", 4);
        _require("withdraw fees", 3);
        _require("mend or break", 10);
    }

    function _requireRefused() private {
        _require("forged: epochs with two keys", 2);
        _require("forged: epochs with the same key", 1);
        _requireReason("GatewayIsPaused", IGateway.GatewayIsPaused.selector, 6);
        _requireReason("LaneIsPaused", IGateway.LaneIsPaused.selector, 10);
        _requireReason("UnknownLane", IGateway.UnknownLane.selector, 1);
        _requireReason("LaneNotReady", IGateway.LaneNotReady.selector, 1);
        _requireReason("LaneIsClosed", IGateway.LaneIsClosed.selector, 1);
        _requireReason("LaneAlreadyOpen", IGateway.LaneAlreadyOpen.selector, 4);
        _requireReason("PeerMismatch", IGateway.PeerMismatch.selector, 4);
        _requireReason("SenderNotAllowed", IGateway.SenderNotAllowed.selector, 3);
        _requireReason("WrongFee", IGateway.WrongFee.selector, 1);
        _requireReason("NoChannel", IGateway.NoChannel.selector, 1);
        _requireReason("TransferFailed", IGateway.TransferFailed.selector, 1);
        _requireReason("AlreadyExecuted", IGateway.AlreadyExecuted.selector, 10);
        _requireReason("BatchAhead", IGateway.BatchAhead.selector, 3);
        _requireReason("BatchEndMismatch", IGateway.BatchEndMismatch.selector, 10);
        _requireReason("HoldsAhead", IGateway.HoldsAhead.selector, 3);
        _requireReason("HeadMismatch", IGateway.HeadMismatch.selector, 15);
        _requireReason("InvalidSignature", IGateway.InvalidSignature.selector, 30);
        _requireReason("InvalidDecision", IGateway.InvalidDecision.selector, 1);
        _requireReason("EpochNotActive", IGateway.EpochNotActive.selector, 30);
        _requireReason("EpochNotRising", IGateway.EpochNotRising.selector, 1);
        _requireReason("EpochPending", IGateway.EpochPending.selector, 1);
        _requireReason("EpochInGrace", IGateway.EpochInGrace.selector, 1);
        _requireReason("WrongStanding", IGateway.WrongStanding.selector, 60);
        _requireReason("RecordMismatch", IGateway.RecordMismatch.selector, 4);
        _requireReason("DeliveryFailed", IGateway.DeliveryFailed.selector, 4);
        _requireReason("DeadlinePassed", IGateway.DeadlinePassed.selector, 4);
        _requireReason("DeadlineNotPassed", IGateway.DeadlineNotPassed.selector, 4);
        _requireReason("NotVoidable", IGateway.NotVoidable.selector, 2);
        _requireReason("Unauthorized", IAccessManaged.AccessManagedUnauthorized.selector, 16);
    }

    function _require(string memory what, uint256 least) private {
        _require(what, bytes32(bytes(what)), least);
    }

    function _requireReason(string memory what, bytes4 reason, uint256 least) private {
        _require(string.concat("refused: ", what), bytes32(reason), least);
    }

    function _require(string memory what, bytes32 key, uint256 least) private {
        emit log_named_uint(what, _times[key]);
        if (_times[key] < least) revert TooRare(what, _times[key], least);
    }
}
