// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Reverting} from "../base/OddRecipients.sol";

/// @dev Fees stay in the gateway until they are withdrawn.
contract FeesTest is GatewayTest {
    address payable private constant TREASURY = payable(address(0x7EA5));

    function setUp() public override {
        super.setUp();
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, 100);
        vm.deal(APP, 300);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(APP);
            gatewayA.send{value: 100}(lane, address(recipientB), GAS_LIMIT, 0, "payload");
        }
    }

    function test_WithdrawsAPart() public {
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.FeesWithdrawn(TREASURY, 250);
        gatewayA.withdrawFees(TREASURY, 250);
        assertEq(TREASURY.balance, 250, "treasury");
        assertEq(address(gatewayA).balance, 50, "gateway");
    }

    function test_WithdrawsAll() public {
        vm.prank(ADMIN);
        gatewayA.withdrawFees(TREASURY, 300);
        assertEq(TREASURY.balance, 300, "treasury");
        assertEq(address(gatewayA).balance, 0, "gateway");
    }

    function test_AnotherFeeHoldsFromTheNextSend() public {
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.FeeChanged(lane, 7);
        gatewayA.setFee(lane, 7);
        assertEq(gatewayA.outboundLane(lane).fee, 7, "fee");
        assertRefused(
            gatewayA,
            APP,
            100,
            abi.encodeCall(IGateway.send, (lane, address(recipientB), GAS_LIMIT, 0, "payload")),
            abi.encodeWithSelector(IGateway.WrongFee.selector, 100, 7)
        );
    }

    function test_LanesHaveFeesOfTheirOwn() public view {
        assertEq(gatewayA.outboundLane(lane).fee, 100, "there");
        assertEq(gatewayB.outboundLane(returnLane).fee, 0, "back");
    }

    function test_RevertWhen_TheReceiverRefuses() public {
        address payable receiver = payable(address(new Reverting()));
        assertWithdrawalRefused(receiver, 100, abi.encodeWithSelector(IGateway.TransferFailed.selector, receiver, 100));
    }

    function test_RevertWhen_MoreIsWithdrawnThanThereIs() public {
        assertWithdrawalRefused(TREASURY, 301, abi.encodeWithSelector(IGateway.TransferFailed.selector, TREASURY, 301));
    }

    function test_RevertWhen_TheReceiverIsZero() public {
        assertWithdrawalRefused(payable(address(0)), 100, abi.encodeWithSelector(IGateway.ZeroAddress.selector));
    }

    function test_RevertWhen_AStrangerWithdraws() public {
        assertUnauthorized(gatewayA, STRANGER, abi.encodeCall(IGateway.withdrawFees, (payable(STRANGER), 100)));
    }

    /// @dev What is sent without a message would be nobody's.
    function test_RevertWhen_NativeCurrencyIsJustSent() public {
        vm.deal(STRANGER, 1 ether);
        vm.prank(STRANGER);
        (bool accepted,) = address(gatewayA).call{value: 1 ether}("");
        assertFalse(accepted, "accepted");
        assertEq(address(gatewayA).balance, 300, "balance");
    }

    function assertWithdrawalRefused(address payable to, uint256 amount, bytes memory error) private {
        assertRefused(gatewayA, ADMIN, abi.encodeCall(IGateway.withdrawFees, (to, amount)), error);
    }
}
