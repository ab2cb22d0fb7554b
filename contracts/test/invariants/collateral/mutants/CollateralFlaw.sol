// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev What can be wrong with a `BrokenVault` or a `BrokenLedger`. The README says which invariant each of them breaks.
enum CollateralFlaw {
    None,
    // The vault
    LocksOverTheCap,
    PaysOverTheCap,
    PaysWhatOthersLocked,
    ForgetsToTakeOut,
    CreditsWhatWasAsked,
    PaysWithoutMeasuring,
    PaysTwice,
    ForgetsWhatItKeeps,
    PaysTheDenied,
    TakesReleasesFromAnyone,
    LocksWhilePaused,
    LeavesTheGuardEntered,
    HasNoGuard,
    RefusesTheLastOfTheCap,
    // The ledger
    EntersOverTheCap,
    TakesTransfersFromAnyone,
    CreditsTwice,
    ForgetsToCredit,
    KeepsWhatIsReleased,
    ForgetsToTakeOutstanding,
    AsksForMore
}
