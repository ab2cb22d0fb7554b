// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Test} from "../../base/Test.sol";
import {BrokenGateway} from "./BrokenGateway.sol";
import {Flaw} from "./Flaw.sol";

/// @dev The handler deploys gateways by their names, which the compiler does not follow: this is what has them compiled.
contract BrokenGatewayTest is Test {
    function test_HasTheFlawThatItIsDeployedWith() public {
        for (uint256 i = 0; i <= uint256(type(Flaw).max); ++i) {
            BrokenGateway broken = new BrokenGateway(address(this), Flaw(i));
            assertEq(uint256(broken.FLAW()), i, "flaw");
        }
    }

    function test_OverridesNothingOfWhatIsRead() public {
        Gateway gateway = Gateway(deployShipped("Gateway", abi.encode(address(this))));
        BrokenGateway broken = new BrokenGateway(address(this), Flaw.None);
        assertEq(broken.TAIL_MAX(), gateway.TAIL_MAX(), "tail");
    }
}
