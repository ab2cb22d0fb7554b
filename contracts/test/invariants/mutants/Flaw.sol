// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev What can be wrong with a `BrokenGateway`. The README says which invariant each of them breaks.
enum Flaw {
    None,
    ExecutesTheSkippedAgain,
    RetriesTheDelivered,
    DeliversWhatItVoids,
    RetriesTheVoided,
    TakesAnyHead,
    NamesAnotherSender,
    ChecksNoSignature,
    TriesEveryKey,
    TakesPendingEpochs,
    TakesExpiredEpochs,
    ForgetsTheDeadline,
    CountsOneMore,
    CountsTheTailAsExecuted,
    ForgetsToPark,
    RetriesTheHeld,
    VoidsTooEarly,
    RetriesTooLate,
    DeliversTheExpired,
    AppendsVoidsTwice,
    PushesAgain,
    BlocksOnFailure,
    PaysFeesAway,
    LeavesTheGuardEntered,
    HasNoGuard,
    IgnoresPause,
    IgnoresLanePause,
    OpensLanesAgain,
    AsksForNoGas
}
