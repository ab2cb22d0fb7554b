// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SampleSender} from "../../samples/SampleSender.sol";
import {GatewayTest} from "../base/GatewayTest.sol";

/// @dev The sample sender's burst, which benchmarks fill lanes with.
contract SampleSenderTest is GatewayTest {
    SampleSender private sender;

    function setUp() public override {
        super.setUp();
        onA();
        sender = SampleSender(deployShipped("SampleSender", abi.encode(gatewayA)));
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, address(sender), false);
    }

    function test_ABurstIsManyMessagesWithTheirNumbersAtTheEnd() public {
        uint64 before = lastNonce(lane);
        onA();
        sender.sendMany(lane, address(recipientB), GAS_LIMIT, 0, hex"beef", 3);
        assertEq(lastNonce(lane), before + 3, "last nonce");
        for (uint64 i = 0; i < 3; ++i) {
            assertEq(messageAt(lane, before + 1 + i).payload, abi.encodePacked(hex"beef", uint256(i)), "payload");
        }
    }

    function test_RevertWhen_SomebodyElseSendsABurst() public {
        assertRefusedBySender(abi.encodeWithSelector(SampleSender.NotTheOwner.selector, STRANGER));
    }

    function assertRefusedBySender(bytes memory expected) private {
        uint64 before = lastNonce(lane);
        onA();
        vm.prank(STRANGER);
        (bool accepted, bytes memory answer) = address(sender)
            .call(abi.encodeCall(SampleSender.sendMany, (lane, address(recipientB), GAS_LIMIT, 0, "", 1)));
        assertFalse(accepted, "accepted what must be refused");
        assertEq(answer, expected, "error");
        assertEq(lastNonce(lane), before, "last nonce");
    }
}
