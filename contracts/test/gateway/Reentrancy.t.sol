// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Reentrant} from "../base/OddRecipients.sol";

/// @dev While the gateway calls a recipient, nothing but `send` may be entered. Each call that is refused is one that is
/// accepted right afterwards, so that it is the guard that refuses it.
contract ReentrancyTest is GatewayTest {
    uint64 private constant GAS = 3_000_000;

    Reentrant private recipient;
    uint64 private parked;
    uint64 private held;
    uint64 private expired;
    uint64 private pending;
    /// @dev The last nonce of `batchInput`.
    uint64 private batchEnd;
    bytes private code;

    function setUp() public override {
        super.setUp();
        recipient = new Reentrant();
        pending = parkOne(soon());
        expired = parkOne(soon());
        vm.warp(block.timestamp + 2 hours);
        onB();
        pauseLane(gatewayB, returnLane);
        voidMessage(lane, pending);
        resumeLane(gatewayB, returnLane);
        parked = parkOne(0);
        held = holdOne(0);
    }

    // What is refused, while each thing that calls a recipient does so

    function test_RevertWhen_EnteredFromABatch() public {
        send(lane, address(recipient), GAS, 0, "payload");
        assertGuards(batchInput());
    }

    function test_RevertWhen_EnteredFromAnErc7786Message() public {
        sendErc7786(address(recipient), GAS, 0, "payload");
        assertGuards(batchInput());
    }

    function test_RevertWhen_EnteredFromARetry() public {
        uint64 nonce = send(lane, address(recipient), GAS, 0, "payload");
        outOfOrder();
        deliverAll(lane);
        inOrder();
        assertStanding(lane, nonce, Standing.Parked);
        assertGuards(retryInput(lane, nonce));
    }

    function test_RevertWhen_EnteredFromARuling() public {
        uint64 nonce = send(lane, address(recipient), GAS, 0, "payload");
        deliverHolding(lane, abi.encodePacked(nonce));
        assertGuards(ruleInput(lane, nonce, Decision.Deliver));
    }

    /// @dev The source is called too, and is a gateway itself.
    function test_RevertWhen_EnteredFromAVoid() public {
        onA();
        vm.prank(ADMIN);
        gatewayA.allowSender(lane, address(recipient), false);
        uint64 deadline = soon();
        vm.prank(address(recipient));
        gatewayA.send(lane, address(0xDEAD), GAS_LIMIT, deadline, "payload");
        deliverAll(lane);
        vm.warp(uint256(deadline) + 1);
        voidMessage(lane, lastNonce(lane));

        send(returnLane, "next", 0);
        uint64 voided = executed(returnLane) + 1;
        bytes memory inner = inputOf(batchOf(returnLane, voided, voided + 1, voided + 1, ""));
        onA();
        recipient.enterWith(address(gatewayA), inner);
        deliver(returnLane, voided, voided, voided, "");
        assertReentered();
        (bool accepted,) = address(gatewayA).call(inner);
        assertTrue(accepted, "accepted afterwards");
    }

    // What is allowed

    /// @dev An application may answer a message while it is being delivered.
    function test_MayAnswerWithASend() public {
        onB();
        vm.prank(ADMIN);
        gatewayB.allowSender(returnLane, address(recipient), false);
        recipientA.trust(returnLane, address(recipient));
        uint64 before = gatewayB.outboundLane(returnLane).nonce;
        recipient.enterWith(
            address(gatewayB), abi.encodeCall(IGateway.send, (returnLane, address(recipientA), GAS_LIMIT, 0, "answer"))
        );
        uint64 nonce = send(lane, address(recipient), GAS, 0, "question");
        deliverAll(lane);
        assertTrue(recipient.entered() && recipient.accepted(), "accepted");
        assertStanding(lane, nonce, Standing.None);
        assertEq(gatewayB.outboundLane(returnLane).nonce, before + 1, "nonce");
        deliverAll(returnLane);
        assertEq(recipientA.received(), 1, "received");
    }

    function test_MayLookWhileItIsCalled() public {
        recipient.enterWith(address(gatewayB), abi.encodeCall(IGateway.inboundLane, (lane)));
        uint64 nonce = send(lane, address(recipient), GAS, 0, "payload");
        deliverAll(lane);
        assertTrue(recipient.accepted(), "accepted");
        // Status is written before the call: the recipient already sees its message executed.
        assertEq(recipient.answer(), abi.encode(gatewayB.inboundLane(lane)), "as afterwards");
        assertEq(gatewayB.inboundLane(lane).nonce, nonce, "nonce");
    }

    /// @dev A recipient that does not catch the refusal loses its message only until someone retries it.
    function test_TheGuardIsOpenAgainAfterwards() public {
        recipient.enterWith(address(gatewayB), retryInput(lane, parked));
        send(lane, address(recipient), GAS, 0, "payload");
        deliverAll(lane);
        retry(lane, parked);
        assertStanding(lane, parked, Standing.None);
    }

    /// @dev `outer` calls the recipient, which tries each guarded function in turn.
    function assertGuards(bytes memory outer) private {
        bytes[5] memory inner = [
            laterBatchInput(),
            retryInput(lane, parked),
            ruleInput(lane, held, Decision.Deliver),
            voidInput(lane, expired),
            pushVoidInput(lane, pending)
        ];
        for (uint256 i = 0; i < inner.length; ++i) {
            uint256 state = vm.snapshotState();
            onB();
            recipient.enterWith(address(gatewayB), inner[i]);
            (bool accepted,) = address(gatewayB).call{gas: 20_000_000}(outer);
            assertTrue(accepted, "outer");
            assertReentered();
            (accepted,) = address(gatewayB).call(inner[i]);
            assertTrue(accepted, "accepted afterwards");
            vm.revertToState(state);
        }
    }

    function assertReentered() private view {
        assertTrue(recipient.entered(), "entered");
        assertFalse(recipient.accepted(), "refused");
        assertEq(recipient.answer(), abi.encodeWithSelector(IGateway.Reentered.selector), "error");
    }

    /// @dev Everything up to now; `laterBatchInput` is a batch that follows it.
    function batchInput() private returns (bytes memory) {
        batchEnd = lastNonce(lane);
        return inputOf(batchOfAll(lane));
    }

    function laterBatchInput() private returns (bytes memory) {
        uint64 nonce = send("later");
        uint64 first = batchEnd == 0 ? nonce : batchEnd + 1;
        return inputOf(batchOf(lane, first, nonce, nonce, ""));
    }

    function outOfOrder() private {
        code = address(recipient).code;
        vm.etch(address(recipient), hex"fe");
    }

    function inOrder() private {
        vm.etch(address(recipient), code);
    }
}
