// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev An asset may be listed to travel by the standard ERC-7786 instead of the gateway's own call. What comes of it is the
/// same, as the native asset `token` shows, which travels on the same lane.
contract LockByErc7786Test is CollateralBehaviour {
    PlainToken private asset;

    function setUp() public override {
        super.setUp();
        asset = new PlainToken(18);
        onA();
        vm.prank(ADMIN);
        vault.listAsset(lane, address(asset), standardListing());
        onB();
        vm.startPrank(ADMIN);
        ledger.listAsset(lane, address(asset), CAP);
        ledger.createToken(lane, address(asset), "Collateral", "cTKN", 18);
        vm.stopPrank();
        fund(address(asset), HOLDER, 100 * uint256(CAP));
        otherAssets.push(address(asset));
    }

    // The way there and back

    function test_TheMessageIsTheNativeOneButForItsKind() public {
        Lock memory request = requestOf(CollateralKind.Credit, 1000);
        assertMessage(
            lane,
            lock(request),
            Message(
                RouteKind.Erc7786,
                address(vault),
                address(ledger),
                ENTER_GAS,
                request.deadline,
                payloadOf(CREDIT, address(asset), ACCOUNT, 1000)
            )
        );
    }

    function test_ReturnsTheMessagesId() public {
        onA();
        Lock memory request = requestOf(CollateralKind.Credit, 1000);
        vm.prank(HOLDER);
        bytes32 id = vault.lock(request);
        assertEq(id, LaneCodec.messageId(lane, lastNonce(lane)), "id");
    }

    function test_NeedsNoDeadline() public {
        Lock memory request = requestOf(CollateralKind.Credit, 1000);
        request.deadline = 0;
        assertEq(messageAt(lane, lock(request)).deadline, 0, "deadline");
    }

    function test_CreditsLikeTheNativeOne() public {
        credit(1000);
        uint64 nonce = lock(requestOf(CollateralKind.Credit, 1000));
        Batch memory batch = batchOfAll(lane);
        vm.expectEmit(true, true, true, true, address(ledger));
        emit ICollateralLedger.Credited(ACCOUNT, LaneCodec.messageId(lane, nonce), address(asset), 1000);
        deliver(batch);
        assertEq(ledger.creditOf(lane, address(asset), ACCOUNT), creditOf(ACCOUNT), "credited");
        assertEq(ledger.holding(lane, address(asset)).credited, outstanding(), "outstanding");
        assertEq(vault.locked(lane, address(asset)), locked(), "locked");
    }

    function test_MintsLikeTheNativeOne() public {
        lock(requestOf(CollateralKind.Mint, 1000));
        deliverAll(lane);
        address created = ledger.holding(lane, address(asset)).token;
        assertEq(PlainToken(created).balanceOf(ACCOUNT), 1000, "minted");
    }

    function test_IsReleasedNatively() public {
        credit(address(asset), 1000);
        uint64 nonce = release(address(asset), 400, RECEIVER);
        assertEq(uint256(messageAt(returnLane, nonce).kind), uint256(RouteKind.Batch), "kind");
        deliverAll(returnLane);
        assertEq(asset.balanceOf(RECEIVER), 400, "paid out");
        assertEq(vault.locked(lane, address(asset)), 600, "locked");
    }

    function test_IsRefundedWhenVoided() public {
        uint256 before = asset.balanceOf(HOLDER);
        uint64 nonce = lock(requestOf(CollateralKind.Credit, 1000));
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        deliverAll(returnLane);
        assertEq(asset.balanceOf(HOLDER), before, "refunded");
        assertEq(vault.locked(lane, address(asset)), 0, "locked");
    }

    function test_TheFeeGoesToTheGateway() public {
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, 7);
        vm.deal(HOLDER, 7);
        Lock memory request = requestOf(CollateralKind.Credit, 1000);
        vm.prank(HOLDER);
        vault.lock{value: 7}(request);
        assertEq(address(gatewayA).balance, 7, "gateway");
    }

    function test_RevertWhen_TheFeeIsNotPaid() public {
        onA();
        vm.prank(ADMIN);
        gatewayA.setFee(lane, 7);
        assertLockRefused(
            requestOf(CollateralKind.Credit, 1000), abi.encodeWithSelector(IGateway.WrongFee.selector, 0, 7)
        );
    }

    function test_OverTheCapItWaitsForTheNextWindow() public {
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(asset), 999);
        Lock memory request = requestOf(CollateralKind.Credit, 500);
        request.deadline += 1 days;
        lock(request);
        deliverAll(lane);
        uint64 nonce = lock(request);
        assertParks(lane);
        nextWindow();
        retry(lane, nonce);
        assertEq(ledger.creditOf(lane, address(asset), ACCOUNT), 1000, "credited");
    }

    // Who may send

    /// @dev Anybody that the lane lets may send to the ledger; only the vault is heard.
    function test_AStrangersMessageIsParked() public {
        sendErc7786(address(ledger), ENTER_GAS, 0, payloadOf(CREDIT, address(asset), ACCOUNT, 1000));
        assertParks(lane);
    }

    function test_RevertWhen_TheSenderIsUnknown() public {
        assertRefused(
            InteroperableAddress.encode(CHAIN_A, STRANGER),
            payloadOf(CREDIT, address(asset), ACCOUNT, 1000),
            abi.encodeWithSelector(
                ICollateralLedger.UnknownSender.selector, InteroperableAddress.encode(CHAIN_A, STRANGER)
            )
        );
    }

    function test_RevertWhen_TheVaultsAddressIsOnAnotherChain() public {
        bytes memory sender = InteroperableAddress.encode(CHAIN_A + 2, address(vault));
        assertRefused(
            sender,
            payloadOf(CREDIT, address(asset), ACCOUNT, 1000),
            abi.encodeWithSelector(ICollateralLedger.UnknownSender.selector, sender)
        );
    }

    function test_RevertWhen_TheCallerIsNotTheGateway() public {
        assertLedgerRefused(
            STRANGER,
            abi.encodeCall(
                IERC7786Recipient.receiveMessage, ("id", vaultsName(), payloadOf(CREDIT, address(asset), ACCOUNT, 1000))
            ),
            abi.encodeWithSelector(ICollateralLedger.NotTheGateway.selector, STRANGER)
        );
    }

    // What may not enter: unlike in a batch, the ledger says why

    function test_RevertWhen_ThePayloadIsEmpty() public {
        assertRefused("", abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, 0, 109));
    }

    function test_RevertWhen_ThePayloadIsTooShort() public {
        bytes memory payload = payloadOf(CREDIT, address(asset), ACCOUNT, 1000);
        assertRefused(
            slice(payload, 0, 108), abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, 108, 109)
        );
    }

    function test_RevertWhen_ThePayloadIsTooLong() public {
        assertRefused(
            bytes.concat(payloadOf(CREDIT, address(asset), ACCOUNT, 1000), hex"00"),
            abi.encodeWithSelector(ICollateralLedger.MalformedPayload.selector, 110, 109)
        );
    }

    function test_RevertWhen_TheAmountIsZero() public {
        assertRefused(
            payloadOf(CREDIT, address(asset), ACCOUNT, 0), abi.encodeWithSelector(ICollateralLedger.ZeroAmount.selector)
        );
    }

    function test_RevertWhen_TheAccountIsZero() public {
        assertRefused(
            payloadOf(CREDIT, address(asset), address(0), 1000),
            abi.encodeWithSelector(ICollateralLedger.InvalidAccount.selector, address(0))
        );
    }

    function test_RevertWhen_TheAccountIsTheLedger() public {
        assertRefused(
            payloadOf(MINT, address(asset), address(ledger), 1000),
            abi.encodeWithSelector(ICollateralLedger.InvalidAccount.selector, address(ledger))
        );
    }

    function test_RevertWhen_TheKindIsNone() public {
        assertKindRefused(NONE);
    }

    function test_RevertWhen_TheKindIsARelease() public {
        assertKindRefused(RELEASE);
    }

    function test_RevertWhen_TheKindIsASettlement() public {
        assertKindRefused(SETTLE);
    }

    function test_RevertWhen_TheAssetIsNotListed() public {
        assertRefused(
            payloadOf(CREDIT, address(0xA55E7), ACCOUNT, 1000),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, address(0xA55E7))
        );
    }

    function test_RevertWhen_TheAssetHasNoToken() public {
        address other = address(0xA55E7);
        onB();
        vm.prank(ADMIN);
        ledger.listAsset(lane, other, CAP);
        assertRefused(
            payloadOf(MINT, other, ACCOUNT, 1000),
            abi.encodeWithSelector(ICollateralLedger.NotMintable.selector, lane, other)
        );
    }

    function test_RevertWhen_TheAmountIsOverTheCap() public {
        credit(address(asset), 1000);
        assertRefused(
            payloadOf(CREDIT, address(asset), ACCOUNT, CAP - 999),
            abi.encodeWithSelector(ICollateralLedger.OverCap.selector, CAP - 999, CAP - 1000)
        );
    }

    /// @dev Through the gateway, a refusal is told by parking.
    function test_AMalformedMessageIsParked() public {
        uint64 nonce = forge(lane, RouteKind.Erc7786, address(vault), address(ledger), hex"01");
        assertParks(lane);
        assertStanding(lane, nonce, Standing.Parked);
    }

    function requestOf(CollateralKind kind, uint256 amount) private view returns (Lock memory) {
        return lockOf(address(asset), kind, amount);
    }

    function vaultsName() private view returns (bytes memory) {
        return InteroperableAddress.encode(CHAIN_A, address(vault));
    }

    function assertKindRefused(uint8 kind) private {
        assertRefused(
            payloadOf(kind, address(asset), ACCOUNT, 1000),
            abi.encodeWithSelector(ICollateralLedger.InvalidKind.selector, kind)
        );
    }

    function assertRefused(bytes memory payload, bytes memory error) private {
        assertRefused(vaultsName(), payload, error);
    }

    /// @dev As the gateway hands it over.
    function assertRefused(bytes memory sender, bytes memory payload, bytes memory error) private {
        assertLedgerRefused(
            address(gatewayB), abi.encodeCall(IERC7786Recipient.receiveMessage, ("id", sender, payload)), error
        );
    }
}
