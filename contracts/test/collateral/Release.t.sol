// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Decision, IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev An account gives up margin, and the vault pays whom it named; or the request is voided, and the margin is back.
contract ReleaseTest is CollateralBehaviour {
    uint64 private constant FIRST_NONCE = 7;

    function setUp() public override {
        super.setUp();
        credit(1000);
    }

    // Asking

    /// @dev No payout cap can be raised to it, so it would be parked for ever, and nobody could void it.
    function test_RevertWhen_NoPayoutCapCanReachTheAmount() public {
        address asset = address(new PlainToken(18));
        listAndFund(asset);
        uint96 cap = type(uint96).max;
        onA();
        vm.startPrank(ADMIN);
        vault.raiseLockCap(lane, asset, cap);
        vault.raisePayoutCap(lane, asset, cap);
        vm.stopPrank();
        onB();
        vm.prank(ADMIN);
        ledger.raiseCap(lane, asset, cap);
        uint256 most = vault.route(lane, asset).payoutCap;
        fund(asset, HOLDER, 4 * most);
        credit(asset, most);
        mintOf(asset, most);
        nextWindow();
        credit(asset, most);
        mintOf(asset, most);

        bytes memory error = abi.encodeWithSelector(ICollateralLedger.OverCap.selector, most + 1, most);
        assertLedgerRefused(
            ACCOUNT, abi.encodeCall(ICollateralLedger.release, (lane, asset, most + 1, RECEIVER, REFERENCE)), error
        );
        assertLedgerRefused(
            ACCOUNT, abi.encodeCall(ICollateralLedger.redeem, (lane, asset, most + 1, RECEIVER, REFERENCE)), error
        );
        release(asset, most, RECEIVER);
        deliverAll(returnLane);
        assertEq(IERC20(asset).balanceOf(RECEIVER), most, "paid out");
    }

    /// @dev In the window after the credit, as a lock cap holds for both.
    function mintOf(address asset, uint256 amount) private {
        nextWindow();
        lock(lockOf(asset, CollateralKind.Mint, amount));
        deliverAll(lane);
    }

    function test_TheMarginIsGoneAtOnce() public {
        release(400);
        assertEq(creditOf(ACCOUNT), 600, "credited");
        assertEq(outstanding(), 600, "outstanding");
        assertEq(locked(), 1000, "locked until the request arrives");
    }

    function test_TheMessageNamesTheReceiverAndTheAccount() public {
        assertMessage(
            returnLane,
            release(400),
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
        bytes32 id = ledger.release(lane, address(token), 400, RECEIVER, REFERENCE);
        assertEq(id, LaneCodec.messageId(returnLane, nonce), "id");
    }

    function test_AllOfItMayGo() public {
        release(1000);
        deliverAll(returnLane);
        assertEq(creditOf(ACCOUNT), 0, "credited");
        assertEq(locked(), 0, "locked");
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
    }

    /// @dev What leaves the ledger is not capped: the vault's cap holds for it.
    function test_TheLedgersCapDoesNotHoldMarginBack() public {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 0);
        release(1000);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
    }

    /// @dev Whoever gives up margin here has no native currency to pay with.
    function test_PaysNoFee() public {
        onB();
        vm.prank(ADMIN);
        gatewayB.setFee(returnLane, 7);
        release(1000);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1000, "paid out");
    }

    // What may not be asked for

    function test_RevertWhen_TheAccountHasLess() public {
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.account = STRANGER;
        lock(request);
        deliverAll(lane);
        assertReleaseRefused(
            ACCOUNT, lane, 1001, RECEIVER, abi.encodeWithSelector(ICollateralLedger.CreditTooLow.selector, 1000, 1001)
        );
    }

    function test_RevertWhen_TheLedgerHasLess() public {
        assertReleaseRefused(
            ACCOUNT, lane, 1001, RECEIVER, abi.encodeWithSelector(ICollateralLedger.CreditTooLow.selector, 1000, 1001)
        );
    }

    function test_RevertWhen_SomebodyElseAsks() public {
        assertReleaseRefused(
            STRANGER, lane, 1, STRANGER, abi.encodeWithSelector(ICollateralLedger.CreditTooLow.selector, 0, 1)
        );
    }

    function test_RevertWhen_TheAmountIsZero() public {
        assertReleaseRefused(ACCOUNT, lane, 0, RECEIVER, abi.encodeWithSelector(ICollateralLedger.ZeroAmount.selector));
    }

    function test_RevertWhen_TheReceiverIsZero() public {
        assertReleaseRefused(
            ACCOUNT,
            lane,
            400,
            address(0),
            abi.encodeWithSelector(ICollateralLedger.InvalidReceiver.selector, address(0))
        );
    }

    function test_RevertWhen_TheReceiverIsTheVault() public {
        assertReleaseRefused(
            ACCOUNT,
            lane,
            400,
            address(vault),
            abi.encodeWithSelector(ICollateralLedger.InvalidReceiver.selector, vault)
        );
    }

    function test_RevertWhen_TheLaneIsNotConnected() public {
        assertReleaseRefused(
            ACCOUNT,
            returnLane,
            400,
            RECEIVER,
            abi.encodeWithSelector(ICollateralLedger.NotConnected.selector, returnLane)
        );
    }

    function test_RevertWhen_TheAssetIsNotListed() public {
        assertLedgerRefused(
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.release, (lane, address(0xA55E7), 400, RECEIVER, REFERENCE)),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, address(0xA55E7))
        );
    }

    function test_RevertWhen_TheGatewayIsPaused() public {
        pause(gatewayB);
        assertReleaseRefused(ACCOUNT, lane, 400, RECEIVER, abi.encodeWithSelector(IGateway.GatewayIsPaused.selector));
    }

    function test_RevertWhen_TheReturnLaneIsPaused() public {
        pauseLane(gatewayB, returnLane);
        assertReleaseRefused(ACCOUNT, lane, 400, RECEIVER, laneError(IGateway.LaneIsPaused.selector, returnLane));
    }

    function test_RevertWhen_TheLedgerMayNotSend() public {
        vm.prank(GUARDIAN);
        gatewayB.removeSender(returnLane, address(ledger));
        assertReleaseRefused(
            ACCOUNT,
            lane,
            400,
            RECEIVER,
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, returnLane, address(ledger))
        );
    }

    /// @dev A credit that is parked is not there yet; nothing of it can leave before it has come.
    function test_AParkedCreditCannotBeReleased() public {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 1000);
        uint64 nonce = lock(500);
        assertParks(lane);
        assertReleaseRefused(
            ACCOUNT, lane, 1500, RECEIVER, abi.encodeWithSelector(ICollateralLedger.CreditTooLow.selector, 1000, 1500)
        );
        onB();
        vm.prank(ADMIN);
        ledger.raiseCap(lane, address(token), CAP);
        retry(lane, nonce);
        release(1500);
        deliverAll(returnLane);
        assertEq(token.balanceOf(RECEIVER), 1500, "paid out");
    }

    // Paying out

    function test_TheReleaseIsTold() public {
        uint64 nonce = release(400);
        Batch memory batch = batchOfAll(returnLane);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Released(lane, nonce, RECEIVER, address(token), 400);
        deliver(batch);
    }

    function test_ReleasesOfABatchAreMarkedByTheirPlace() public {
        bytes memory records = bytes.concat(
            releaseRecord(RECEIVER, 1001),
            releaseRecord(RECEIVER, 1),
            releaseRecord(address(0), 1),
            releaseRecord(address(vault), 1),
            releaseRecord(RECEIVER, 0),
            releaseRecord(STRANGER, 20)
        );
        records = bytes.concat(
            records,
            recordOf(NONE, address(token), RECEIVER, 1),
            recordOf(CREDIT, address(token), RECEIVER, 1),
            recordOf(SETTLE, address(token), RECEIVER, 1),
            recordOf(RELEASE, address(0xA55E7), RECEIVER, 1),
            releaseRecord(RECEIVER, 979),
            releaseRecord(RECEIVER, 1)
        );
        onA();
        vm.prank(address(gatewayA));
        (bytes4 magic, uint256 failures) = vault.onMessages(returnLane, FIRST_NONCE, address(ledger), 12, records);
        assertEq(bytes32(magic), bytes32(IMessageRecipient.onMessages.selector), "magic");
        assertEq(failures, 0xbdd, "failures");
        assertEq(token.balanceOf(RECEIVER), 980, "first receiver");
        assertEq(token.balanceOf(STRANGER), 20, "second receiver");
        assertEq(locked(), 0, "locked");
    }

    // Who is heard

    function test_AnotherSenderOnTheReturnLaneIsNotHeard() public {
        send(returnLane, address(vault), RELEASE_GAS, 0, payloadOf(RELEASE, address(token), STRANGER, 1));
        assertParks(returnLane);
    }

    function test_TheLedgerIsNotHeardOnALaneThatNothingLeftBy() public {
        openOtherLanes();
        forge(
            otherReturnLane,
            RouteKind.Batch,
            address(ledger),
            address(vault),
            payloadOf(RELEASE, address(token), STRANGER, 1)
        );
        assertParks(otherReturnLane);
    }

    /// @dev Lanes are apart: what one locked, no other can ask for.
    function test_OneLaneCannotReleaseWhatAnotherLocked() public {
        openOtherLanes();
        onA();
        vm.prank(ADMIN);
        vault.listAsset(otherLane, address(token), listingOf(CAP));
        Lock memory request = lockOf(CollateralKind.Credit, 500);
        request.lane = otherLane;
        lock(request);
        forge(
            otherReturnLane,
            RouteKind.Batch,
            address(ledger),
            address(vault),
            payloadOf(RELEASE, address(token), STRANGER, 501)
        );
        assertParks(otherReturnLane);
        assertEq(locked(), 1000, "the first lane's");
        assertSolvent(address(token));
    }

    /// @dev Should the ledger ask for more than there is, it waits, and may be paid once there is enough.
    function test_MoreThanTheLaneLockedIsParked() public {
        uint64 nonce = forge(
            returnLane,
            RouteKind.Batch,
            address(ledger),
            address(vault),
            payloadOf(RELEASE, address(token), RECEIVER, 1001)
        );
        assertParks(returnLane);
        lock(1);
        retry(returnLane, nonce);
        assertEq(token.balanceOf(RECEIVER), 1001, "paid out");
    }

    function test_RevertWhen_TheCallerIsNotTheGateway() public {
        assertVaultRefused(
            STRANGER,
            vaultInput(1, releaseRecord(RECEIVER, 1)),
            abi.encodeWithSelector(ICollateralVault.NotTheGateway.selector, STRANGER)
        );
    }

    function test_RevertWhen_TheCallerIsTheOtherChainsGateway() public {
        assertVaultRefused(
            address(gatewayB),
            vaultInput(1, releaseRecord(RECEIVER, 1)),
            abi.encodeWithSelector(ICollateralVault.NotTheGateway.selector, gatewayB)
        );
    }

    function test_RevertWhen_ARecordIsTooShort() public {
        assertLengthRefused(1, slice(releaseRecord(RECEIVER, 1), 0, 116), 117);
    }

    function test_RevertWhen_ARecordIsTooLong() public {
        assertLengthRefused(1, bytes.concat(releaseRecord(RECEIVER, 1), hex"00"), 117);
    }

    function test_RevertWhen_ThereAreFewerRecordsThanTold() public {
        assertLengthRefused(2, releaseRecord(RECEIVER, 1), 234);
    }

    // A request that the quorum voids

    function test_AVoidedRequestIsMarginAgain() public {
        uint64 nonce = voidByRuling(release(400));
        uint64 told = lastNonce(lane);
        Batch memory batch = batchOfAll(lane);
        vm.expectEmit(true, true, true, true, address(ledger));
        emit ICollateralLedger.ReleaseVoided(returnLane, nonce, ACCOUNT, address(token), 400);
        deliver(batch);
        assertStanding(lane, told, Standing.None);
        assertEq(creditOf(ACCOUNT), 1000, "credited");
        assertEq(outstanding(), 1000, "outstanding");
        assertEq(locked(), 1000, "locked");
        assertEq(token.balanceOf(RECEIVER), 0, "paid out");
    }

    /// @dev Voids can be forged by whoever has the quorum's key, so what comes back is under the cap too.
    function test_AVoidedRequestOverTheCapWaitsForTheNextWindow() public {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 1200);
        voidByRuling(release(400));
        assertParks(lane);
        nextWindow();
        retry(lane, lastNonce(lane));
        assertEq(creditOf(ACCOUNT), 1000, "credited");
    }

    function test_RevertWhen_AVoidIsOverTheCap() public {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 1200);
        assertVoidRefused(
            payloadOf(RELEASE, address(token), RECEIVER, 400, ACCOUNT),
            abi.encodeWithSelector(ICollateralLedger.OverCap.selector, 400, 200)
        );
    }

    function test_RevertWhen_AVoidIsOfAnUnlistedAsset() public {
        assertVoidRefused(
            payloadOf(RELEASE, address(0xA55E7), RECEIVER, 400, ACCOUNT),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, address(0xA55E7))
        );
    }

    /// @dev The gateway tells only whom it sent for, and the ledger sends on no other lane.
    function test_RevertWhen_AVoidIsOfAnotherLane() public {
        openOtherLanes();
        assertLedgerRefused(
            address(gatewayB),
            abi.encodeCall(
                IVoidedRecipient.onVoided,
                (otherReturnLane, FIRST_NONCE, payloadOf(RELEASE, address(token), RECEIVER, 400, ACCOUNT))
            ),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, bytes32(0), address(token))
        );
    }

    function test_RevertWhen_AVoidsPayloadIsTooShort() public {
        assertVoidRefused(
            slice(payloadOf(RELEASE, address(token), RECEIVER, 400, ACCOUNT), 0, 108),
            abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, 108, 109)
        );
    }

    function test_RevertWhen_AVoidsPayloadIsTooLong() public {
        assertVoidRefused(
            bytes.concat(payloadOf(RELEASE, address(token), RECEIVER, 400, ACCOUNT), hex"00"),
            abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, 110, 109)
        );
    }

    function test_RevertWhen_AStrangerTellsOfAVoid() public {
        assertLedgerRefused(
            STRANGER,
            abi.encodeCall(
                IVoidedRecipient.onVoided,
                (returnLane, FIRST_NONCE, payloadOf(RELEASE, address(token), RECEIVER, 400, STRANGER))
            ),
            abi.encodeWithSelector(ICollateralLedger.NotTheGateway.selector, STRANGER)
        );
    }

    function voidByRuling(uint64 nonce) private returns (uint64) {
        deliverHolding(returnLane, abi.encodePacked(nonce));
        rule(returnLane, nonce, Decision.Void);
        return nonce;
    }

    function vaultInput(uint256 count, bytes memory records) private view returns (bytes memory) {
        return abi.encodeCall(IMessageRecipient.onMessages, (returnLane, FIRST_NONCE, address(ledger), count, records));
    }

    function assertReleaseRefused(address caller, bytes32 laneId, uint256 amount, address receiver, bytes memory error)
        private
    {
        assertLedgerRefused(
            caller,
            abi.encodeCall(ICollateralLedger.release, (laneId, address(token), amount, receiver, REFERENCE)),
            error
        );
    }

    function assertLengthRefused(uint256 count, bytes memory records, uint256 expected) private {
        assertVaultRefused(
            address(gatewayA),
            vaultInput(count, records),
            abi.encodeWithSelector(ICollateralVault.MalformedPayload.selector, records.length, expected)
        );
    }

    function assertVoidRefused(bytes memory payload, bytes memory error) private {
        assertLedgerRefused(
            address(gatewayB), abi.encodeCall(IVoidedRecipient.onVoided, (returnLane, FIRST_NONCE, payload)), error
        );
    }
}
