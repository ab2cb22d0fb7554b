// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SampleRecipient} from "../../samples/SampleRecipient.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {Signer} from "../base/Signer.sol";
import {Test} from "../base/Test.sol";
import {Batch} from "./Batch.sol";
import {GatewayMaker, World} from "./World.sol";
import {LaxBatchesGateway} from "./broken/LaxBatchesGateway.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title What the tests of named attacks share: a world, calls by a stranger, and the same world once more with gateways
/// that lack one step.
abstract contract Threat is Test, GatewayMaker {
    uint64 internal constant CHAIN_A = 1001;
    uint64 internal constant CHAIN_B = 1002;
    bytes32 internal constant CHANNEL = "collateral";
    uint64 internal constant EPOCH = 1;
    uint64 internal constant GAS_LIMIT = 100_000;
    address internal constant ADMIN = address(0xAD);
    address internal constant GUARDIAN = address(0x6A);
    address internal constant APP = address(0xA99);
    address internal constant STRANGER = address(0x57A);

    World internal world;
    AccessManager internal managerB;
    Gateway internal gatewayA;
    Gateway internal gatewayB;
    SampleRecipient internal recipientB;
    /// @dev From A to B.
    bytes32 internal lane;
    /// @dev From B to A.
    bytes32 internal returnLane;
    Signer.Key internal quorum;
    Signer.Key internal attacker;
    bool private _broken;

    function setUp() public virtual {
        world = World(vm.deployCode("test/threats/World.sol:World", abi.encode(this)));
        world.setUp();
        World.Parts memory parts = world.parts();
        managerB = parts.managerB;
        (gatewayA, gatewayB) = (parts.gatewayA, parts.gatewayB);
        recipientB = parts.recipientB;
        (lane, returnLane) = (parts.lane, parts.returnLane);
        quorum = world.quorum();
        attacker = world.keyOf("attacker");
        onB();
    }

    // The world with a step missing

    /// @dev Builds the world anew with the broken gateways: what was blocked before must succeed there, or the test that
    /// found it blocked would prove nothing.
    function breakGateways() internal {
        _broken = true;
        setUp();
    }

    function makeGateway(address authority) external returns (Gateway) {
        return _broken ? newBroken(authority) : Gateway(deployShipped("Gateway", abi.encode(authority)));
    }

    function newBroken(address authority) internal virtual returns (Gateway);

    function newLaxBatchesGateway(address authority) internal returns (Gateway) {
        // Named by its type, because forge gives code only to what a test that it was asked for imports.
        string memory name = type(LaxBatchesGateway).name;
        return Gateway(vm.deployCode(string.concat(name, ".sol:", name), abi.encode(authority)));
    }

    // Short names

    function onA() internal {
        vm.chainId(CHAIN_A);
    }

    function onB() internal {
        vm.chainId(CHAIN_B);
    }

    /// @dev An application message to the sample recipient on B.
    function send(bytes memory payload) internal returns (uint64) {
        return send(address(recipientB), payload);
    }

    function send(address recipient, bytes memory payload) internal returns (uint64) {
        return world.sendTo(lane, recipient, GAS_LIMIT, 0, payload);
    }

    /// @dev A message that the source never appended.
    function neverSent() internal view returns (Message memory) {
        return Message(RouteKind.Batch, APP, address(recipientB), GAS_LIMIT, 0, "never sent");
    }

    function standingOf(uint64 nonce) internal view returns (Standing found) {
        (found,) = gatewayB.standing(lane, nonce);
    }

    function executed() internal view returns (uint64) {
        return gatewayB.inboundLane(lane).nonce;
    }

    function copy(Batch memory batch) internal pure returns (Batch memory) {
        return abi.decode(abi.encode(batch), (Batch));
    }

    function encode(Batch memory batch) internal pure returns (bytes memory) {
        return abi.encodeCall(
            IGateway.deliver, (batch.checkpoint, batch.holds, batch.signature, batch.first, batch.runs, batch.tail)
        );
    }

    // Attempts, by a stranger

    function attempt(Gateway gateway, bytes memory input) internal returns (bool accepted, bytes memory answer) {
        vm.prank(STRANGER);
        return address(gateway).call(input);
    }

    function assertAccepted(bytes memory input, string memory what) internal {
        (bool accepted, bytes memory answer) = attempt(gatewayB, input);
        if (!accepted) assertEq(bytes32(bytes4(answer)), 0, what);
        assertTrue(accepted, what);
    }

    function assertAccepted(Batch memory batch, string memory what) internal {
        assertAccepted(encode(batch), what);
    }

    function assertRefused(Gateway gateway, bytes memory input, bytes4 expected, string memory what) internal {
        (bool accepted, bytes memory answer) = attempt(gateway, input);
        assertFalse(accepted, what);
        assertEq(bytes32(bytes4(answer)), bytes32(expected), what);
    }

    function assertRefused(bytes memory input, bytes4 expected, string memory what) internal {
        assertRefused(gatewayB, input, expected, what);
    }

    function assertRefused(Batch memory batch, bytes4 expected, string memory what) internal {
        assertRefused(gatewayB, encode(batch), expected, what);
    }

    function slice(bytes memory data, uint256 start, uint256 end) internal pure returns (bytes memory part) {
        part = new bytes(end - start);
        for (uint256 i = start; i < end; ++i) {
            part[i - start] = data[i];
        }
    }
}
