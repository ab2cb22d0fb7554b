// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../src/gateway/Gateway.sol";
import {Decision, IGateway, Message, RouteKind, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Threat} from "./Threat.sol";
import {Worker} from "./actors/Worker.sol";
import {LaxCallsGateway} from "./broken/LaxCallsGateway.sol";

/// @dev A wrapper around CCTP: whoever submitted with too little gas consumed the message without its hook. Here, with every
/// amount of gas, a healthy message is either delivered or untouched. Its recipient works off nearly all of its gas limit.
contract CctpHookWrapperTest is Threat {
    error Outcome(bool accepted, bool parked);

    uint64 private constant LIMIT = 60_000;
    uint256 private constant WORK_GAS = 57_000;
    /// @dev What an ERC-7786 message has that does not say otherwise.
    uint256 private constant LIMIT_DEFAULT = 200_000;

    function newBroken(address authority) internal override returns (Gateway) {
        return Gateway(
            vm.deployCode(
                "LaxCallsGateway.sol:LaxCallsGateway", abi.encode(authority, LaxCallsGateway.Fault.CountsNoGas)
            )
        );
    }

    function test_NoAmountOfGasParksAHealthyMessage() public {
        _assertNeverParked(_sendMany(1), 2, 2);
    }

    function test_NoAmountOfGasParksAHealthyRun() public {
        _assertNeverParked(_sendMany(4), 2, 5);
    }

    function test_NoAmountOfGasParksAHealthyErc7786Message() public {
        _assertNeverParked(_sendInteroperably(), 2, 2);
    }

    /// @dev A run in which every message but the last fails, so that parking is as dear as it can be.
    function test_NoAmountOfGasParksWhatStandsBehindFailures() public {
        for (uint256 i = 0; i < 6; ++i) {
            world.sendTo(lane, address(0xDEAD), LIMIT, 0, "nobody is there");
        }
        _assertNeverParked(_sendMany(1), 8, 8);
    }

    function test_NoAmountOfGasParksAVoid() public {
        address worker = address(new Worker(145_000));
        Message memory message = Message(
            RouteKind.Voided, address(gatewayA), worker, 150_000, 0, abi.encodePacked(returnLane, uint64(2), "refund")
        );
        _assertNeverParked(encode(world.forgeSigned(lane, message)), 2, 2);
    }

    function test_NoAmountOfGasParksARuledMessage() public {
        _sendMany(1);
        world.deliverRest(lane, abi.encodePacked(uint64(2)));
        onB();
        Signature memory signature = world.ruling(lane, 2, Decision.Deliver);
        Message memory message = world.messageOf(lane, 2);
        _assertNeverParked(abi.encodeCall(IGateway.rule, (lane, 2, message, Decision.Deliver, EPOCH, signature)), 2, 2);
    }

    function test_SucceedsWhereGasIsNotCounted() public {
        breakGateways();
        (bool isAccepted, bool isParked) = _sweep(_sendMany(1), 2, 2);
        assertTrue(isAccepted && isParked, "parked a healthy run for want of gas");

        breakGateways();
        (isAccepted, isParked) = _sweep(_sendInteroperably(), 2, 2);
        assertTrue(isAccepted && isParked, "parked a healthy ERC-7786 message for want of gas");
    }

    function _sendMany(uint256 count) private returns (bytes memory) {
        address worker = address(new Worker(WORK_GAS));
        for (uint256 i = 0; i < count; ++i) {
            world.sendTo(lane, worker, LIMIT, 0, "work");
        }
        onB();
        return encode(world.genuineRest(lane, ""));
    }

    function _sendInteroperably() private returns (bytes memory) {
        address worker = address(new Worker(LIMIT_DEFAULT - 5000));
        world.sendInteroperably(lane, InteroperableAddress.encode(CHAIN_B, worker), "work");
        onB();
        return encode(world.genuineRest(lane, ""));
    }

    function _assertNeverParked(bytes memory input, uint64 first, uint64 last) private {
        (bool isAccepted, bool isParked) = _sweep(input, first, last);
        assertTrue(isAccepted, "with gas enough it is delivered");
        assertFalse(isParked, "with any other amount it is untouched");
    }

    /// @dev From too little to more than enough, in steps smaller than anything that the gateway does between its checks.
    /// @return isAccepted Whether some amount was accepted.
    /// @return isParked Whether some amount left one of the messages parked.
    function _sweep(bytes memory input, uint64 first, uint64 last) private returns (bool isAccepted, bool isParked) {
        uint256 streak;
        for (uint256 gas = 30_000; streak < 100; gas += 300) {
            try this.probe(input, gas, first, last) {}
            catch (bytes memory answer) {
                (bool accepted, bool parked) = abi.decode(slice(answer, 4, answer.length), (bool, bool));
                isParked = isParked || parked;
                isAccepted = isAccepted || accepted;
                streak = accepted && !parked ? streak + 1 : 0;
            }
        }
    }

    function probe(bytes calldata input, uint256 gas, uint64 first, uint64 last) external {
        (bool accepted,) = address(gatewayB).call{gas: gas}(input);
        bool parked;
        for (uint64 nonce = first; nonce <= last; ++nonce) {
            parked = parked || standingOf(nonce) == Standing.Parked;
        }
        revert Outcome(accepted, parked);
    }
}
