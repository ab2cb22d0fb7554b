// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Standing} from "../../src/gateway/IGateway.sol";
import {Threat} from "./Threat.sol";
import {BadRecipient} from "./actors/BadRecipient.sol";
import {Witness} from "./actors/Witness.sol";
import {LaxCallsGateway} from "./broken/LaxCallsGateway.sol";

/// @dev One recipient that burns its gas, answers with a megabyte or always reverts must not cost the others anything: not
/// their delivery, not their order, not their gas.
contract GasGriefingTest is Threat {
    error Outcome(bool accepted, uint256 gasUsed, bytes32 transcript, uint256 calls, Standing bad);

    uint256 private constant THOUSAND = 1000;
    uint256 private constant BAD = 500;

    Witness private witness;
    BadRecipient private bad;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxCallsGateway.sol:LaxCallsGateway", abi.encode(authority, LaxCallsGateway.Fault.CopiesAnswers)
            )
        );
    }

    function test_OneBadRecipientAmongAThousandChangesNothingForTheOthers() public {
        uint64 nonce = _sendThousand();
        bytes memory input = encode(world.genuineRest(lane, ""));
        bad.set(BadRecipient.Habit.Reverts, "");
        (bool accepted, uint256 gasUsed, bytes32 transcript, uint256 calls,) = _probe(input, nonce);
        assertTrue(accepted, "accepted");
        assertEq(calls, _callsFor(THOUSAND - 1), "every other message in as few calls");

        for (uint8 habit = 0; habit <= uint8(type(BadRecipient.Habit).max); ++habit) {
            bad.set(BadRecipient.Habit(habit), input);
            (bool isAccepted, uint256 gas, bytes32 found, uint256 foundCalls, Standing foundStanding) =
                _probe(input, nonce);
            assertTrue(isAccepted, "accepted");
            assertEq(found, transcript, "what the others were told");
            assertEq(foundCalls, calls, "calls of the others");
            assertTrue(foundStanding == Standing.Parked, "the bad one is parked");
            assertTrue(gas < gasUsed + GAS_LIMIT + 10_000, "at most its own gas limit more");
        }
    }

    /// @dev An account without code answers a call with success and nothing, a precompile with what it was given.
    function test_WhatCannotAnswerIsParked() public {
        address[3] memory mute = [address(0xDEAD), address(4), address(gatewayB)];
        for (uint256 i = 0; i < mute.length; ++i) {
            send(mute[i], "nobody is there");
        }
        uint64 last = send("somebody is");
        world.deliverRest(lane, "");
        onB();
        for (uint64 nonce = last - 3; nonce < last; ++nonce) {
            assertTrue(standingOf(nonce) == Standing.Parked, "no code, a precompile, the gateway itself");
        }
        assertEq(recipientB.received(), 1, "received");
    }

    /// @dev What is demanded before a call pays for everything after it, however long the answer.
    function test_ALongAnswerCostsTheGatewayNothing() public {
        bytes memory input = _oneExpensive(BadRecipient.Habit.ReturnsLong);
        uint256 gas = _leastGas(input);
        assertTrue(_succeeds(input, gas), "with what is demanded");
        bad.set(BadRecipient.Habit.RevertsLong, "");
        assertTrue(_succeeds(input, gas), "a long reason is no worse");
        bad.set(BadRecipient.Habit.ReturnsNothing, "");
        assertTrue(_succeeds(input, gas), "nor is none");
    }

    function test_SucceedsWhereAnswersAreCopied() public {
        bytes memory input = _oneExpensive(BadRecipient.Habit.ReturnsNothing);
        uint256 gas = _leastGas(input);

        breakGateways();
        input = _oneExpensive(BadRecipient.Habit.ReturnsNothing);
        assertTrue(_succeeds(input, gas + 20_000), "enough for a short answer");
        bad.set(BadRecipient.Habit.ReturnsLong, "");
        assertFalse(_succeeds(input, gas + 20_000), "the healthy message behind it is stuck too");
    }

    /// @dev 999 messages to one recipient, and one to another in their middle.
    function _sendThousand() private returns (uint64 nonce) {
        witness = new Witness();
        bad = new BadRecipient();
        for (uint256 i = 0; i < THOUSAND; ++i) {
            if (i == BAD) nonce = send(address(bad), "bad");
            else send(address(witness), abi.encode(i));
        }
        onB();
    }

    /// @dev Runs hold 256 messages at most: 500 before the bad one, 499 behind it.
    function _callsFor(uint256 others) private pure returns (uint256) {
        return (BAD + 255) / 256 + (others - BAD + 255) / 256;
    }

    /// @dev One message with a gas limit in the millions to the bad recipient, and one to a healthy one.
    function _oneExpensive(BadRecipient.Habit habit) private returns (bytes memory) {
        witness = new Witness();
        bad = new BadRecipient();
        bad.set(habit, "");
        world.sendTo(lane, address(bad), 4_000_000, 0, "bad");
        send(address(witness), "healthy");
        onB();
        return encode(world.genuineRest(lane, ""));
    }

    /// @dev The least gas, to a thousand, with which a delivery goes through.
    function _leastGas(bytes memory input) private returns (uint256 gas) {
        gas = 4_000_000;
        while (!_succeeds(input, gas)) {
            gas += 1000;
        }
    }

    function _succeeds(bytes memory input, uint256 gas) private returns (bool accepted) {
        try this.probe(input, gas, 2) {}
        catch (bytes memory answer) {
            (accepted,,,,) = abi.decode(slice(answer, 4, answer.length), (bool, uint256, bytes32, uint256, Standing));
        }
    }

    function _probe(bytes memory input, uint64 nonce) private returns (bool, uint256, bytes32, uint256, Standing) {
        try this.probe(input, gasleft() / 2, nonce) {
            revert("a probe always reverts");
        } catch (bytes memory answer) {
            return abi.decode(slice(answer, 4, answer.length), (bool, uint256, bytes32, uint256, Standing));
        }
    }

    /// @dev What the delivery would do with so much gas. Nothing of it stays.
    function probe(bytes calldata input, uint256 gas, uint64 nonce) external {
        uint256 before = gasleft();
        (bool accepted,) = address(gatewayB).call{gas: gas}(input);
        uint256 used = before - gasleft();
        revert Outcome(accepted, used, witness.transcript(), witness.calls(), standingOf(nonce));
    }
}
