// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Listing, Lock} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Message, RouteKind} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {
    BlacklistToken,
    BonusToken,
    FalseToken,
    FeeOnTransferToken,
    LyingToken,
    NoReturnToken,
    PausableToken
} from "../base/OddTokens.sol";

/// @dev A lock takes what it was asked for from its caller, and sends word of what arrived.
contract LockTest is CollateralBehaviour {
    uint256 private constant DEADLINE_MIN = 10 minutes;
    uint256 private constant DEADLINE_MAX = 30 days;

    // What it does

    function test_TheCollateralIsInTheVault() public {
        uint256 before = token.balanceOf(HOLDER);
        lock(1000);
        assertEq(token.balanceOf(HOLDER), before - 1000, "holder");
        assertEq(token.balanceOf(address(vault)), 1000, "vault");
        assertEq(locked(), 1000, "locked");
        assertEq(creditOf(ACCOUNT), 0, "not there yet");
    }

    function test_TheMessageIsACredit() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        assertMessage(
            lane,
            lock(request),
            Message(
                RouteKind.Batch,
                address(vault),
                address(ledger),
                ENTER_GAS,
                request.deadline,
                payloadOf(CREDIT, address(token), ACCOUNT, 1000)
            )
        );
    }

    function test_TheMessageIsAMint() public {
        Lock memory request = lockOf(CollateralKind.Mint, 1000);
        assertMessage(
            lane,
            lock(request),
            Message(
                RouteKind.Batch,
                address(vault),
                address(ledger),
                ENTER_GAS,
                request.deadline,
                payloadOf(MINT, address(token), ACCOUNT, 1000)
            )
        );
    }

    function test_TheMessageNamesWhoIsRefunded() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.refund = RECEIVER;
        assertEq(
            messageAt(lane, lock(request)).payload,
            payloadOf(CREDIT, address(token), ACCOUNT, 1000, RECEIVER),
            "payload"
        );
    }

    function test_ReturnsTheMessagesId() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        onA();
        vm.prank(HOLDER);
        bytes32 id = vault.lock(request);
        assertEq(id, LaneCodec.messageId(lane, lastNonce(lane)), "id");
    }

    function test_NeedsNoDeadline() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.deadline = 0;
        assertEq(messageAt(lane, lock(request)).deadline, 0, "deadline");
        vm.warp(block.timestamp + 365 days);
        deliverAll(lane);
        assertEq(creditOf(ACCOUNT), 1000, "credited");
    }

    function test_OneWeiIsEnough() public {
        credit(1);
        assertEq(creditOf(ACCOUNT), 1, "credited");
        assertEq(locked(), 1, "locked");
    }

    // Odd tokens: what arrived is what counts

    function test_AFeeOnTheTransferIsNotCredited() public {
        FeeOnTransferToken odd = new FeeOnTransferToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        assertEq(vault.locked(lane, address(odd)), 990, "locked");
        assertEq(ledger.creditOf(lane, address(odd), ACCOUNT), 990, "credited");
        assertSolvent(address(odd));
    }

    function test_ABonusOnTheTransferIsCredited() public {
        BonusToken odd = new BonusToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        assertEq(vault.locked(lane, address(odd)), 1010, "locked");
        assertEq(ledger.creditOf(lane, address(odd), ACCOUNT), 1010, "credited");
    }

    function test_ATokenMayReturnNothing() public {
        NoReturnToken odd = new NoReturnToken();
        listAndFund(address(odd));
        credit(address(odd), 1000);
        assertEq(odd.balanceOf(address(vault)), 1000, "in the vault");
        assertEq(ledger.creditOf(lane, address(odd), ACCOUNT), 1000, "credited");
    }

    // Fees

    function test_TheFeeGoesToTheGateway() public {
        setFee(7);
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        vm.deal(HOLDER, 7);
        vm.prank(HOLDER);
        vault.lock{value: 7}(request);
        assertEq(address(gatewayA).balance, 7, "gateway");
        assertEq(address(vault).balance, 0, "vault");
    }

    function test_RevertWhen_NoFeeIsPaid() public {
        setFee(7);
        assertFeeRefused(0, 7);
    }

    function test_RevertWhen_TooLittleIsPaid() public {
        setFee(7);
        assertFeeRefused(6, 7);
    }

    function test_RevertWhen_TooMuchIsPaid() public {
        setFee(7);
        assertFeeRefused(8, 7);
    }

    function test_RevertWhen_AFeeIsPaidThatNobodyAsksFor() public {
        assertFeeRefused(1, 0);
    }

    // Requests that cannot be

    function test_RevertWhen_TheAmountIsZero() public {
        assertLockRefused(
            lockOf(CollateralKind.Credit, 0), abi.encodeWithSelector(ICollateralVault.ZeroAmount.selector)
        );
    }

    function test_RevertWhen_TheAccountIsZero() public {
        assertAccountRefused(address(0));
    }

    /// @dev Nobody could ever ask for its release.
    function test_RevertWhen_TheAccountIsTheLedger() public {
        assertAccountRefused(address(ledger));
    }

    function test_RevertWhen_TheRefundAddressIsZero() public {
        assertRefundAddressRefused(address(0));
    }

    /// @dev What the vault paid to itself would be nobody's.
    function test_RevertWhen_TheRefundAddressIsTheVault() public {
        assertRefundAddressRefused(address(vault));
    }

    function test_RevertWhen_TheAssetIsNotListed() public {
        assertLockRefused(
            lockOf(address(0xA55E7), CollateralKind.Credit, 1000),
            abi.encodeWithSelector(ICollateralVault.NotListed.selector, lane, address(0xA55E7))
        );
    }

    function test_RevertWhen_TheAssetIsListedOnAnotherLaneOnly() public {
        openOtherLanes();
        assertLaneRefused(otherLane);
    }

    function test_RevertWhen_TheLaneIsTheOneThatComesBack() public {
        assertLaneRefused(returnLane);
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        assertLaneRefused("unknown");
    }

    function test_RevertWhen_TheKindIsNone() public {
        assertKindRefused(CollateralKind.None);
    }

    /// @dev Only the other chain asks for a release.
    function test_RevertWhen_TheKindIsARelease() public {
        assertKindRefused(CollateralKind.Release);
    }

    /// @dev Settlement is reserved: the number is no kind yet, and the call cannot even be read.
    function test_RevertWhen_TheKindIsASettlement() public {
        bytes memory input = abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Release, 1000)));
        // The kind is the third word.
        input[4 + 3 * 32 - 1] = bytes1(SETTLE);
        assertVaultRefused(HOLDER, input, "");
    }

    function test_RevertWhen_AnAssetIsMintedThatIsOnlyCredited() public {
        FalseToken credited = new FalseToken();
        onA();
        Listing memory listing = listingOf(CAP);
        listing.mintable = false;
        vm.prank(ADMIN);
        vault.listAsset(lane, address(credited), listing);
        fund(address(credited), HOLDER, 1000);
        otherAssets.push(address(credited));
        assertLockRefused(
            lockOf(address(credited), CollateralKind.Mint, 1000),
            abi.encodeWithSelector(ICollateralVault.NotMintable.selector, lane, address(credited))
        );
        lock(lockOf(address(credited), CollateralKind.Credit, 1000));
        assertEq(vault.locked(lane, address(credited)), 1000, "but it may be credited");
    }

    // Transfers that fail

    function test_RevertWhen_TheAllowanceIsShort() public {
        vm.prank(HOLDER);
        token.approve(address(vault), 999);
        assertLockRefused(
            lockOf(CollateralKind.Credit, 1000),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 999, 1000)
        );
    }

    function test_RevertWhen_TheBalanceIsShort() public {
        uint256 all = token.balanceOf(HOLDER);
        vm.prank(HOLDER);
        token.transfer(RECEIVER, all - 999);
        assertLockRefused(
            lockOf(CollateralKind.Credit, 1000),
            abi.encodeWithSelector(ICollateralVault.BalanceTooLow.selector, 999, 1000)
        );
    }

    /// @dev The payer is the caller: an allowance that somebody else gave is of no use.
    function test_RevertWhen_AStrangerSpendsTheHoldersAllowance() public {
        assertVaultRefused(
            STRANGER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Credit, 1000))),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, 1000)
        );
    }

    function test_RevertWhen_TheTokenAnswersFalse() public {
        FalseToken odd = new FalseToken();
        listAndFund(address(odd));
        odd.answerFalse(true);
        assertTransferFails(address(odd));
    }

    function test_RevertWhen_TheTokenIsPaused() public {
        PausableToken odd = new PausableToken();
        listAndFund(address(odd));
        odd.pause(true);
        assertTransferFails(address(odd));
    }

    function test_RevertWhen_TheHolderIsBlacklisted() public {
        BlacklistToken odd = new BlacklistToken();
        listAndFund(address(odd));
        odd.blacklist(HOLDER, true);
        assertTransferFails(address(odd));
    }

    function test_RevertWhen_TheTokenMovesNothingAndSaysItDid() public {
        LyingToken odd = new LyingToken();
        listAndFund(address(odd));
        odd.lie(true);
        assertLockRefused(
            lockOf(address(odd), CollateralKind.Credit, 1000),
            abi.encodeWithSelector(ICollateralVault.MeasuredOther.selector, address(odd), 0, 1000)
        );
    }

    // Messages that the gateway does not take: the collateral stays where it is

    function test_RevertWhen_TheGatewayIsPaused() public {
        pause(gatewayA);
        assertLockRefused(
            lockOf(CollateralKind.Credit, 1000), abi.encodeWithSelector(IGateway.GatewayIsPaused.selector)
        );
    }

    function test_RevertWhen_TheLaneIsPaused() public {
        pauseLane(gatewayA, lane);
        assertLockRefused(lockOf(CollateralKind.Credit, 1000), laneError(IGateway.LaneIsPaused.selector, lane));
    }

    function test_RevertWhen_TheLaneIsClosed() public {
        closeLane(gatewayA, lane);
        assertLockRefused(lockOf(CollateralKind.Credit, 1000), laneError(IGateway.LaneIsClosed.selector, lane));
    }

    function test_RevertWhen_TheVaultMayNotSend() public {
        vm.prank(GUARDIAN);
        gatewayA.removeSender(lane, address(vault));
        assertLockRefused(
            lockOf(CollateralKind.Credit, 1000),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, address(vault))
        );
    }

    function test_RevertWhen_TheDeadlineIsTooSoon() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.deadline = uint64(block.timestamp + DEADLINE_MIN - 1);
        assertLockRefused(
            request,
            abi.encodeWithSelector(IGateway.DeadlineTooSoon.selector, request.deadline, block.timestamp + DEADLINE_MIN)
        );
    }

    function test_RevertWhen_TheDeadlineIsTooFar() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.deadline = uint64(block.timestamp + DEADLINE_MAX + 1);
        assertLockRefused(
            request,
            abi.encodeWithSelector(IGateway.DeadlineTooFar.selector, request.deadline, block.timestamp + DEADLINE_MAX)
        );
    }

    function setFee(uint96 fee) private {
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, fee);
    }

    function assertFeeRefused(uint256 paid, uint256 due) private {
        assertRefusedBy(
            address(vault),
            HOLDER,
            paid,
            abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Credit, 1000))),
            abi.encodeWithSelector(IGateway.WrongFee.selector, paid, due)
        );
    }

    function assertAccountRefused(address account) private {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.account = account;
        assertLockRefused(request, abi.encodeWithSelector(ICollateralVault.InvalidAccount.selector, account));
    }

    function assertRefundAddressRefused(address refund) private {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.refund = refund;
        assertLockRefused(request, abi.encodeWithSelector(ICollateralVault.InvalidRefund.selector, refund));
    }

    function assertLaneRefused(bytes32 laneId) private {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.lane = laneId;
        assertLockRefused(request, abi.encodeWithSelector(ICollateralVault.NotListed.selector, laneId, address(token)));
    }

    function assertKindRefused(CollateralKind kind) private {
        assertLockRefused(lockOf(kind, 1000), abi.encodeWithSelector(ICollateralVault.InvalidKind.selector, kind));
    }

    function assertTransferFails(address asset) private {
        assertLockRefused(
            lockOf(asset, CollateralKind.Credit, 1000),
            abi.encodeWithSelector(ICollateralVault.TransferFailed.selector, asset, 1000)
        );
    }
}
