// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Test} from "../base/Test.sol";
import {Handler} from "./handler/Handler.sol";
import {Invariant} from "./handler/Model.sol";
import {Flaw} from "./mutants/Flaw.sol";

/// @dev Each invariant can fail: against a gateway that is broken in one way, random actions from a seed break the invariant that
/// stands for it. What else may fail before or with it is named beside it; anything else fails the test.
contract MutantsTest is Test {
    event log_named_uint(string what, uint256 value);

    error NotCaught(Flaw flaw, uint256 seed, uint256 steps);
    error CaughtByAnother(Flaw flaw, uint256 seed, uint256 step, Invariant by);

    uint256 private constant SEED = 1;
    uint256 private constant STEPS_MAX = 1000;
    /// @dev To bring both lanes level costs as much as all other properties together.
    uint256 private constant LEVEL_EVERY = 5;

    // At most once, and never both

    function test_CatchesExecutingTheSkippedAgain() public {
        _catch(
            Flaw.ExecutesTheSkippedAgain,
            Invariant.AtMostOnce,
            _beside(Invariant.OneOutcome, Invariant.Graph, Invariant.VoidsReturnOnce) | _beside(Invariant.NothingBlocks)
        );
    }

    function test_CatchesRetryingTheDelivered() public {
        _catch(Flaw.RetriesTheDelivered, Invariant.AtMostOnce);
    }

    function test_CatchesDeliveringWhatItVoids() public {
        _catch(Flaw.DeliversWhatItVoids, Invariant.NeverBoth, _beside(Invariant.OneOutcome));
    }

    function test_CatchesRetryingTheVoided() public {
        _catch(Flaw.RetriesTheVoided, Invariant.NeverBoth);
    }

    // Provenance

    function test_CatchesTakingAnyHead() public {
        _catch(Flaw.TakesAnyHead, Invariant.Provenance);
    }

    function test_CatchesNamingAnotherSender() public {
        _catch(Flaw.NamesAnotherSender, Invariant.Provenance);
    }

    // The quorum

    function test_CatchesCheckingNoSignature() public {
        _catch(Flaw.ChecksNoSignature, Invariant.Quorum);
    }

    function test_CatchesTryingEveryKey() public {
        _catch(Flaw.TriesEveryKey, Invariant.Quorum);
    }

    function test_CatchesTakingPendingEpochs() public {
        _catch(Flaw.TakesPendingEpochs, Invariant.LiveEpochs);
    }

    function test_CatchesTakingExpiredEpochs() public {
        _catch(Flaw.TakesExpiredEpochs, Invariant.LiveEpochs);
    }

    // The two ends of a lane

    function test_CatchesForgettingTheDeadline() public {
        _catch(Flaw.ForgetsTheDeadline, Invariant.SourceLog);
    }

    function test_CatchesCountingOneMore() public {
        _catch(
            Flaw.CountsOneMore,
            Invariant.NeverAhead,
            _beside(Invariant.InboundHead, Invariant.OneOutcome, Invariant.NothingBlocks)
        );
    }

    function test_CatchesCountingTheTailAsExecuted() public {
        _catch(
            Flaw.CountsTheTailAsExecuted, Invariant.InboundHead, _beside(Invariant.OneOutcome, Invariant.NothingBlocks)
        );
    }

    // Outcomes

    function test_CatchesForgettingToPark() public {
        _catch(Flaw.ForgetsToPark, Invariant.OneOutcome);
    }

    function test_CatchesRetryingTheHeld() public {
        _catch(Flaw.RetriesTheHeld, Invariant.Graph);
    }

    function test_CatchesVoidingTooEarly() public {
        _catch(Flaw.VoidsTooEarly, Invariant.Deadlines);
    }

    function test_CatchesRetryingTooLate() public {
        _catch(Flaw.RetriesTooLate, Invariant.Deadlines);
    }

    function test_CatchesDeliveringTheExpired() public {
        _catch(Flaw.DeliversTheExpired, Invariant.Deadlines, _beside(Invariant.OneOutcome));
    }

    function test_CatchesAppendingVoidsTwice() public {
        _catch(Flaw.AppendsVoidsTwice, Invariant.VoidsReturnOnce, _beside(Invariant.SourceLog));
    }

    function test_CatchesPushingAgain() public {
        _catch(Flaw.PushesAgain, Invariant.VoidsReturnOnce);
    }

    // The gateway as a whole

    function test_CatchesBlockingOnFailure() public {
        _catch(Flaw.BlocksOnFailure, Invariant.NothingBlocks);
    }

    function test_CatchesPayingFeesAway() public {
        _catch(Flaw.PaysFeesAway, Invariant.Balance);
    }

    function test_CatchesLeavingTheGuardEntered() public {
        _catch(Flaw.LeavesTheGuardEntered, Invariant.GuardIsFree, _beside(Invariant.NothingBlocks));
    }

    function test_CatchesHavingNoGuard() public {
        _catch(Flaw.HasNoGuard, Invariant.OnlySendReenters);
    }

    function test_CatchesIgnoringPause() public {
        _catch(Flaw.IgnoresPause, Invariant.Pause);
    }

    function test_CatchesIgnoringLanePause() public {
        _catch(Flaw.IgnoresLanePause, Invariant.Pause);
    }

    function test_CatchesOpeningLanesAgain() public {
        _catch(Flaw.OpensLanesAgain, Invariant.Terms);
    }

    function test_CatchesAskingForNoGas() public {
        _catch(Flaw.AsksForNoGas, Invariant.GasNeverDecides);
    }

    /// @dev And nothing is caught where nothing is broken.
    function test_CatchesNothingWithoutAFlaw() public {
        Handler handler = new Handler("BrokenGateway.sol:BrokenGateway", uint8(Flaw.None));
        for (uint256 step = 1; step <= 100; ++step) {
            handler.act(uint256(keccak256(abi.encode(SEED, step))));
            handler.requireAll();
        }
    }

    // Catching

    function _catch(Flaw flaw, Invariant expected) private {
        _catch(flaw, expected, 0);
    }

    function _catch(Flaw flaw, Invariant expected, uint256 beside) private {
        Handler handler = new Handler("BrokenGateway.sol:BrokenGateway", uint8(flaw));
        for (uint256 step = 1; step <= STEPS_MAX; ++step) {
            handler.act(uint256(keccak256(abi.encode(SEED, step))));
            if (_isCaught(handler, flaw, expected, beside, step)) {
                emit log_named_uint("caught at step", step);
                return;
            }
        }
        revert NotCaught(flaw, SEED, STEPS_MAX);
    }

    function _isCaught(Handler handler, Flaw flaw, Invariant expected, uint256 beside, uint256 step)
        private
        returns (bool caught)
    {
        for (uint256 i = 0; i <= uint256(type(Invariant).max); ++i) {
            if (Invariant(i) == Invariant.NothingBlocks && step % LEVEL_EVERY != 0) continue;
            try handler.requireOne(Invariant(i)) {}
            catch {
                if (Invariant(i) == expected) caught = true;
                else if (beside >> i & 1 == 0) revert CaughtByAnother(flaw, SEED, step, Invariant(i));
            }
        }
    }

    function _beside(Invariant a) private pure returns (uint256) {
        return 1 << uint256(a);
    }

    function _beside(Invariant a, Invariant b) private pure returns (uint256) {
        return _beside(a) | _beside(b);
    }

    function _beside(Invariant a, Invariant b, Invariant c) private pure returns (uint256) {
        return _beside(a, b) | _beside(c);
    }
}
