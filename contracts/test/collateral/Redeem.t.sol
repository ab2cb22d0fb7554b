// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {Decision, IGateway, Message, RouteKind} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @dev Whoever holds minted tokens may burn them for the collateral behind them.
contract RedeemTest is CollateralBehaviour {
    function setUp() public override {
        super.setUp();
        mint(1000);
    }

    function test_TheTokensAreBurntAtOnce() public {
        redeem(400);
        assertEq(minted.balanceOf(ACCOUNT), 600, "balance");
        assertEq(minted.totalSupply(), 600, "supply");
        assertEq(outstanding(), 600, "outstanding");
        assertEq(locked(), 1000, "locked until the request arrives");
    }

    function test_TheTokenSaysWhoBurntIt() public {
        onB();
        vm.prank(ACCOUNT);
        vm.expectEmit(true, true, true, true, address(minted));
        emit IERC7802.CrosschainBurn(ACCOUNT, 400, address(ledger));
        ledger.redeem(lane, address(token), 400, RECEIVER, REFERENCE);
    }

    function test_TheMessageIsARelease() public {
        assertMessage(
            returnLane,
            redeem(400),
            Message(
                RouteKind.Batch,
                address(ledger),
                address(vault),
                RELEASE_GAS,
                0,
                payloadOf(RELEASE, address(token), RECEIVER, 400, ACCOUNT)
            )
        );
    }

    function test_TheRequestIsTold() public {
        onB();
        uint64 nonce = lastNonce(returnLane) + 1;
        vm.prank(ACCOUNT);
        vm.expectEmit(true, true, true, true, address(ledger));
        emit ICollateralLedger.ReleaseRequested(returnLane, nonce, ACCOUNT, address(token), RECEIVER, 400);
        bytes32 id = ledger.redeem(lane, address(token), 400, RECEIVER, REFERENCE);
        assertEq(id, LaneCodec.messageId(returnLane, nonce), "id");
    }

    /// @dev Tokens are anybody's who holds them, unlike margin.
    function test_WhoeverHoldsTheTokensMayRedeem() public {
        vm.prank(ACCOUNT);
        minted.transfer(STRANGER, 400);
        onB();
        vm.prank(STRANGER);
        ledger.redeem(lane, address(token), 400, STRANGER, REFERENCE);
        deliverAll(returnLane);
        assertEq(token.balanceOf(STRANGER), 400, "paid out");
        assertEq(minted.balanceOf(ACCOUNT), 600, "the rest");
    }

    function test_AVoidedRequestIsMargin() public {
        uint64 nonce = redeem(400);
        deliverHolding(returnLane, abi.encodePacked(nonce));
        rule(returnLane, nonce, Decision.Void);
        deliverAll(lane);
        assertEq(minted.balanceOf(ACCOUNT), 600, "tokens");
        assertEq(creditOf(ACCOUNT), 400, "margin");
        assertEq(outstanding(), 1000, "outstanding");
        assertEq(locked(), 1000, "locked");
        release(400);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 400, "the margin is as good as any");
    }

    // What may not be asked for

    function test_RevertWhen_TheCallerHasFewerTokens() public {
        vm.prank(ACCOUNT);
        minted.transfer(STRANGER, 1);
        assertRefused(
            ACCOUNT, 1000, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ACCOUNT, 999, 1000)
        );
    }

    function test_RevertWhen_SomebodyElseAsks() public {
        assertRefused(
            STRANGER, 1, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, STRANGER, 0, 1)
        );
    }

    /// @dev Margin is no tokens.
    function test_RevertWhen_TheCallerHasOnlyMargin() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.account = STRANGER;
        lock(request);
        deliverAll(lane);
        assertRefused(
            STRANGER, 1000, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, STRANGER, 0, 1000)
        );
    }

    function test_RevertWhen_ThereAreFewerTokensThanThat() public {
        assertRefused(
            ACCOUNT, 1001, abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ACCOUNT, 1000, 1001)
        );
    }

    function test_RevertWhen_TheAmountIsZero() public {
        assertRefused(ACCOUNT, 0, abi.encodeWithSelector(ICollateralLedger.ZeroAmount.selector));
    }

    function test_RevertWhen_TheReceiverIsTheVault() public {
        assertLedgerRefused(
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.redeem, (lane, address(token), 400, address(vault), REFERENCE)),
            abi.encodeWithSelector(ICollateralLedger.InvalidReceiver.selector, vault)
        );
    }

    function test_RevertWhen_TheLaneIsNotConnected() public {
        assertLedgerRefused(
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.redeem, (returnLane, address(token), 400, RECEIVER, REFERENCE)),
            abi.encodeWithSelector(ICollateralLedger.NotConnected.selector, returnLane)
        );
    }

    function test_RevertWhen_TheAssetIsNotListed() public {
        assertLedgerRefused(
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.redeem, (lane, address(0xA55E7), 400, RECEIVER, REFERENCE)),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, address(0xA55E7))
        );
    }

    /// @dev Something is outstanding of the asset, but no token of it was ever created.
    function test_RevertWhen_TheAssetHasNoToken() public {
        address other = address(0xA55E7);
        onB();
        vm.prank(ADMIN);
        ledger.listAsset(lane, other, CAP);
        vm.prank(address(gatewayB));
        ledger.onMessages(lane, 7, address(vault), 1, recordOf(CREDIT, other, ACCOUNT, 1000));
        assertLedgerRefused(
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.redeem, (lane, other, 400, RECEIVER, REFERENCE)),
            abi.encodeWithSelector(ICollateralLedger.NotMintable.selector, lane, other)
        );
    }

    /// @dev The tokens are there again if the request cannot leave.
    function test_RevertWhen_TheGatewayIsPaused() public {
        pause(gatewayB);
        assertRefused(ACCOUNT, 400, abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
    }

    function assertRefused(address caller, uint256 amount, bytes memory error) private {
        assertLedgerRefused(
            caller, abi.encodeCall(ICollateralLedger.redeem, (lane, address(token), amount, RECEIVER, REFERENCE)), error
        );
    }
}
