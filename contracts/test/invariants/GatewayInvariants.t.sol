// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InvariantBase} from "./InvariantBase.sol";
import {Handler} from "./handler/Handler.sol";

/// @dev Whatever is done to two gateways, in whatever order, these hold after each action. The README says what each stands for
/// and which broken gateway shows that it can fail.
contract GatewayInvariantsTest is InvariantBase {
    Handler private _handler;

    function setUp() public {
        _handler = new Handler("out/Gateway.sol/Gateway.json", 0);
        _target(address(_handler), _handler.actions());
    }

    /// forge-config: default.fuzz.seed = "0x01"
    function invariant_EachMessageIsDeliveredAtMostOnce() public view {
        _handler.requireAtMostOnce();
    }

    /// forge-config: default.fuzz.seed = "0x02"
    function invariant_NothingIsBothDeliveredAndVoided() public view {
        _handler.requireNeverBoth();
    }

    /// forge-config: default.fuzz.seed = "0x03"
    function invariant_OnlyWhatTheSourceAppendedIsDelivered() public view {
        _handler.requireProvenance();
    }

    /// forge-config: default.fuzz.seed = "0x04"
    function invariant_NothingMovesWithoutTheQuorumsSignature() public view {
        _handler.requireQuorum();
    }

    /// forge-config: default.fuzz.seed = "0x05"
    function invariant_OnlyLiveEpochsSign() public view {
        _handler.requireLiveEpochs();
    }

    /// forge-config: default.fuzz.seed = "0x06"
    function invariant_SourceKeepsTheLog() public view {
        _handler.requireSourceLog();
    }

    /// forge-config: default.fuzz.seed = "0x07"
    function invariant_DestinationIsNeverAheadOfTheSource() public view {
        _handler.requireNeverAhead();
    }

    /// forge-config: default.fuzz.seed = "0x08"
    function invariant_InboundHeadIsTheHeadAtItsNonce() public view {
        _handler.requireInboundHead();
    }

    /// forge-config: default.fuzz.seed = "0x09"
    function invariant_EachExecutedMessageHasExactlyOneOutcome() public view {
        _handler.requireOneOutcome();
    }

    /// forge-config: default.fuzz.seed = "0x0a"
    function invariant_OutcomesFollowTheGraph() public view {
        _handler.requireGraph();
    }

    /// forge-config: default.fuzz.seed = "0x0b"
    function invariant_DeadlinesDecideBetweenRetryAndVoid() public view {
        _handler.requireDeadlines();
    }

    /// forge-config: default.fuzz.seed = "0x0c"
    function invariant_EachVoidReturnsOnce() public view {
        _handler.requireVoidsReturnOnce();
    }

    /// forge-config: default.fuzz.seed = "0x0d"
    function invariant_NothingBlocksALane() public {
        _handler.requireNothingBlocks();
    }

    /// forge-config: default.fuzz.seed = "0x0e"
    function invariant_BalanceIsFeesPaidLessWithdrawn() public view {
        _handler.requireBalance();
    }

    /// forge-config: default.fuzz.seed = "0x0f"
    function invariant_GuardIsNeverLeftEntered() public {
        _handler.requireGuardIsFree();
    }

    /// forge-config: default.fuzz.seed = "0x10"
    function invariant_OnlySendMayBeEnteredMeanwhile() public view {
        _handler.requireOnlySendReenters();
    }

    /// forge-config: default.fuzz.seed = "0x11"
    function invariant_NothingMovesWhilePaused() public view {
        _handler.requirePause();
    }

    /// forge-config: default.fuzz.seed = "0x12"
    function invariant_SendersKeepToTheTerms() public view {
        _handler.requireTerms();
    }

    /// forge-config: default.fuzz.seed = "0x13"
    function invariant_GasNeverDecidesAnOutcome() public view {
        _handler.requireGasNeverDecides();
    }
}
