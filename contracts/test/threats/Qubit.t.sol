// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Listing, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {IGateway} from "../../src/gateway/IGateway.sol";
import {BonusToken, FeeOnTransferToken, LyingToken, PlainToken} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev Qubit and Meter, January and February 2022: a second way of depositing, for the native coin, credited what the call named
/// and took nothing. Here there are four ways in, and each credits what the vault's balance gained, for every kind of token.
contract QubitTest is CollateralThreat {
    uint256 private constant AMOUNT = 10_000;
    address private constant NATIVE = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;
    uint96 private constant FEE = 1 ether;

    /// @dev Two of each kind: one for the native way, one for ERC-7786.
    address[2][4] private kinds;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 2; ++i) {
            kinds[0][i] = address(new PlainToken(18));
            kinds[1][i] = address(new FeeOnTransferToken());
            kinds[2][i] = address(new BonusToken());
            kinds[3][i] = address(new LyingToken());
            for (uint256 j = 0; j < 4; ++j) {
                listOn(lane, ledger, kinds[j][i], i == 0 ? bytes32(0) : CHANNEL, CAP);
                assets.push(kinds[j][i]);
                fund(kinds[j][i], HOLDER, CAP);
            }
        }
    }

    // Each way, each token, each kind

    function test_LockCreditsWhatArrived() public {
        _assertMeasured(0, false);
    }

    function test_LockWithPermitCreditsWhatArrived() public {
        _assertMeasured(0, true);
    }

    function test_LockThroughErc7786CreditsWhatArrived() public {
        _assertMeasured(1, false);
    }

    function test_LockWithPermitThroughErc7786CreditsWhatArrived() public {
        _assertMeasured(1, true);
    }

    // No value in

    function test_WhatDidNotArriveIsRefusedOnEveryWay() public {
        for (uint256 i = 0; i < 2; ++i) {
            address lying = kinds[3][i];
            LyingToken(lying).lie(true);
            bytes memory refusal = abi.encodeWithSelector(ICollateralVault.MeasuredOther.selector, lying, 0, AMOUNT);
            assertBlocked(address(vault), HOLDER, _input(lying, CollateralKind.Credit, false), refusal);
            assertBlocked(address(vault), HOLDER, _input(lying, CollateralKind.Credit, true), refusal);
        }
    }

    function test_NothingIsRefusedOnEveryWay() public {
        for (uint256 i = 0; i < 2; ++i) {
            Lock memory request = lockOf(lane, kinds[0][i], 0);
            Permit memory none;
            bytes memory refusal = abi.encodeWithSelector(ICollateralVault.ZeroAmount.selector);
            assertBlocked(address(vault), HOLDER, abi.encodeCall(ICollateralVault.lock, (request)), refusal);
            assertBlocked(
                address(vault), HOLDER, abi.encodeCall(ICollateralVault.lockWithPermit, (request, none)), refusal
            );
        }
    }

    // The native coin

    function test_TheNativeCoinIsNoAsset() public {
        address[2] memory sentinels = [address(0), NATIVE];
        for (uint256 i = 0; i < 2; ++i) {
            address sentinel = sentinels[i];
            assertBlocked(
                address(vault),
                HOLDER,
                _input(sentinel, CollateralKind.Credit, false),
                abi.encodeWithSelector(ICollateralVault.NotListed.selector, lane, sentinel)
            );
            assertBlocked(
                address(vault),
                ADMIN,
                abi.encodeCall(
                    ICollateralVault.listAsset,
                    (lane, sentinel, Listing(address(ledger), ENTER_GAS, true, 0, 0, CAP, CAP))
                ),
                abi.encodeWithSelector(ICollateralVault.NotAToken.selector, sentinel)
            );
        }
    }

    function test_ValueWithoutAFeeIsRefusedOnEveryWay() public {
        bytes memory refusal = abi.encodeWithSelector(IGateway.WrongFee.selector, 1, 0);
        for (uint256 i = 0; i < 2; ++i) {
            address asset = kinds[0][i];
            assertBlocked(address(vault), HOLDER, 1, _input(asset, CollateralKind.Credit, false), refusal);
            assertBlocked(address(vault), HOLDER, 1, _input(asset, CollateralKind.Credit, true), refusal);
        }
    }

    function test_ThePlainTransferOfTheCoinIsRefused() public {
        assertBlocked(address(vault), HOLDER, 1 ether, "", "");
    }

    /// @dev The fee is the gateway's. It buys no credit, and the vault keeps none of it.
    function test_AFeeIsNoDeposit() public {
        onA();
        vm.startPrank(ADMIN);
        gatewayA.setFee(lane, FEE);
        vm.stopPrank();
        for (uint256 i = 0; i < 2; ++i) {
            address asset = kinds[0][i];
            vm.deal(HOLDER, FEE);
            onA();
            vm.prank(HOLDER);
            vault.lock{value: FEE}(lockOf(lane, asset, AMOUNT));
            deliverAll(lane);
            assertEq(ledger.creditOf(lane, asset, ACCOUNT), AMOUNT, "credited");
        }
        assertEq(address(gatewayA).balance, 2 * FEE, "the gateway's");
        assertEq(address(vault).balance, 0, "the vault's");
    }

    /// @dev What is sent without a lock belongs to nobody's credit, and does not count for the next lock either.
    function test_ATokenSentWithoutALockCreditsNobody() public {
        vm.prank(HOLDER);
        token.transfer(address(vault), AMOUNT);
        lock(AMOUNT);
        deliverAll(lane);
        assertEq(creditOf(ACCOUNT), AMOUNT, "credited");
        assertEq(locked(), AMOUNT, "locked");
    }

    function test_SucceedsWhereTheRequestIsCredited() public {
        breakVault(LaxVault.Fault.CreditsTheRequested);
        for (uint256 i = 0; i < 2; ++i) {
            address lying = kinds[3][i];
            // Somebody's honest collateral.
            lock(lockOf(lane, lying, AMOUNT));
            LyingToken(lying).lie(true);
            Lock memory request = lockOf(lane, lying, AMOUNT);
            request.account = ATTACKER;
            lock(request);
            deliverAll(lane);
            LyingToken(lying).lie(false);
            onB();
            vm.prank(ATTACKER);
            ledger.release(lane, lying, AMOUNT, ATTACKER, "reference");
            deliverAll(returnLane);
            assertEq(IERC20(lying).balanceOf(ATTACKER), AMOUNT, "taken");
            assertTrue(surplusOf(lying) == -int256(AMOUNT), "from who had paid");
        }
    }

    function _assertMeasured(uint256 way, bool permits) private {
        for (uint256 i = 0; i < 4; ++i) {
            address asset = kinds[i][way];
            uint256 credited = _lockMeasured(asset, CollateralKind.Credit, permits);
            uint256 minted_ = _lockMeasured(asset, CollateralKind.Mint, permits);
            deliverAll(lane);
            assertEq(ledger.creditOf(lane, asset, ACCOUNT), credited, "credited");
            assertEq(IERC20(ledger.holding(lane, asset).token).balanceOf(ACCOUNT), minted_, "minted");
            assertEq(vault.locked(lane, asset), credited + minted_, "locked");
            assertTrue(surplusOf(asset) == 0, "to the unit");
        }
    }

    function _lockMeasured(address asset, CollateralKind kind, bool permits) private returns (uint256) {
        onA();
        uint256 before = IERC20(asset).balanceOf(address(vault));
        vm.prank(HOLDER);
        (bool done,) = address(vault).call(_input(asset, kind, permits));
        assertTrue(done, "locked");
        return IERC20(asset).balanceOf(address(vault)) - before;
    }

    function _input(address asset, CollateralKind kind, bool permits) private view returns (bytes memory) {
        Lock memory request = lockOf(lane, asset, AMOUNT);
        request.kind = kind;
        Permit memory none;
        return permits
            ? abi.encodeCall(ICollateralVault.lockWithPermit, (request, none))
            : abi.encodeCall(ICollateralVault.lock, (request));
    }
}
