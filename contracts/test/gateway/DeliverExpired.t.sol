// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, ParkReason, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Recorder} from "../base/OddRecipients.sol";

/// @dev A message past its deadline is parked, never voided and never delivered.
contract DeliverExpiredTest is GatewayTest {
    function test_DeliversAtTheDeadline() public {
        uint64 deadline = soon();
        uint64 nonce = send(lane, "in time", deadline);
        vm.warp(deadline);
        deliverAll(lane);
        assertEq(recipientB.received(), 1, "received");
        assertStanding(lane, nonce, Standing.None);
    }

    function test_ParksASecondLater() public {
        uint64 deadline = soon();
        uint64 nonce = send(lane, "late", deadline);
        vm.warp(uint256(deadline) + 1);
        Batch memory batch = batchOfAll(lane);
        bytes32 hash = hashOf(messageAt(lane, nonce));
        expectEvent(atDestination(lane));
        emit IGateway.MessagesExecuted(lane, 2, 2, headAt(lane, 2));
        expectEvent(gatewayB);
        emit IGateway.MessageParked(lane, nonce, ParkReason.Expired, hash);
        deliver(batch);
        assertEq(recipientB.received(), 0, "received");
        assertStanding(lane, nonce, Standing.Parked);
    }

    function test_ParksOnlyWhatIsExpired() public {
        uint64 early = soon();
        send(lane, "one", 0);
        send(lane, "two", early);
        send(lane, "six", early + 1);
        send(lane, "ten", early);
        vm.warp(uint256(early) + 1);
        deliverAll(lane);
        assertEq(recipientB.received(), 2, "received");
        assertStanding(lane, 2, Standing.None);
        assertStanding(lane, 3, Standing.Parked);
        assertStanding(lane, 4, Standing.None);
        assertStanding(lane, 5, Standing.Parked);
    }

    /// @dev The recipient is called once for each stretch between expired ones.
    function test_ExpiredMessagesCutARunInStretches() public {
        Recorder recorder = new Recorder();
        uint64 early = soon();
        uint64 late = uint64(block.timestamp + 2 hours);
        uint64[5] memory deadlines = [late, late, early, late, late];
        for (uint256 i = 0; i < deadlines.length; ++i) {
            send(lane, address(recorder), 400_000, deadlines[i], abi.encodePacked(i));
        }
        vm.warp(uint256(early) + 1);
        deliverAll(lane);
        assertEq(recorder.count(), 2, "calls");
        bytes memory before = abi.encodePacked(late, uint256(0), late, uint256(1));
        bytes memory behind = abi.encodePacked(late, uint256(3), late, uint256(4));
        assertEq(
            recorder.call(0).inputHash,
            keccak256(abi.encodeCall(IMessageRecipient.onMessages, (lane, 2, APP, 2, before))),
            "before"
        );
        assertEq(
            recorder.call(1).inputHash,
            keccak256(abi.encodeCall(IMessageRecipient.onMessages, (lane, 5, APP, 2, behind))),
            "behind"
        );
        assertStanding(lane, 4, Standing.Parked);
    }

    function test_WithoutADeadlineNothingExpires() public {
        send("patient");
        vm.warp(block.timestamp + 1000 days);
        deliverAll(lane);
        assertEq(recipientB.received(), 1, "received");
    }

    function test_ParksExpiredMessagesOfOtherKinds() public {
        sendErc7786(address(recipientB), GAS_LIMIT, soon(), "late");
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        assertStanding(lane, 2, Standing.Parked);
    }
}
