// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Message, ParkReason, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Signer} from "../base/Signer.sol";

/// @dev The quorum decides, once, what becomes of a message that it held.
contract RuleTest is GatewayTest {
    function test_DeliversWhatWasHeld() public {
        uint64 nonce = holdOne(0);
        bytes memory input = ruleInput(lane, nonce, Decision.Deliver);
        onB();
        vm.prank(STRANGER);
        expectEvent(gatewayB);
        emit IGateway.MessageRuled(lane, nonce, Decision.Deliver, EPOCH);
        expectEvent(gatewayB);
        emit IGateway.MessageDelivered(lane, nonce);
        (bool accepted,) = address(gatewayB).call(input);
        assertTrue(accepted, "accepted");
        assertEq(recipientB.received(), 1, "received");
        assertStanding(lane, nonce, Standing.None);
    }

    function test_VoidsWhatWasHeld() public {
        uint64 nonce = holdOne(soon());
        uint64 returnNonce = lastNonce(returnLane) + 1;
        bytes32 hash = hashOf(messageAt(lane, nonce));
        Message memory message = messageAt(lane, nonce);
        Signature memory signature = signRuling(lane, nonce, Decision.Void);
        expectEvent(atDestination(lane));
        emit IGateway.MessageRuled(lane, nonce, Decision.Void, EPOCH);
        expectEvent(gatewayB);
        emit IGateway.MessageVoided(lane, nonce, hash);
        expectEvent(gatewayB);
        emit IGateway.VoidAppended(lane, nonce, returnLane, returnNonce);
        gatewayB.rule(lane, nonce, message, Decision.Void, EPOCH, signature);
        assertEq(recipientB.received(), 0, "received");
        assertStanding(lane, nonce, Standing.Voided);
    }

    /// @dev The quorum need not wait for a deadline, and there need not be one.
    function test_VoidsWithoutADeadline() public {
        uint64 nonce = holdOne(0);
        rule(lane, nonce, Decision.Void);
        assertStanding(lane, nonce, Standing.Voided);
    }

    function test_VoidsAfterTheDeadline() public {
        uint64 deadline = soon();
        uint64 nonce = holdOne(deadline);
        vm.warp(uint256(deadline) + 1);
        rule(lane, nonce, Decision.Void);
        assertStanding(lane, nonce, Standing.Voided);
    }

    function test_DeliversAtTheDeadline() public {
        uint64 deadline = soon();
        uint64 nonce = holdOne(deadline);
        vm.warp(deadline);
        rule(lane, nonce, Decision.Deliver);
        assertEq(recipientB.received(), 1, "received");
    }

    function test_ADeliveryThatFailsIsParked() public {
        uint64 nonce = holdOne(0);
        recipientB.setRefusing(true);
        Message memory message = messageAt(lane, nonce);
        bytes32 hash = hashOf(message);
        Signature memory signature = signRuling(lane, nonce, Decision.Deliver);
        expectEvent(atDestination(lane));
        emit IGateway.MessageParked(lane, nonce, ParkReason.Failed, hash);
        gatewayB.rule(lane, nonce, message, Decision.Deliver, EPOCH, signature);
        assertStanding(lane, nonce, Standing.Parked);
    }

    function test_RulesEachHeldMessageApart() public {
        send("one");
        send("two");
        deliverHolding(lane, abi.encodePacked(uint64(2), uint64(3)));
        rule(lane, 3, Decision.Deliver);
        assertStanding(lane, 2, Standing.Held);
        rule(lane, 2, Decision.Void);
        assertEq(recipientB.received(), 1, "received");
        assertStanding(lane, 2, Standing.Voided);
    }

    function test_DeliversAnErc7786Message() public {
        recipientB.trustInteroperable(abi.encodePacked(hex"0001000002", uint16(CHAIN_A), hex"14", APP));
        uint64 nonce = sendErc7786(address(recipientB), GAS_LIMIT, 0, "payload");
        deliverHolding(lane, abi.encodePacked(nonce));
        rule(lane, nonce, Decision.Deliver);
        assertEq(recipientB.received(), 1, "received");
    }

    // Once

    function test_RevertWhen_ADeliveryIsUsedTwice() public {
        uint64 nonce = holdOne(0);
        rule(lane, nonce, Decision.Deliver);
        assertRuleRefused(nonce, Decision.Deliver, wrongStanding(nonce, Standing.None));
        assertRuleRefused(nonce, Decision.Void, wrongStanding(nonce, Standing.None));
    }

    function test_RevertWhen_AVoidIsUsedTwice() public {
        uint64 nonce = holdOne(0);
        rule(lane, nonce, Decision.Void);
        assertRuleRefused(nonce, Decision.Void, wrongStanding(nonce, Standing.Voided));
        assertRuleRefused(nonce, Decision.Deliver, wrongStanding(nonce, Standing.Voided));
    }

    /// @dev A ruling that ended in a failure is spent too: the retry is anyone's, without the quorum.
    function test_RevertWhen_AFailedDeliveryIsRuledAgain() public {
        uint64 nonce = holdOne(0);
        recipientB.setRefusing(true);
        rule(lane, nonce, Decision.Deliver);
        recipientB.setRefusing(false);
        assertRuleRefused(nonce, Decision.Deliver, wrongStanding(nonce, Standing.Parked));
        assertRuleRefused(nonce, Decision.Void, wrongStanding(nonce, Standing.Parked));
    }

    // Refusals

    function test_RevertWhen_ItIsNotHeld() public {
        uint64 parked = parkOne(0);
        assertRuleRefused(parked, Decision.Deliver, wrongStanding(parked, Standing.Parked));
        uint64 delivered = send("fine");
        deliverAll(lane);
        assertRuleRefused(delivered, Decision.Void, wrongStanding(delivered, Standing.None));
        uint64 sent = send("on its way");
        assertRuleRefused(sent, Decision.Void, wrongStanding(sent, Standing.None));
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        uint64 deadline = soon();
        uint64 nonce = holdOne(deadline);
        vm.warp(uint256(deadline) + 1);
        assertRuleRefused(
            nonce,
            Decision.Deliver,
            abi.encodeWithSelector(IGateway.DeadlinePassed.selector, deadline, uint256(deadline) + 1)
        );
    }

    function test_RevertWhen_TheOtherDecisionWasSigned() public {
        uint64 nonce = holdOne(0);
        assertSignatureRefused(nonce, Decision.Deliver, signRuling(lane, nonce, Decision.Void));
        assertSignatureRefused(nonce, Decision.Void, signRuling(lane, nonce, Decision.Deliver));
    }

    function test_RevertWhen_AnotherNonceWasRuled() public {
        send("same");
        send("same");
        deliverHolding(lane, abi.encodePacked(uint64(2), uint64(3)));
        assertSignatureRefused(3, Decision.Deliver, signRuling(lane, 2, Decision.Deliver));
    }

    function test_RevertWhen_AnotherLaneWasRuled() public {
        uint64 nonce = holdOne(0);
        bytes32 hash = hashOf(messageAt(lane, nonce));
        bytes32 digest =
            Statements.rulingDigest(gatewayB.domainSeparator(), returnLane, nonce, hash, Decision.Deliver, EPOCH);
        assertSignatureRefused(nonce, Decision.Deliver, Signer.sign(key, digest));
    }

    function test_RevertWhen_RuledForAnotherGateway() public {
        uint64 nonce = holdOne(0);
        bytes32 hash = hashOf(messageAt(lane, nonce));
        onA();
        bytes32 digest = Statements.rulingDigest(gatewayA.domainSeparator(), lane, nonce, hash, Decision.Deliver, EPOCH);
        assertSignatureRefused(nonce, Decision.Deliver, Signer.sign(key, digest));
    }

    function test_RevertWhen_SignedByAnotherKey() public {
        uint64 nonce = holdOne(0);
        Signer.Key memory another = Signer.key(uint256(keccak256("another key")));
        assertSignatureRefused(nonce, Decision.Deliver, Signer.sign(another, rulingDigest(nonce, Decision.Deliver)));
    }

    function test_RevertWhen_TheSignatureIsZero() public {
        uint64 nonce = holdOne(0);
        assertSignatureRefused(nonce, Decision.Deliver, Signature(0, 0, 0));
    }

    function test_RevertWhen_TheEpochIsNotActive() public {
        uint64 nonce = holdOne(0);
        Signature memory signature = signRuling(lane, nonce, Decision.Deliver);
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.rule, (lane, nonce, messageAt(lane, nonce), Decision.Deliver, 2, signature)),
            abi.encodeWithSelector(IGateway.EpochNotActive.selector, 2, EPOCH, 0)
        );
    }

    /// @dev Even signed by the quorum, it is no decision.
    function test_RevertWhen_TheDecisionIsNone() public {
        uint64 nonce = holdOne(0);
        assertRuleRefused(
            nonce, Decision.None, abi.encodeWithSelector(IGateway.InvalidDecision.selector, Decision.None)
        );
    }

    function test_RevertWhen_TheMessageIsTamperedWith() public {
        uint64 nonce = holdOne(0);
        bytes32 held = hashOf(messageAt(lane, nonce)) & ~bytes32(uint256(0xff));
        Signature memory signature = signRuling(lane, nonce, Decision.Deliver);
        Message memory message = messageAt(lane, nonce);
        message.recipient = STRANGER;
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.rule, (lane, nonce, message, Decision.Deliver, EPOCH, signature)),
            abi.encodeWithSelector(IGateway.RecordMismatch.selector, hashOf(message), held)
        );
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        uint64 nonce = holdOne(0);
        Signature memory signature = signRuling(lane, nonce, Decision.Deliver);
        Message memory message = messageAt(lane, nonce);
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.rule, ("unknown", nonce, message, Decision.Deliver, EPOCH, signature)),
            laneError(IGateway.UnknownLane.selector, "unknown")
        );
    }

    function assertRuleRefused(uint64 nonce, Decision decision, bytes memory error) private {
        assertRefused(gatewayB, STRANGER, ruleInput(lane, nonce, decision), error);
    }

    function assertSignatureRefused(uint64 nonce, Decision decision, Signature memory signature) private {
        assertRefused(
            gatewayB,
            STRANGER,
            abi.encodeCall(IGateway.rule, (lane, nonce, messageAt(lane, nonce), decision, EPOCH, signature)),
            abi.encodeWithSelector(IGateway.InvalidSignature.selector, rulingDigest(nonce, decision), EPOCH)
        );
    }

    function rulingDigest(uint64 nonce, Decision decision) private returns (bytes32) {
        bytes32 hash = hashOf(messageAt(lane, nonce));
        return Statements.rulingDigest(atDestination(lane).domainSeparator(), lane, nonce, hash, decision, EPOCH);
    }

    function wrongStanding(uint64 nonce, Standing found) private view returns (bytes memory) {
        return abi.encodeWithSelector(IGateway.WrongStanding.selector, lane, nonce, found);
    }
}
