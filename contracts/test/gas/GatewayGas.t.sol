// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Signature} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Signer} from "../base/Signer.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev What each call costs to execute, kept in `snapshots/`; `tools/check` compares and `tools/check --update` writes anew.
/// A lane in use, its storage cold, a recipient that only counts, payloads as long as those of collateral. Neither the
/// transaction's own 21,000, nor its calldata, nor refunds are counted: whole transactions are measured by `./lockstep bench gas`.
contract GatewayGasTest is GatewayTest {
    string private constant GROUP = "Gateway";
    bytes32 private constant OTHER = "other";

    bytes32 private erc7786Lane;
    // Made in setUp, because whatever a test reads beforehand would be warm.
    mapping(bool erc7786 => mapping(uint64 count => bytes)) private deliveries;
    bytes private retryCall;
    bytes private ruleCall;
    bytes private voidCall;
    bytes private sendCall;
    bytes private sendMessageCall;
    Signature private signature;

    function setUp() public override {
        super.setUp();
        openErc7786Lane();
        bytes memory attribute = abi.encodeWithSelector(bytes4(keccak256("channel(bytes32)")), OTHER);
        bytes[] memory attributes = new bytes[](1);
        attributes[0] = attribute;
        bytes memory to = InteroperableAddress.encode(CHAIN_B, address(recipientB));
        sendCall = abi.encodeCall(IGateway.send, (lane, address(recipientB), GAS_LIMIT, 0, payload(0)));
        sendMessageCall = abi.encodeCall(IERC7786GatewaySource.sendMessage, (to, payload(0), attributes));

        // One of each, so that no lane and no recipient is new.
        sendBoth(1);
        deliverAll(lane);
        deliverAll(erc7786Lane);

        uint64 voidable = parkLong(soon());
        uint64 retryable = parkLong(0);
        uint64 held = send(lane, payload(0), 0);
        deliverHolding(lane, abi.encodePacked(held));
        vm.warp(block.timestamp + 2 hours);
        retryCall = retryInput(lane, retryable);
        ruleCall = ruleInput(lane, held, Decision.Deliver);
        voidCall = voidInput(lane, voidable);

        sendBoth(100);
        prepareDelivery(1);
        prepareDelivery(10);
        prepareDelivery(100);
        signature = Signer.sign(key, "message");
    }

    function test_Send() public {
        onA();
        vm.prank(APP);
        measure(gatewayA, sendCall, "send");
    }

    function test_SendMessage() public {
        onA();
        vm.prank(APP);
        measure(gatewayA, sendMessageCall, "sendMessage (ERC-7786)");
    }

    function test_Deliver1() public {
        onB();
        measure(gatewayB, deliveries[false][1], "deliver 1 by batch");
    }

    function test_Deliver10() public {
        onB();
        measure(gatewayB, deliveries[false][10], "deliver 10 by batch");
    }

    function test_Deliver100() public {
        onB();
        measure(gatewayB, deliveries[false][100], "deliver 100 by batch");
    }

    function test_Deliver1ByErc7786() public {
        onB();
        measure(gatewayB, deliveries[true][1], "deliver 1 by ERC-7786");
    }

    function test_Deliver10ByErc7786() public {
        onB();
        measure(gatewayB, deliveries[true][10], "deliver 10 by ERC-7786");
    }

    function test_Deliver100ByErc7786() public {
        onB();
        measure(gatewayB, deliveries[true][100], "deliver 100 by ERC-7786");
    }

    function test_Retry() public {
        onB();
        measure(gatewayB, retryCall, "retry");
    }

    function test_Rule() public {
        onB();
        measure(gatewayB, ruleCall, "rule");
    }

    function test_Void() public {
        onB();
        measure(gatewayB, voidCall, "void");
    }

    function test_VerifySignature() public {
        uint256 px = key.px;
        uint256 parity = key.py & 1;
        Signature memory made = signature;
        uint256 gas = gasleft();
        bool valid = FrostVerifier.verify(px, parity, made.rx, made.ry, made.z, "message");
        gas -= gasleft();
        assertTrue(valid, "valid");
        vm.snapshotValue(GROUP, "verify a signature", gas);
    }

    function measure(Gateway gateway, bytes memory input, string memory name) private {
        (bool accepted,) = address(gateway).call(input);
        vm.snapshotGasLastCall(GROUP, name);
        assertTrue(accepted, name);
    }

    function openErc7786Lane() private {
        onA();
        vm.startPrank(ADMIN);
        bytes32 back;
        (erc7786Lane, back) = gatewayA.openLane(CHAIN_B, address(gatewayB), OTHER, limits(), 0);
        gatewayA.allowSender(erc7786Lane, APP, true);
        vm.stopPrank();
        onB();
        vm.prank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), OTHER, limits(), 0);
        deliverAll(erc7786Lane);
        deliverAll(back);
        recipientB.trustInteroperable(InteroperableAddress.encode(CHAIN_A, APP));
    }

    function sendBoth(uint256 count) private {
        onA();
        for (uint256 i = 0; i < count; ++i) {
            send(lane, payload(i), 0);
            vm.prank(APP);
            (bool sent,) = address(gatewayA).call(sendMessageCall);
            assertTrue(sent, "sent");
        }
    }

    function prepareDelivery(uint64 count) private {
        uint64 last = executed(lane) + count;
        deliveries[false][count] = inputOf(batchOf(lane, executed(lane) + 1, last, last, ""));
        last = executed(erc7786Lane) + count;
        deliveries[true][count] = inputOf(batchOf(erc7786Lane, executed(erc7786Lane) + 1, last, last, ""));
    }

    function parkLong(uint64 deadline) private returns (uint64 nonce) {
        bytes memory refused = payload(0);
        refused[0] = 0xff;
        nonce = send(lane, refused, deadline);
        recipientB.setRefusing(true);
        deliverAll(lane);
        recipientB.setRefusing(false);
    }

    /// @dev 109 bytes, half of them not zero.
    function payload(uint256 i) private pure returns (bytes memory) {
        return abi.encodePacked(
            uint8(1),
            address(0x1111111111111111111111111111111111111111),
            address(0x2222222222222222222222222222222222222222),
            uint128(i + 1),
            address(0x3333333333333333333333333333333333333333),
            bytes32(0)
        );
    }
}
