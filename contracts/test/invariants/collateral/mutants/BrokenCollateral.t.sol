// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../../../../src/gateway/IGateway.sol";
import {Test} from "../../../base/Test.sol";
import {BrokenLedger} from "./BrokenLedger.sol";
import {BrokenVault} from "./BrokenVault.sol";
import {CollateralFlaw} from "./CollateralFlaw.sol";

/// @dev The handler deploys vaults and ledgers by their names, which the compiler does not follow: this is what has them compiled.
contract BrokenCollateralTest is Test {
    function test_HasTheFlawThatItIsDeployedWith() public {
        IGateway gateway = IGateway(address(this));
        for (uint256 i = 0; i <= uint256(type(CollateralFlaw).max); ++i) {
            CollateralFlaw flaw = CollateralFlaw(i);
            assertEq(uint256(new BrokenVault(gateway, address(this), flaw).FLAW()), i, "vault");
            assertEq(uint256(new BrokenLedger(gateway, address(this), flaw).FLAW()), i, "ledger");
        }
    }
}
