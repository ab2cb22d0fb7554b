// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Test} from "../../base/Test.sol";
import {CollateralHandler} from "./CollateralHandler.sol";
import {Promise} from "./CollateralModel.sol";
import {CollateralFlaw} from "./mutants/CollateralFlaw.sol";

/// @dev Each invariant can fail: against a vault or ledger that is broken in one way, random actions from a seed break the invariant
/// that stands for it. What else may fail before or with it is named beside it; anything else fails the test.
contract CollateralMutantsTest is Test {
    event log_named_uint(string what, uint256 value);

    error NotCaught(CollateralFlaw flaw, uint256 seed, uint256 steps);
    error CaughtByAnother(CollateralFlaw flaw, uint256 seed, uint256 step, Promise by);

    uint256 private constant SEED = 1;
    uint256 private constant STEPS_MAX = 1000;
    string private constant VAULT = "BrokenVault.sol:BrokenVault";
    string private constant LEDGER = "BrokenLedger.sol:BrokenLedger";

    // The vault

    function test_CatchesLockingOverTheCap() public {
        _catch(CollateralFlaw.LocksOverTheCap, Promise.Caps, 0);
    }

    function test_CatchesPayingOverTheCap() public {
        _catch(CollateralFlaw.PaysOverTheCap, Promise.Caps, _beside(Promise.Theft));
    }

    function test_CatchesAThiefWhomNoCapStops() public {
        _catch(CollateralFlaw.PaysOverTheCap, Promise.Theft, _beside(Promise.Caps));
    }

    function test_CatchesPayingWhatOthersLocked() public {
        _catch(CollateralFlaw.PaysWhatOthersLocked, Promise.Theft, 0);
    }

    function test_CatchesForgettingToTakeOut() public {
        _catch(
            CollateralFlaw.ForgetsToTakeOut,
            Promise.Backing,
            _beside(Promise.Solvency) | _beside(Promise.Caps) | _beside(Promise.Theft)
        );
    }

    function test_CatchesCreditingWhatWasAsked() public {
        _catch(CollateralFlaw.CreditsWhatWasAsked, Promise.Units, _beside(Promise.Solvency) | _beside(Promise.Caps));
    }

    function test_CatchesPayingWithoutMeasuring() public {
        _catch(CollateralFlaw.PaysWithoutMeasuring, Promise.Solvency, _beside(Promise.Payouts));
    }

    function test_CatchesPayingTwice() public {
        _catch(CollateralFlaw.PaysTwice, Promise.Payouts, _beside(Promise.Solvency) | _beside(Promise.Theft));
    }

    function test_CatchesForgettingWhatItKeeps() public {
        _catch(CollateralFlaw.ForgetsWhatItKeeps, Promise.Payouts, _beside(Promise.Solvency));
    }

    function test_CatchesPayingTheDenied() public {
        _catch(CollateralFlaw.PaysTheDenied, Promise.Denied, 0);
    }

    function test_CatchesTakingReleasesFromAnyone() public {
        _catch(
            CollateralFlaw.TakesReleasesFromAnyone,
            Promise.Provenance,
            _beside(Promise.Backing) | _beside(Promise.Payouts)
        );
    }

    function test_CatchesLockingWhilePaused() public {
        _catch(CollateralFlaw.LocksWhilePaused, Promise.Pause, _beside(Promise.Backing) | _beside(Promise.Units));
    }

    function test_CatchesLeavingTheGuardEntered() public {
        _catch(CollateralFlaw.LeavesTheGuardEntered, Promise.Guard, _beside(Promise.InOrder));
    }

    function test_CatchesHavingNoGuard() public {
        _catch(
            CollateralFlaw.HasNoGuard,
            Promise.Guard,
            _beside(Promise.Units) | _beside(Promise.Solvency) | _beside(Promise.Payouts) | _beside(Promise.Backing)
        );
    }

    function test_CatchesRefusingTheLastOfTheCap() public {
        _catch(CollateralFlaw.RefusesTheLastOfTheCap, Promise.InOrder, 0);
    }

    // The ledger

    function test_CatchesEnteringOverTheCap() public {
        _catch(CollateralFlaw.EntersOverTheCap, Promise.Caps, _beside(Promise.Theft));
    }

    function test_CatchesTakingTransfersFromAnyone() public {
        _catch(CollateralFlaw.TakesTransfersFromAnyone, Promise.Provenance, 0);
    }

    function test_CatchesCreditingTwice() public {
        _catch(CollateralFlaw.CreditsTwice, Promise.OneEffect, _beside(Promise.Backing));
    }

    function test_CatchesForgettingToCredit() public {
        _catch(CollateralFlaw.ForgetsToCredit, Promise.OneEffect, _beside(Promise.Backing));
    }

    function test_CatchesKeepingWhatIsReleased() public {
        _catch(CollateralFlaw.KeepsWhatIsReleased, Promise.OneEffect, _beside(Promise.Backing));
    }

    function test_CatchesForgettingToTakeOutstanding() public {
        _catch(CollateralFlaw.ForgetsToTakeOutstanding, Promise.Backing, 0);
    }

    function test_CatchesAskingForMore() public {
        _catch(CollateralFlaw.AsksForMore, Promise.Units, _beside(Promise.Backing) | _beside(Promise.OneEffect));
    }

    /// @dev And nothing is caught where nothing is broken.
    function test_CatchesNothingWithoutAFlaw() public {
        CollateralHandler handler = new CollateralHandler(VAULT, LEDGER, uint8(CollateralFlaw.None));
        for (uint256 step = 1; step <= 100; ++step) {
            handler.act(uint256(keccak256(abi.encode(SEED, step))));
            handler.requireAll();
        }
    }

    // Catching

    function _catch(CollateralFlaw flaw, Promise expected, uint256 beside) private {
        CollateralHandler handler = new CollateralHandler(VAULT, LEDGER, uint8(flaw));
        for (uint256 step = 1; step <= STEPS_MAX; ++step) {
            handler.act(uint256(keccak256(abi.encode(SEED, step))));
            if (_isCaught(handler, flaw, expected, beside, step)) {
                emit log_named_uint("caught at step", step);
                return;
            }
        }
        revert NotCaught(flaw, SEED, STEPS_MAX);
    }

    function _isCaught(CollateralHandler handler, CollateralFlaw flaw, Promise expected, uint256 beside, uint256 step)
        private
        returns (bool caught)
    {
        for (uint256 i = 0; i <= uint256(type(Promise).max); ++i) {
            try handler.requireOne(Promise(i)) {}
            catch {
                if (Promise(i) == expected) caught = true;
                else if (beside >> i & 1 == 0) revert CaughtByAnother(flaw, SEED, step, Promise(i));
            }
        }
    }

    function _beside(Promise promised) private pure returns (uint256) {
        return 1 << uint256(promised);
    }
}
