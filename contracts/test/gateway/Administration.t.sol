// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Signature} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Signer} from "../base/Signer.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @dev Who may change what: tightening is the guardian's, everything else the administrator's, nothing a stranger's.
contract AdministrationTest is GatewayTest {
    address private constant DELAYED = address(0xDE1A);

    function test_RevertWhen_AStrangerAdministers() public {
        onA();
        assertAllUnauthorized(STRANGER, loosening());
        assertAllUnauthorized(STRANGER, tightening());
    }

    /// @dev An application's standing on a lane is no role.
    function test_RevertWhen_AnApplicationAdministers() public {
        onA();
        assertAllUnauthorized(APP, loosening());
        assertAllUnauthorized(APP, tightening());
    }

    function test_RevertWhen_TheGuardianLoosens() public {
        onA();
        assertAllUnauthorized(GUARDIAN, loosening());
    }

    function test_RevertWhen_TheOtherChainsAdministratorAdministers() public {
        vm.prank(ADMIN);
        managerB.grantRole(0, DELAYED, 0);
        onA();
        assertAllUnauthorized(DELAYED, loosening());
    }

    function test_TheGuardianTightens() public {
        onA();
        assertAllAllowed(GUARDIAN, tightening());
    }

    function test_TheAdministratorDoesTheRest() public {
        onA();
        assertAllAllowed(ADMIN, loosening());
    }

    /// @dev With a delay on the role, a change must first be announced.
    function test_RevertWhen_ADelayedChangeIsNotScheduled() public {
        vm.prank(ADMIN);
        managerA.grantRole(0, DELAYED, 2 days);
        onA();
        bytes memory input = abi.encodeCall(IGateway.setFee, (lane, 9));
        (, uint32 delay) = managerA.canCall(DELAYED, address(gatewayA), IGateway.setFee.selector);
        assertEq(delay, 2 days, "delay");
        bytes32 operation = managerA.hashOperation(DELAYED, address(gatewayA), input);
        assertRefused(
            gatewayA,
            DELAYED,
            input,
            abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation)
        );
    }

    function test_ADelayedChangeIsMadeWhenItsTimeHasCome() public {
        vm.prank(ADMIN);
        managerA.grantRole(0, DELAYED, 2 days);
        onA();
        bytes memory input = abi.encodeCall(IGateway.setFee, (lane, 9));
        vm.prank(DELAYED);
        managerA.schedule(address(gatewayA), input, 0);
        bytes32 operation = managerA.hashOperation(DELAYED, address(gatewayA), input);
        assertRefused(
            gatewayA, DELAYED, input, abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, operation)
        );
        vm.warp(block.timestamp + 2 days);
        vm.prank(DELAYED);
        gatewayA.setFee(lane, 9);
        assertEq(gatewayA.outboundLane(lane).fee, 9, "fee");
    }

    function test_TheAuthorityIsTheManager() public view {
        assertEq(gatewayA.authority(), address(managerA), "authority");
    }

    function test_RevertWhen_AnyoneButTheManagerChangesTheAuthority() public {
        assertUnauthorized(gatewayA, STRANGER, abi.encodeCall(IAccessManaged.setAuthority, (STRANGER)));
        assertUnauthorized(gatewayA, ADMIN, abi.encodeCall(IAccessManaged.setAuthority, (STRANGER)));
    }

    /// @dev Without a manager nothing could ever be administered.
    function test_RevertWhen_DeployedWithoutAManager() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.ZeroAddress.selector));
        Gateway(deployShipped("Gateway", abi.encode(address(0xDEAD))));
        vm.expectRevert(abi.encodeWithSelector(IGateway.ZeroAddress.selector));
        Gateway(deployShipped("Gateway", abi.encode(address(0))));
    }

    // Lanes that are not there

    function test_RevertWhen_AnUnknownLaneIsAdministered() public {
        bytes32[2] memory unknown = [bytes32("unknown"), returnLane];
        for (uint256 i = 0; i < unknown.length; ++i) {
            bytes memory error = laneError(IGateway.UnknownLane.selector, unknown[i]);
            assertRefused(gatewayA, ADMIN, abi.encodeCall(IGateway.closeLane, (unknown[i])), error);
            assertRefused(gatewayA, ADMIN, abi.encodeCall(IGateway.allowSender, (unknown[i], APP, true)), error);
            assertRefused(gatewayA, GUARDIAN, abi.encodeCall(IGateway.removeSender, (unknown[i], APP)), error);
            assertRefused(gatewayA, ADMIN, abi.encodeCall(IGateway.setFee, (unknown[i], 1)), error);
        }
    }

    function test_RevertWhen_TheAllowedSenderIsZero() public {
        assertRefused(
            gatewayA,
            ADMIN,
            abi.encodeCall(IGateway.allowSender, (lane, address(0), true)),
            abi.encodeWithSelector(IGateway.ZeroAddress.selector)
        );
    }

    function test_TellsOfClosing() public {
        onA();
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.LaneClosed(lane);
        gatewayA.closeLane(lane);
        assertTrue(gatewayA.outboundLane(lane).closed, "closed");
    }

    function loosening() private returns (bytes[] memory inputs) {
        Signer.Key memory second = Signer.key(uint256(keccak256("second key")));
        Signature memory proof = proofOfPossession(gatewayA, second, 2);
        inputs = new bytes[](8);
        inputs[0] = abi.encodeCall(IGateway.openLane, (CHAIN_B, address(gatewayB), "other", limits(), 0));
        inputs[1] = abi.encodeCall(IGateway.allowSender, (lane, STRANGER, true));
        inputs[2] = abi.encodeCall(IGateway.setFee, (lane, 1));
        inputs[3] = abi.encodeCall(IGateway.withdrawFees, (payable(STRANGER), 0));
        inputs[4] = abi.encodeCall(IGateway.resumeLane, (lane));
        inputs[5] = abi.encodeCall(IGateway.resume, ());
        inputs[6] = abi.encodeCall(IGateway.registerKeyEpoch, (2, second.px, second.py, proof));
        inputs[7] = abi.encodeCall(IGateway.closeLane, (lane));
    }

    function tightening() private view returns (bytes[] memory inputs) {
        inputs = new bytes[](4);
        inputs[0] = abi.encodeCall(IGateway.pause, ());
        inputs[1] = abi.encodeCall(IGateway.pauseLane, (lane));
        inputs[2] = abi.encodeCall(IGateway.killKeyEpoch, (EPOCH));
        inputs[3] = abi.encodeCall(IGateway.removeSender, (lane, APP));
    }

    function assertAllUnauthorized(address caller, bytes[] memory inputs) private {
        for (uint256 i = 0; i < inputs.length; ++i) {
            assertUnauthorized(gatewayA, caller, inputs[i]);
        }
    }

    function assertAllAllowed(address caller, bytes[] memory inputs) private {
        for (uint256 i = 0; i < inputs.length; ++i) {
            vm.prank(caller);
            (bool accepted,) = address(gatewayA).call(inputs[i]);
            assertTrue(accepted, "accepted");
        }
    }
}
