// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Message, RouteKind, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Threat} from "./Threat.sol";
import {Witness} from "./actors/Witness.sol";
import {LaxCallsGateway} from "./broken/LaxCallsGateway.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Poly Network, August 2021: a delivered message called the contract that kept the keys, and the bridge was its
/// owner. Here a message names neither the function nor the arguments of the call, and the gateway has no power to lend.
contract Poly2021Test is Threat {
    uint64 private constant ADMIN_ROLE = 0;
    uint64 private constant GAS = 1_000_000;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxCallsGateway.sol:LaxCallsGateway", abi.encode(authority, LaxCallsGateway.Fault.PayloadIsTheCall)
            )
        );
    }

    function test_NoMessageReachesKeysOwnerOrPause() public {
        bytes[] memory calls = _everyPower();
        address[4] memory targets = [address(gatewayB), address(managerB), address(gatewayA), address(this)];
        for (uint256 i = 0; i < targets.length; ++i) {
            for (uint256 j = 0; j < calls.length; ++j) {
                _assertChangesNothing(RouteKind.Batch, targets[i], calls[j]);
                _assertChangesNothing(RouteKind.Erc7786, targets[i], calls[j]);
            }
        }
    }

    /// forge-config: default.fuzz.runs = 64
    function test_NoTargetAndSelectorChangesAnything(uint8 which, bytes4 selector, bytes32 word, bool isBatch) public {
        // The lowest addresses are precompiles, which answer whatever they are asked.
        address[4] memory targets = [address(gatewayB), address(managerB), address(recipientB), address(uint160(which))];
        RouteKind kind = isBatch ? RouteKind.Batch : RouteKind.Erc7786;
        bytes32 before = world.control();
        _deliver(_message(kind, targets[which % 4], abi.encodePacked(selector, word, word)));
        assertEq(world.control(), before, "control");
    }

    function test_OnlyThreeFunctionsAreEverCalled() public {
        Witness witness = new Witness();
        bytes memory payload = abi.encodeCall(IGateway.pause, ());
        _deliver(_message(RouteKind.Batch, address(witness), payload));
        assertEq(witness.lastSelector(), IMessageRecipient.onMessages.selector, "batch");
        _deliver(_message(RouteKind.Erc7786, address(witness), payload));
        assertEq(witness.lastSelector(), IERC7786Recipient.receiveMessage.selector, "ERC-7786");
        Message memory voided =
            _message(RouteKind.Voided, address(witness), abi.encodePacked(returnLane, uint64(1), payload));
        voided.sender = address(gatewayA);
        _deliver(voided);
        assertEq(witness.lastSelector(), IVoidedRecipient.onVoided.selector, "voided");
        assertEq(witness.calls(), 3, "calls");
    }

    /// @dev None of the three is a function of a contract that has power here.
    function test_TheThreeFunctionsBelongToNoContractWithPower() public {
        bytes4[3] memory called = [
            IMessageRecipient.onMessages.selector,
            IERC7786Recipient.receiveMessage.selector,
            IVoidedRecipient.onVoided.selector
        ];
        for (uint256 i = 0; i < called.length; ++i) {
            bytes memory input = abi.encodePacked(called[i], new bytes(320));
            (bool answered, bytes memory answer) = address(gatewayB).call(input);
            assertTrue(!answered && answer.length == 0, "the gateway has no such function");
            (answered, answer) = address(managerB).call(input);
            assertTrue(!answered && answer.length == 0, "the manager has no such function");
        }
    }

    function test_TheGatewayHoldsNoRole() public view {
        for (uint64 role = 0; role < 8; ++role) {
            (bool isMember,) = managerB.hasRole(role, address(gatewayB));
            assertFalse(isMember, "role");
        }
        (bool isAdmin,) = managerB.hasRole(ADMIN_ROLE, ADMIN);
        assertTrue(isAdmin, "the administrator does");
    }

    function test_SucceedsWhereAMessageIsACallAndTheGatewayHasPower() public {
        breakGateways();
        onB();
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        bytes memory takeOver = abi.encodeCall(IGateway.registerKeyEpoch, (2, attacker.px, attacker.py, proof));
        uint64 nonce = _send(address(gatewayB), takeOver);
        world.deliverRest(lane, "");
        assertTrue(standingOf(nonce) == Standing.Parked, "without a role the call fails all the same");

        vm.prank(ADMIN);
        managerB.grantRole(ADMIN_ROLE, address(gatewayB), 0);
        _send(address(gatewayB), takeOver);
        world.deliverRest(lane, "");
        assertEq(gatewayB.keyEpochs().current, 2, "the attacker's key is the quorum's");
    }

    function _assertChangesNothing(RouteKind kind, address target, bytes memory payload) private {
        bytes32 before = world.control();
        _deliver(_message(kind, target, payload));
        assertEq(world.control(), before, "control");
        assertTrue(standingOf(executed()) == Standing.Parked, "parked");
    }

    /// @dev Under the quorum's signature: even a message that it should not have signed.
    function _deliver(Message memory message) private {
        assertAccepted(world.forgeSigned(lane, message), "the lane goes on");
    }

    function _message(RouteKind kind, address recipient, bytes memory payload) private pure returns (Message memory) {
        return Message(kind, APP, recipient, GAS, 0, payload);
    }

    /// @dev As an application on A sends it.
    function _send(address recipient, bytes memory payload) private returns (uint64 nonce) {
        world.sendInteroperably(lane, InteroperableAddress.encode(CHAIN_B, recipient), payload);
        return gatewayA.outboundLane(lane).nonce;
    }

    function _everyPower() private returns (bytes[] memory calls) {
        onB();
        Signature memory proof = world.possession(gatewayB, attacker, 2);
        calls = new bytes[](12);
        calls[0] = abi.encodeCall(IGateway.registerKeyEpoch, (2, attacker.px, attacker.py, proof));
        calls[1] = abi.encodeCall(IGateway.killKeyEpoch, (EPOCH));
        calls[2] = abi.encodeCall(IGateway.pause, ());
        calls[3] = abi.encodeCall(IGateway.resume, ());
        calls[4] = abi.encodeCall(IGateway.pauseLane, (lane));
        calls[5] = abi.encodeCall(IGateway.openLane, (77, STRANGER, CHANNEL, world.acceptable(), 0));
        calls[6] = abi.encodeCall(IGateway.allowSender, (returnLane, STRANGER, false));
        calls[7] = abi.encodeCall(IGateway.withdrawFees, (payable(STRANGER), 0));
        calls[8] = abi.encodeCall(IAccessManaged.setAuthority, (address(this)));
        calls[9] = abi.encodeCall(IAccessManager.grantRole, (ADMIN_ROLE, STRANGER, 0));
        calls[10] = abi.encodeCall(IAccessManager.updateAuthority, (address(gatewayB), address(this)));
        calls[11] = abi.encodeCall(IAccessManager.execute, (address(gatewayB), calls[0]));
    }
}
