// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {CollateralTest} from "../base/CollateralTest.sol";

/// @dev What moving collateral costs to execute, kept in `snapshots/`, by the rules of `GatewayGas`: lanes in use, accounts that
/// have margin or tokens already, storage cold. Whole transactions are measured by `./lockstep bench gas`.
contract CollateralGasTest is CollateralTest {
    string private constant GROUP = "Collateral";

    mapping(CollateralKind kind => mapping(uint64 count => bytes)) private deliveries;
    bytes private releaseDelivery;

    function setUp() public override {
        super.setUp();
        // The vault alone sends on its lane, as in production.
        onA();
        allowOnly(gatewayA, lane, address(vault), true);
        onB();
        allowOnly(gatewayB, returnLane, address(ledger), false);
        // Accounts, receivers and the window have been used before.
        lockMany(CollateralKind.Credit, 100);
        lockMany(CollateralKind.Mint, 100);
        deliverAll(lane);
        fund(address(token), ACCOUNT, 1000);
        credit(1000);
        mint(1000);
        token.mint(RECEIVER, 1);
        release(1);
        deliverAll(returnLane);

        release(1);
        releaseDelivery = inputOf(batchOfAll(returnLane));
        prepare(CollateralKind.Credit);
        prepare(CollateralKind.Mint);
    }

    function allowOnly(Gateway gateway, bytes32 laneId, address sender, bool paysFee) private {
        vm.prank(GUARDIAN);
        gateway.removeSender(laneId, APP);
        vm.prank(ADMIN);
        gateway.allowSender(laneId, sender, paysFee);
    }

    function test_Lock() public {
        onA();
        vm.prank(HOLDER);
        measure(address(vault), abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Credit, 1000))), "lock");
    }

    function test_Credit1() public {
        deliverPrepared(CollateralKind.Credit, 1, "credit 1");
    }

    function test_Credit10() public {
        deliverPrepared(CollateralKind.Credit, 10, "credit 10");
    }

    function test_Credit100() public {
        deliverPrepared(CollateralKind.Credit, 100, "credit 100");
    }

    function test_Mint1() public {
        deliverPrepared(CollateralKind.Mint, 1, "mint 1");
    }

    function test_Mint100() public {
        deliverPrepared(CollateralKind.Mint, 100, "mint 100");
    }

    function test_Release() public {
        onB();
        vm.prank(ACCOUNT);
        bytes memory input =
            abi.encodeCall(ICollateralLedger.release, (lane, address(token), 10, RECEIVER, "reference"));
        measure(address(ledger), input, "release");
    }

    function test_Redeem() public {
        onB();
        vm.prank(ACCOUNT);
        bytes memory input = abi.encodeCall(ICollateralLedger.redeem, (lane, address(token), 10, RECEIVER, "reference"));
        measure(address(ledger), input, "redeem");
    }

    function test_PayOut() public {
        onA();
        measure(address(gatewayA), releaseDelivery, "pay out 1");
    }

    /// @dev Every batch begins at the same place, as only one of them is delivered in a test.
    function prepare(CollateralKind kind) private {
        uint256 state = vm.snapshotState();
        bytes[3] memory inputs;
        for (uint256 i = 0; i < 3; ++i) {
            lockMany(kind, sizes()[i]);
            inputs[i] = inputOf(batchOfAll(lane));
            vm.revertToState(state);
            state = vm.snapshotState();
            forgetReverted();
        }
        for (uint256 i = 0; i < 3; ++i) {
            deliveries[kind][sizes()[i]] = inputs[i];
        }
    }

    function sizes() private pure returns (uint64[3] memory) {
        return [uint64(1), 10, 100];
    }

    function lockMany(CollateralKind kind, uint256 count) private {
        Lock memory request = lockOf(kind, 1000);
        for (uint256 i = 0; i < count; ++i) {
            request.account = address(uint160(uint256(keccak256(abi.encode("account", i)))));
            request.reference_ = bytes32(i);
            lock(request);
        }
    }

    function deliverPrepared(CollateralKind kind, uint64 count, string memory name) private {
        onB();
        measure(address(gatewayB), deliveries[kind][count], name);
    }

    function measure(address target, bytes memory input, string memory name) private {
        (bool accepted,) = target.call(input);
        vm.snapshotGasLastCall(GROUP, name);
        assertTrue(accepted, name);
    }
}
