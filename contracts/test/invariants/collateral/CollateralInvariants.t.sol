// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InvariantBase} from "../InvariantBase.sol";
import {CollateralHandler} from "./CollateralHandler.sol";

/// @dev Whatever is done to collateral, in whatever order, these hold after each action. The README says what each stands for and
/// which broken vault or ledger shows that it can fail.
contract CollateralInvariantsTest is InvariantBase {
    CollateralHandler private _handler;

    function setUp() public {
        _handler = new CollateralHandler(
            "out/CollateralVault.sol/CollateralVault.json", "out/CollateralLedger.sol/CollateralLedger.json", 0
        );
        _target(address(_handler), _handler.actions());
    }

    /// forge-config: default.fuzz.seed = "0x21"
    function invariant_LockedBacksWhatIsCreditedMintedAndUnderway() public view {
        _handler.requireBacking();
    }

    /// forge-config: default.fuzz.seed = "0x22"
    function invariant_VaultHoldsWhatIsLockedAndClaimable() public view {
        _handler.requireSolvency();
    }

    /// forge-config: default.fuzz.seed = "0x23"
    function invariant_WindowsMoveAtMostTheirCap() public view {
        _handler.requireCaps();
    }

    /// forge-config: default.fuzz.seed = "0x24"
    function invariant_StolenKeyCostsOneLaneOneCapAWindow() public view {
        _handler.requireTheft();
    }

    /// forge-config: default.fuzz.seed = "0x25"
    function invariant_WhatIsMeasuredIsWhatTravels() public view {
        _handler.requireUnits();
    }

    /// forge-config: default.fuzz.seed = "0x26"
    function invariant_EachLockAndEachReleaseHasOneEffect() public view {
        _handler.requireOneEffect();
    }

    /// forge-config: default.fuzz.seed = "0x27"
    function invariant_StrangersMoveNothing() public view {
        _handler.requireProvenance();
    }

    /// forge-config: default.fuzz.seed = "0x28"
    function invariant_PayoutsReachTheirOwnersInFull() public view {
        _handler.requirePayouts();
    }

    /// forge-config: default.fuzz.seed = "0x29"
    function invariant_TheDeniedReceiveNothing() public view {
        _handler.requireDenied();
    }

    /// forge-config: default.fuzz.seed = "0x2a"
    function invariant_NothingMovesWhileItsGatewayIsPaused() public view {
        _handler.requirePause();
    }

    /// forge-config: default.fuzz.seed = "0x2b"
    function invariant_VaultIsNeverEnteredTwice() public {
        _handler.requireGuard();
    }

    /// forge-config: default.fuzz.seed = "0x2c"
    function invariant_NothingInOrderIsRefused() public view {
        _handler.requireInOrder();
    }
}
