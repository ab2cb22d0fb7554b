// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Decision, IGateway, Limits, Standing} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "../base/GatewayTest.sol";
import {Demanding, GasBurner, Reverting} from "../base/OddRecipients.sol";

/// @dev Too little gas reverts the whole transaction: whoever chooses the gas cannot choose what fails. All of it on a lane
/// that allows the most that a lane can, with payloads as long as they may be.
contract DeliverGasTest is GatewayTest {
    uint64 private constant LIMIT = 200_000;
    uint64 private constant LIMIT_MAX = 8_000_000;
    uint256 private constant PAYLOAD_MAX = 8192;
    uint256 private constant PARK = 30_000;
    uint256 private constant FINISH = 30_000;
    /// @dev What a recipient spends before it can look at its gas.
    uint256 private constant ENTRY = 300;
    bytes32 private constant WIDE = "wide";

    bytes32 private wideLane;

    function setUp() public override {
        super.setUp();
        onA();
        vm.startPrank(ADMIN);
        bytes32 back;
        (wideLane, back) = gatewayA.openLane(CHAIN_B, address(gatewayB), WIDE, widest(), 0);
        gatewayA.allowSender(wideLane, APP, true);
        vm.stopPrank();
        onB();
        vm.prank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), WIDE, widest(), 0);
        deliverAll(wideLane);
        deliverAll(back);
        recipientB.trust(wideLane, APP);
        otherLanes.push(wideLane);
        otherLanes.push(back);
    }

    // Required before a call

    function test_RevertWhen_GasIsTooLittleForABatch() public {
        for (uint256 i = 0; i < 3; ++i) {
            sendWide(address(recipientB), LIMIT, abi.encodePacked(i));
        }
        assertNotEnoughGas(inputOf(batchOfAll(wideLane)), 400_000, 3 * LIMIT + 3 * PARK + FINISH);
    }

    function test_RevertWhen_GasIsTooLittleForAnErc7786Message() public {
        sendErc7786(WIDE, address(recipientB), LIMIT, 0, "payload");
        assertNotEnoughGas(inputOf(batchOfAll(wideLane)), 200_000, LIMIT + PARK + FINISH);
    }

    /// @dev The first call already waits for what parking the whole run would cost.
    function test_RevertWhen_GasIsTooLittleToParkTheRun() public {
        for (uint256 i = 0; i < 10; ++i) {
            sendErc7786(WIDE, address(recipientB), LIMIT, 0, abi.encodePacked(i));
        }
        assertNotEnoughGas(inputOf(batchOfAll(wideLane)), 500_000, LIMIT + 10 * PARK + FINISH);
    }

    function test_RevertWhen_GasIsTooLittleToRetry() public {
        uint64 nonce = parkFor(address(recipientB));
        assertNotEnoughGas(retryInput(wideLane, nonce), 200_000, LIMIT + FINISH);
    }

    function test_RevertWhen_GasIsTooLittleToRule() public {
        uint64 nonce = holdFor(address(recipientB));
        assertNotEnoughGas(ruleInput(wideLane, nonce, Decision.Deliver), 200_000, LIMIT + PARK + FINISH);
    }

    // The least gas that is accepted gives every recipient its whole limit

    function test_TheLeastGasForABatchIsEnough() public {
        Demanding recipient = new Demanding(2 * LIMIT - ENTRY);
        uint64 first = sendWide(address(recipient), LIMIT, new bytes(PAYLOAD_MAX));
        sendWide(address(recipient), LIMIT, new bytes(PAYLOAD_MAX));
        callWithTheLeast(inputOf(batchOfAll(wideLane)));
        assertStanding(wideLane, first, Standing.None);
        assertStanding(wideLane, first + 1, Standing.None);
    }

    function test_TheLeastGasForErc7786IsEnough() public {
        Demanding recipient = new Demanding(LIMIT - ENTRY);
        sendErc7786(WIDE, address(recipient), LIMIT, 0, new bytes(PAYLOAD_MAX));
        sendErc7786(WIDE, address(recipient), LIMIT, 0, new bytes(PAYLOAD_MAX));
        uint64 last = lastNonce(wideLane);
        callWithTheLeast(inputOf(batchOfAll(wideLane)));
        assertStanding(wideLane, last - 1, Standing.None);
        assertStanding(wideLane, last, Standing.None);
    }

    function test_TheLeastGasForARetryIsEnough() public {
        uint64 nonce = parkFor(address(new Demanding(LIMIT - ENTRY)));
        callWithTheLeast(retryInput(wideLane, nonce));
        assertStanding(wideLane, nonce, Standing.None);
    }

    function test_TheLeastGasForARulingIsEnough() public {
        uint64 nonce = holdFor(address(new Demanding(LIMIT - ENTRY)));
        callWithTheLeast(ruleInput(wideLane, nonce, Decision.Deliver));
        assertStanding(wideLane, nonce, Standing.None);
    }

    // Whatever gas is given

    function testFuzz_TooLittleGasNeverParksABatch(uint256 gas) public {
        uint64 nonce = sendWide(address(new Demanding(LIMIT - ENTRY)), LIMIT, new bytes(PAYLOAD_MAX));
        if (callWith(inputOf(batchOfAll(wideLane)), bound(gas, 0, 600_000))) {
            assertStanding(wideLane, nonce, Standing.None);
        }
    }

    function testFuzz_TooLittleGasNeverParksErc7786(uint256 gas) public {
        sendErc7786(WIDE, address(new Demanding(LIMIT - ENTRY)), LIMIT, 0, new bytes(PAYLOAD_MAX));
        uint64 nonce = lastNonce(wideLane);
        if (callWith(inputOf(batchOfAll(wideLane)), bound(gas, 0, 600_000))) {
            assertStanding(wideLane, nonce, Standing.None);
        }
    }

    function testFuzz_TooLittleGasNeverFailsARuling(uint256 gas) public {
        uint64 nonce = holdFor(address(new Demanding(LIMIT - ENTRY)));
        if (callWith(ruleInput(wideLane, nonce, Decision.Deliver), bound(gas, 0, 600_000))) {
            assertStanding(wideLane, nonce, Standing.None);
        }
    }

    // What is set aside

    /// @dev Once a call is made, parking all of a run does not run out.
    function test_WhatIsSetAsideParksAWholeBatch() public {
        address[2] memory bad = [address(new GasBurner()), address(new Reverting())];
        for (uint256 i = 0; i < bad.length; ++i) {
            for (uint256 j = 0; j < 20; ++j) {
                sendWide(bad[i], 5000, new bytes(PAYLOAD_MAX));
            }
            assertLastsFromTheFirstCheck(inputOf(batchOfAll(wideLane)));
            deliverAll(wideLane);
        }
    }

    /// @dev What failed is parked after the last call, and so is set aside before each.
    function test_WhatIsSetAsideParksARunDeliveredOneByOne() public {
        address[2] memory bad = [address(new GasBurner()), address(new Reverting())];
        for (uint256 i = 0; i < bad.length; ++i) {
            for (uint256 j = 0; j < 20; ++j) {
                sendErc7786(WIDE, bad[i], 5000, 0, new bytes(PAYLOAD_MAX));
            }
            assertLastsFromTheFirstCheck(inputOf(batchOfAll(wideLane)));
            deliverAll(wideLane);
        }
    }

    /// @dev What was delivered need not be parked: the gas for it is free for the calls that follow.
    function test_NothingIsSetAsideForWhatWasDelivered() public {
        for (uint256 i = 0; i < 10; ++i) {
            sendErc7786(WIDE, address(recipientB), 20_000, 0, abi.encodePacked(i));
        }
        assertTrue(callWith(inputOf(batchOfAll(wideLane)), 20_000 + 10 * PARK + FINISH + 100_000), "accepted");
    }

    function test_WhatIsSetAsideParksARuling() public {
        uint64 nonce = holdFor(address(new GasBurner()));
        assertLastsFromTheFirstCheck(ruleInput(wideLane, nonce, Decision.Deliver));
    }

    /// @dev A transaction of 2^24 gas, the most that EIP-7825 allows, less what it costs by itself: 21,000 and its calldata.
    function test_AMessageAtBothMaximaFitsATransaction() public {
        uint64 batch = sendWide(address(new GasBurner()), LIMIT_MAX, full());
        assertFits(inputOf(batchOfAll(wideLane)));
        assertStanding(wideLane, batch, Standing.Parked);

        sendErc7786(WIDE, address(new GasBurner()), LIMIT_MAX, soon(), full());
        uint64 single = lastNonce(wideLane);
        assertFits(inputOf(batchOfAll(wideLane)));
        assertStanding(wideLane, single, Standing.Parked);

        uint64 held = sendWide(address(new GasBurner()), LIMIT_MAX, full());
        deliverHolding(wideLane, abi.encodePacked(held));
        assertFits(ruleInput(wideLane, held, Decision.Deliver));
        assertStanding(wideLane, held, Standing.Parked);

        uint64 parked = parkAtMost(address(new Demanding(LIMIT_MAX - ENTRY)));
        assertFits(retryInput(wideLane, parked));
        assertStanding(wideLane, parked, Standing.None);

        vm.warp(block.timestamp + 2 hours);
        assertFits(voidInput(wideLane, single));
        assertStanding(wideLane, single, Standing.Voided);
    }

    // What many long messages cost

    /// @dev Memory costs more the more there is of it: what one call's input took is free again for the next.
    function test_TwiceAsManyLongMessagesCostTwiceAsMuch() public {
        assertCostsTwice(sendManyErc7786);
        assertCostsTwice(sendManyRuns);
    }

    function assertCostsTwice(function(uint256) internal sendSome) private {
        sendSome(2);
        deliverAll(wideLane);
        sendSome(10);
        uint256 once = costOf(inputOf(batchOfAll(wideLane)));
        sendSome(20);
        uint256 twice = costOf(inputOf(batchOfAll(wideLane)));
        assertTrue(twice < 2 * once, "costs more each");
    }

    function sendManyErc7786(uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            sendErc7786(WIDE, address(recipientB), LIMIT, 0, new bytes(PAYLOAD_MAX));
        }
    }

    /// @dev Each of another gas limit than the one before, and so a run of its own.
    function sendManyRuns(uint256 count) private {
        for (uint64 i = 0; i < count; ++i) {
            sendWide(address(recipientB), LIMIT + i % 2, new bytes(PAYLOAD_MAX));
        }
    }

    function costOf(bytes memory input) private returns (uint256 used) {
        onB();
        address gateway = address(gatewayB);
        bool accepted;
        // In assembly, as the test's own copy of a large input would be counted too.
        assembly ("memory-safe") {
            used := gas()
            accepted := call(gas(), gateway, 0, add(input, 32), mload(input), 0, 0)
            used := sub(used, gas())
        }
        assertTrue(accepted, "accepted");
    }

    // A retry may have more

    function test_ARetryForwardsWhatIsGiven() public {
        uint64 nonce = parkFor(address(new Demanding(3 * LIMIT)));
        assertTrue(callWith(retryInput(wideLane, nonce), 4 * LIMIT), "retried with more");
        assertStanding(wideLane, nonce, Standing.None);
    }

    function test_ARulingForwardsTheLimitOnly() public {
        uint64 nonce = holdFor(address(new Demanding(LIMIT + 1)));
        assertTrue(callWith(ruleInput(wideLane, nonce, Decision.Deliver), 4 * LIMIT), "ruled");
        assertStanding(wideLane, nonce, Standing.Parked);
    }

    function widest() private pure returns (Limits memory) {
        return Limits(uint32(LIMIT_MAX), uint32(PAYLOAD_MAX), uint32(LIMIT_MAX));
    }

    function sendWide(address recipient, uint64 gasLimit, bytes memory payload) private returns (uint64) {
        return send(wideLane, recipient, gasLimit, 0, payload);
    }

    /// @dev No byte of it is zero, which costs most as calldata.
    function full() private pure returns (bytes memory payload) {
        payload = new bytes(PAYLOAD_MAX);
        for (uint256 i = 0; i < payload.length; ++i) {
            payload[i] = 0x77;
        }
    }

    /// @dev The recipient is out of order while its message is delivered.
    function parkFor(address recipient) private returns (uint64 nonce) {
        nonce = sendWide(recipient, LIMIT, new bytes(PAYLOAD_MAX));
        bytes memory code = recipient.code;
        vm.etch(recipient, hex"fe");
        deliverAll(wideLane);
        vm.etch(recipient, code);
    }

    function parkAtMost(address recipient) private returns (uint64 nonce) {
        nonce = sendWide(recipient, LIMIT_MAX, full());
        bytes memory code = recipient.code;
        vm.etch(recipient, hex"fe");
        deliverAll(wideLane);
        vm.etch(recipient, code);
    }

    function holdFor(address recipient) private returns (uint64 nonce) {
        nonce = sendWide(recipient, LIMIT, new bytes(PAYLOAD_MAX));
        deliverHolding(wideLane, abi.encodePacked(nonce));
    }

    /// @dev Calls the destination with so much gas; a refusal must leave everything as it was.
    function callWith(bytes memory input, uint256 gas) private returns (bool accepted) {
        bytes32 before = observableState();
        onB();
        (accepted,) = address(gatewayB).call{gas: gas}(input);
        if (!accepted) assertEq(observableState(), before, "a refused call changed something");
    }

    /// @dev Finds the least gas with which the call is accepted, to within a few, and makes it with that.
    function callWithTheLeast(bytes memory input) private {
        onB();
        uint256 enough = 3_000_000;
        uint256 tooLittle = 0;
        while (enough - tooLittle > 8) {
            uint256 gas = (enough + tooLittle) / 2;
            uint256 state = vm.snapshotState();
            (bool accepted,) = address(gatewayB).call{gas: gas}(input);
            vm.revertToState(state);
            if (accepted) enough = gas;
            else tooLittle = gas;
        }
        (bool done,) = address(gatewayB).call{gas: enough}(input);
        assertTrue(done, "accepted");
    }

    function assertNotEnoughGas(bytes memory input, uint256 gas, uint256 required) private {
        bytes32 before = observableState();
        onB();
        (bool accepted, bytes memory answer) = address(gatewayB).call{gas: gas}(input);
        assertFalse(accepted, "accepted");
        assertEq(observableState(), before, "a refused call changed something");
        assertTrue(bytes4(answer) == IGateway.NotEnoughGas.selector, "error");
        (uint256 found, uint256 needed) = abi.decode(slice(answer, 4, answer.length), (uint256, uint256));
        assertEq(needed, required, "required");
        assertTrue(found < required && found < gas, "found");
    }

    /// @dev Raises the gas until the call is accepted. Once a check before a call is reached, nothing runs out any more.
    function assertLastsFromTheFirstCheck(bytes memory input) private {
        onB();
        bool reached;
        for (uint256 gas = 50_000; gas < 3_000_000; gas += 5000) {
            uint256 state = vm.snapshotState();
            (bool accepted, bytes memory answer) = address(gatewayB).call{gas: gas}(input);
            vm.revertToState(state);
            if (accepted) {
                assertTrue(reached, "accepted without a check");
                return;
            }
            bool refused = answer.length != 0 && bytes4(answer) == IGateway.NotEnoughGas.selector;
            assertTrue(refused || !reached, "ran out after a call was made");
            reached = reached || refused;
        }
        assertTrue(false, "never accepted");
    }

    function assertFits(bytes memory input) private {
        uint256 gas = 1 << 24;
        gas -= 21_000;
        for (uint256 i = 0; i < input.length; ++i) {
            // EIP-7623: 10 gas for a zero byte, 40 for another.
            gas -= input[i] == 0 ? 10 : 40;
        }
        assertTrue(callWith(input, gas), "does not fit");
    }
}
