// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {PlainToken} from "../base/OddTokens.sol";

/// @dev A batch of transfers enters the ledger: what may not is named by its bit, and everything else is credited.
contract CreditTest is CollateralBehaviour {
    uint64 private constant FIRST_NONCE = 7;

    PlainToken private other;

    function setUp() public override {
        super.setUp();
        other = new PlainToken(6);
        listAndFund(address(other));
    }

    // What enters

    function test_AccountsOfABatchAreCredited() public {
        Lock memory request = lockOf(CollateralKind.Credit, 300);
        lock(request);
        request.account = RECEIVER;
        request.amount = 200;
        lock(request);
        deliverAll(lane);
        assertEq(creditOf(ACCOUNT), 300, "first");
        assertEq(creditOf(RECEIVER), 200, "second");
        assertEq(outstanding(), 500, "outstanding");
    }

    function test_AnAccountMayOccurTwiceInABatch() public {
        lock(300);
        lock(200);
        deliverAll(lane);
        assertEq(creditOf(ACCOUNT), 500, "credited");
        assertEq(outstanding(), 500, "outstanding");
    }

    function test_EveryCreditNamesItsMessage() public {
        uint64 first = lock(300);
        uint64 second = lock(200);
        Batch memory batch = batchOfAll(lane);
        vm.expectEmit(true, true, true, true, address(ledger));
        emit ICollateralLedger.Credited(ACCOUNT, LaneCodec.messageId(lane, first), address(token), 300);
        vm.expectEmit(true, true, true, true, address(ledger));
        emit ICollateralLedger.Credited(ACCOUNT, LaneCodec.messageId(lane, second), address(token), 200);
        deliver(batch);
    }

    function test_CreditsAndMintsMayShareABatch() public {
        lock(lockOf(CollateralKind.Credit, 1));
        lock(lockOf(CollateralKind.Mint, 20));
        lock(lockOf(CollateralKind.Credit, 300));
        deliverAll(lane);
        assertEq(creditOf(ACCOUNT), 301, "credited");
        assertEq(minted.balanceOf(ACCOUNT), 20, "minted");
        assertEq(outstanding(), 321, "outstanding");
    }

    /// @dev The ledger writes an asset's book once for a stretch of it: coming back to the asset must not begin anew.
    function test_AssetsMayAlternateInABatch() public {
        credit(1000);
        bytes memory records = bytes.concat(
            creditRecord(ACCOUNT, 1),
            recordOf(CREDIT, address(other), ACCOUNT, 20),
            creditRecord(ACCOUNT, 300),
            recordOf(CREDIT, address(other), RECEIVER, 4000),
            creditRecord(RECEIVER, 50_000)
        );
        assertEnters(records, 0);
        assertEq(creditOf(ACCOUNT), 1301, "first asset, first account");
        assertEq(creditOf(RECEIVER), 50_000, "first asset, second account");
        assertEq(outstanding(), 51_301, "first asset");
        assertEq(ledger.creditOf(lane, address(other), ACCOUNT), 20, "second asset, first account");
        assertEq(ledger.creditOf(lane, address(other), RECEIVER), 4000, "second asset, second account");
        assertEq(ledger.holding(lane, address(other)).credited, 4020, "second asset");
        assertEq(ledger.holding(lane, address(other)).creditedInWindow, 4020, "second asset's window");
    }

    function test_OneWeiEnters() public {
        assertEnters(creditRecord(ACCOUNT, 1), 0);
        assertEq(creditOf(ACCOUNT), 1, "credited");
    }

    function test_TheWholeCapEntersAtOnce() public {
        assertEnters(creditRecord(ACCOUNT, CAP), 0);
        assertEq(creditOf(ACCOUNT), CAP, "credited");
    }

    /// @dev The highest cap that a book can keep; it rounds down to sixteen bits.
    function test_TheHighestCapEntersAtOnce() public {
        uint256 highest = raiseToTheHighest();
        assertEnters(creditRecord(ACCOUNT, highest), 0);
        assertEq(creditOf(ACCOUNT), highest, "credited");
        assertEq(outstanding(), highest, "outstanding");
    }

    // What does not, and leaves the rest alone

    function test_FailuresAreMarkedByTheirPlace() public {
        bytes memory records = bytes.concat(
            creditRecord(ACCOUNT, 0),
            creditRecord(ACCOUNT, 1),
            creditRecord(address(0), 1),
            creditRecord(address(ledger), 1),
            creditRecord(ACCOUNT, 20),
            recordOf(NONE, address(token), ACCOUNT, 1),
            recordOf(RELEASE, address(token), ACCOUNT, 1)
        );
        records = bytes.concat(
            records,
            recordOf(SETTLE, address(token), ACCOUNT, 1),
            recordOf(type(uint8).max, address(token), ACCOUNT, 1),
            recordOf(CREDIT, address(0xA55E7), ACCOUNT, 1),
            creditRecord(ACCOUNT, CAP),
            creditRecord(ACCOUNT, 300)
        );
        assertEnters(records, 0x7ed);
        assertEq(creditOf(ACCOUNT), 321, "credited");
        assertEq(outstanding(), 321, "outstanding");
        assertEq(ledger.creditOf(lane, address(0xA55E7), ACCOUNT), 0, "unlisted");
    }

    function test_TheLastOfTheLongestBatchHasABitToo() public {
        bytes memory records;
        for (uint256 i = 0; i < 255; ++i) {
            records = bytes.concat(records, creditRecord(ACCOUNT, 1));
        }
        assertEnters(bytes.concat(records, creditRecord(ACCOUNT, 0)), 1 << 255);
        assertEq(creditOf(ACCOUNT), 255, "credited");
    }

    /// @dev A large transfer that does not fit is no reason to keep a small one waiting.
    function test_ASmallOneMayEnterAfterALargeOneThatDoesNot() public {
        bytes memory records =
            bytes.concat(creditRecord(ACCOUNT, 1000), creditRecord(ACCOUNT, CAP), creditRecord(ACCOUNT, CAP - 1000));
        assertEnters(records, 2);
        assertEq(creditOf(ACCOUNT), CAP, "credited");
    }

    function test_AnAmountAboveEveryCapIsRefused() public {
        uint256 highest = raiseToTheHighest();
        bytes memory records = bytes.concat(
            creditRecord(ACCOUNT, highest + 1),
            creditRecord(ACCOUNT, type(uint96).max),
            creditRecord(ACCOUNT, type(uint128).max)
        );
        assertEnters(records, 7);
        assertEq(creditOf(ACCOUNT), 0, "credited");
    }

    function test_ThoseThatFailAreParkedOneByOne() public {
        uint64 first = lock(1000);
        uint64 second = forge(
            lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(CREDIT, address(token), address(0), 1)
        );
        deliverAll(lane);
        assertStanding(lane, first, Standing.None);
        assertStanding(lane, second, Standing.Parked);
        assertEq(creditOf(ACCOUNT), 1000, "credited");
    }

    // Who is heard

    function test_AnotherSenderOnTheLaneIsNotHeard() public {
        send(lane, address(ledger), ENTER_GAS, 0, payloadOf(CREDIT, address(token), ACCOUNT, 1000));
        assertParks(lane);
    }

    function test_TheVaultIsNotHeardOnAnotherLane() public {
        openOtherLanes();
        onA();
        vm.prank(ADMIN);
        vault.listAsset(otherLane, address(token), listingOf(CAP));
        Lock memory request = lockOf(CollateralKind.Credit, 1000);
        request.lane = otherLane;
        lock(request);
        assertParks(otherLane);
        assertEq(vault.locked(otherLane, address(token)), 1000, "locked");
    }

    function test_RevertWhen_TheCallerIsNotTheGateway() public {
        assertLedgerRefused(
            STRANGER,
            inputOf(1, creditRecord(ACCOUNT, 1000)),
            abi.encodeWithSelector(ICollateralLedger.NotTheGateway.selector, STRANGER)
        );
    }

    /// @dev Everything that may move collateral goes through its own chain's gateway, the other's has no say.
    function test_RevertWhen_TheCallerIsTheOtherChainsGateway() public {
        assertLedgerRefused(
            address(gatewayA),
            inputOf(1, creditRecord(ACCOUNT, 1000)),
            abi.encodeWithSelector(ICollateralLedger.NotTheGateway.selector, gatewayA)
        );
    }

    // Lengths

    function test_RevertWhen_ARecordIsTooShort() public {
        assertLengthRefused(1, slice(creditRecord(ACCOUNT, 1000), 0, 116), 117);
    }

    function test_RevertWhen_ARecordIsTooLong() public {
        assertLengthRefused(1, bytes.concat(creditRecord(ACCOUNT, 1000), hex"00"), 117);
    }

    function test_RevertWhen_ThereAreFewerRecordsThanTold() public {
        assertLengthRefused(2, creditRecord(ACCOUNT, 1000), 234);
    }

    function test_RevertWhen_ThereAreMoreRecordsThanTold() public {
        assertLengthRefused(0, creditRecord(ACCOUNT, 1000), 0);
    }

    function test_AMessageOfAnotherLengthIsParked() public {
        appendUnsent(lane, Message(RouteKind.Batch, address(vault), address(ledger), ENTER_GAS, 0, "short"));
        assertParks(lane);
    }

    function raiseToTheHighest() private returns (uint256) {
        onB();
        vm.prank(ADMIN);
        ledger.raiseCap(lane, address(token), type(uint96).max);
        return ledger.holding(lane, address(token)).cap;
    }

    function inputOf(uint256 count, bytes memory records) private view returns (bytes memory) {
        return abi.encodeCall(IMessageRecipient.onMessages, (lane, FIRST_NONCE, address(vault), count, records));
    }

    /// @dev The gateway hands these records over, and hears that exactly those with a bit in `expected` failed.
    function assertEnters(bytes memory records, uint256 expected) private {
        onB();
        vm.prank(address(gatewayB));
        (bytes4 magic, uint256 failures) =
            ledger.onMessages(lane, FIRST_NONCE, address(vault), records.length / 117, records);
        assertEq(bytes32(magic), bytes32(IMessageRecipient.onMessages.selector), "magic");
        assertEq(failures, expected, "failures");
    }

    function assertLengthRefused(uint256 count, bytes memory records, uint256 expected) private {
        assertLedgerRefused(
            address(gatewayB),
            inputOf(count, records),
            abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, records.length, expected)
        );
    }
}
