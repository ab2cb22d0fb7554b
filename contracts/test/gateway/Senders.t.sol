// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";

/// @dev Who may send on a lane, and who pays. The gateway keeps a lane's first sender apart from the others; nobody may
/// be able to tell.
contract SendersTest is GatewayTest {
    uint96 private constant FEE = 5;
    /// @dev APP is the first sender of the lane.
    address private constant SECOND = address(0x5EC);

    /// @dev What a plain list would say: 0 not allowed, 1 pays, 2 pays none.
    mapping(address sender => uint256) private plain;

    function setUp() public override {
        super.setUp();
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, FEE);
        plain[APP] = 1;
    }

    function test_AllowsAndRemovesSenders() public {
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.SenderAllowed(lane, SECOND, true);
        gatewayA.allowSender(lane, SECOND, true);
        assertSender(SECOND, true, true);
        vm.prank(ADMIN);
        expectEvent(gatewayA);
        emit IGateway.SenderAllowed(lane, SECOND, false);
        gatewayA.allowSender(lane, SECOND, false);
        assertSender(SECOND, true, false);
        vm.prank(GUARDIAN);
        expectEvent(gatewayA);
        emit IGateway.SenderRemoved(lane, SECOND);
        gatewayA.removeSender(lane, SECOND);
        assertSender(SECOND, false, false);
        assertSender(APP, true, true);
    }

    function test_RemovingTheFirstLeavesTheOthers() public {
        allow(SECOND, true);
        remove(APP);
        assertEverySenderIsTreatedAsListed();
    }

    function test_TheFirstMayComeBack() public {
        allow(SECOND, false);
        remove(APP);
        allow(APP, false);
        assertEverySenderIsTreatedAsListed();
        allow(APP, true);
        assertEverySenderIsTreatedAsListed();
    }

    function test_AnotherMayTakeTheFirstsPlace() public {
        allow(SECOND, false);
        remove(APP);
        allow(SECOND, true);
        assertEverySenderIsTreatedAsListed();
        remove(SECOND);
        assertEverySenderIsTreatedAsListed();
    }

    function test_RemovingWhoIsNotAllowedChangesNothing() public {
        remove(STRANGER);
        assertEverySenderIsTreatedAsListed();
    }

    function testFuzz_SendersAreAPlainList(uint256 seed) public {
        address[4] memory senders = [APP, SECOND, STRANGER, address(0xF0)];
        for (uint256 i = 0; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            address sender = senders[seed % 4];
            uint256 change = (seed >> 8) % 4;
            if (change == 0) remove(sender);
            else if (change == 1) setFee(lane, uint96(seed >> 16) % 3);
            else allow(sender, change == 2);
            assertEverySenderIsTreatedAsListed();
        }
    }

    function allow(address sender, bool paysFee) private {
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, sender, paysFee);
        plain[sender] = paysFee ? 1 : 2;
    }

    function remove(address sender) private {
        vm.prank(GUARDIAN);
        gatewayA.removeSender(lane, sender);
        plain[sender] = 0;
    }

    function setFee(bytes32 laneId, uint96 fee) private {
        vm.prank(ADMIN);
        gatewayA.setFee(laneId, fee);
    }

    function assertSender(address sender, bool allowed, bool paysFee) private view {
        (bool isAllowed, bool pays) = gatewayA.senderStatus(lane, sender);
        assertTrue(isAllowed == allowed && pays == paysFee, "sender");
    }

    /// @dev Asked and tried: with the fee and without.
    function assertEverySenderIsTreatedAsListed() private {
        address[4] memory senders = [APP, SECOND, STRANGER, address(0xF0)];
        uint96 fee = gatewayA.outboundLane(lane).fee;
        for (uint256 i = 0; i < senders.length; ++i) {
            uint256 listed = plain[senders[i]];
            assertSender(senders[i], listed != 0, listed == 1);
            uint256 due = listed == 1 ? fee : 0;
            assertEq(trySend(senders[i], due), listed == 0 ? notAllowed(senders[i]) : bytes(""), "with what is due");
            assertEq(
                trySend(senders[i], due + 1),
                listed == 0 ? notAllowed(senders[i]) : abi.encodeWithSelector(IGateway.WrongFee.selector, due + 1, due),
                "with more"
            );
        }
    }

    function notAllowed(address sender) private view returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, sender);
    }

    /// @return error Nothing if the message was appended.
    function trySend(address sender, uint256 value) private returns (bytes memory error) {
        vm.deal(sender, value);
        vm.prank(sender);
        try gatewayA.send{value: value}(lane, address(recipientB), GAS_LIMIT, 0, "payload") returns (uint64 nonce) {
            assertEq(nonce, gatewayA.outboundLane(lane).nonce, "nonce");
        } catch (bytes memory found) {
            return found;
        }
    }
}
