// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, KeyEpochs, Signature} from "../../src/gateway/IGateway.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Threat} from "./Threat.sol";
import {LaxRecordsGateway} from "./broken/LaxRecordsGateway.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @dev Parity 2017 and many since: an initialiser that anyone could call, first or again. Here construction sets everything;
/// there is nothing to call afterwards and nobody to be faster than.
contract InitialisationTest is Threat {
    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxRecordsGateway.sol:LaxRecordsGateway", abi.encode(authority, LaxRecordsGateway.Fault.OpenDoors)
            )
        );
    }

    function test_ConstructionSetsEverything() public {
        AccessManager manager = AccessManager(deployShipped("AccessManager", abi.encode(ADMIN)));
        Gateway fresh = Gateway(deployShipped("Gateway", abi.encode(address(manager))));
        assertEq(fresh.authority(), address(manager), "authority");
        assertEq(fresh.domainSeparator(), Statements.domainSeparator(CHAIN_B, address(fresh)), "domain");
        assertFalse(fresh.isPaused(), "paused");
        assertEq(keccak256(abi.encode(fresh.keyEpochs())), keccak256(abi.encode(KeyEpochs(0, 0, 0, 0, 0))), "keys");
    }

    function test_NoInitialiserAnswers() public {
        string[10] memory names = [
            "initialize()",
            "initialize(address)",
            "initialize(address,address)",
            "init()",
            "init(address)",
            "setup(address)",
            "reinitialize(uint8)",
            "transferOwnership(address)",
            "upgradeTo(address)",
            "upgradeToAndCall(address,bytes)"
        ];
        bytes32 before = world.control();
        for (uint256 i = 0; i < names.length; ++i) {
            bytes memory input = abi.encodePacked(bytes4(keccak256(bytes(names[i]))), abi.encode(address(this), 64, 0));
            assertRefused(input, bytes4(0), names[i]);
        }
        assertRefused("", bytes4(0), "no function at all");
        assertEq(world.control(), before, "control");
    }

    function test_AGatewayWithoutAnAuthorityIsRefused() public {
        address[3] memory nobodies = [address(0), ADMIN, address(uint160(uint256(keccak256("not deployed yet"))))];
        for (uint256 i = 0; i < nobodies.length; ++i) {
            try this.deploy(nobodies[i]) {
                assertTrue(false, "deployed without an authority");
            } catch (bytes memory answer) {
                assertEq(bytes32(bytes4(answer)), bytes32(IGateway.ZeroAddress.selector), "no code, no authority");
            }
        }
    }

    /// @dev No proxy and no delegation: there is no second storage in which the gateway would be as if never constructed.
    function test_CalledForAnotherItIsPowerless() public {
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        bytes memory input = abi.encodeCall(IGateway.registerKeyEpoch, (2, attacker.px, attacker.py, proof));
        vm.prank(STRANGER);
        (bool accepted,) = address(gatewayB).delegatecall(input);
        assertFalse(accepted, "no authority in another's storage");
        assertEq(gatewayB.keyEpochs().current, EPOCH, "epoch");
    }

    function test_SucceedsWhereAnyoneInitialises() public {
        breakGateways();
        AccessManager own = AccessManager(deployShipped("AccessManager", abi.encode(STRANGER)));
        assertAccepted(abi.encodeCall(LaxRecordsGateway.initialize, (address(own))), "initialised by a stranger");
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        assertAccepted(
            abi.encodeCall(IGateway.registerKeyEpoch, (2, attacker.px, attacker.py, proof)), "the stranger's own key"
        );
        assertEq(gatewayB.keyEpochs().current, 2, "epoch");
    }

    function deploy(address authority) external returns (Gateway) {
        return Gateway(deployShipped("Gateway", abi.encode(authority)));
    }
}
