// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxLedger} from "./broken/LaxLedger.sol";
import {LaxVault} from "./broken/LaxVault.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Allbridge over CCTP, 2026: a message that was truly attested was taken for value, though it came from somebody else and
/// was about something else. What the quorum attests here is only that it was sent: sender, lane, kind, asset and width
/// decide what it is worth.
contract Allbridge2026Test is CollateralThreat {
    uint256 private constant AMOUNT = 1000;
    uint64 private constant STRANGERS_GAS = 1_000_000;

    function setUp() public override {
        super.setUp();
        lock(lockOf(CollateralKind.Credit, 10 * AMOUNT));
        deliverAll(lane);
    }

    // The sender

    /// @dev `APP` is another application that may send on the same lane.
    function test_AStrangersPerfectPayloadCreditsNothing() public {
        uint64 nonce = send(lane, address(ledger), STRANGERS_GAS, 0, _credit());
        _assertParked(lane, nonce);
    }

    function test_AStrangersPerfectPayloadThroughErc7786CreditsNothing() public {
        uint64 nonce = sendErc7786(address(ledger), STRANGERS_GAS, 0, _credit());
        _assertParked(lane, nonce);
        assertBlocked(
            address(ledger),
            address(gatewayB),
            abi.encodeCall(IERC7786Recipient.receiveMessage, (0, _named(CHAIN_A, APP), _credit())),
            abi.encodeWithSelector(ICollateralLedger.UnknownSender.selector, _named(CHAIN_A, APP))
        );
    }

    /// @dev An account that has the vault's address on another chain is somebody else.
    function test_TheVaultsAddressOnAnotherChainIsAStranger() public {
        bytes memory name = _named(CHAIN_A + 7, address(vault));
        assertBlocked(
            address(ledger),
            address(gatewayB),
            abi.encodeCall(IERC7786Recipient.receiveMessage, (0, name, _credit())),
            abi.encodeWithSelector(ICollateralLedger.UnknownSender.selector, name)
        );
    }

    function test_AStrangersReleasePaysNothing() public {
        bytes memory payload = payloadOf(CollateralKind.Release, address(token), ATTACKER, AMOUNT);
        uint64 nonce = send(returnLane, address(vault), STRANGERS_GAS, 0, payload);
        _assertParked(returnLane, nonce);
    }

    // The lane

    function test_TheVaultsMessageOnAnotherLaneCreditsNothing() public {
        uint64 nonce = forge(otherLane, address(vault), address(ledger), _credit());
        assertStanding(otherLane, nonce, Standing.Parked);
        assertEq(creditOf(ATTACKER), 0, "credited");
    }

    /// @dev What was attested for another recipient on the lane is that recipient's.
    function test_AMessageToAnotherRecipientReplayedToTheLedgerIsRefused() public {
        send(lane, _credit(), 0);
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].recipient = address(ledger);
        Message memory redirected = messageAt(lane, lastNonce(lane));
        redirected.recipient = address(ledger);
        bytes32 head = LaneCodec.nextHead(headAt(lane, lastNonce(lane) - 1), hashOf(redirected));
        bytes32 before = collateralState();
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.HeadMismatch.selector, head, batch.checkpoint.head));
        assertEq(collateralState(), before, "collateral");
    }

    /// @dev The other way than asked for: a route names its kind, and its kind is hashed.
    function test_AMessageOfAnotherKindOfRouteIsRefused() public {
        lock(AMOUNT);
        Batch memory batch = batchOfAll(lane);
        batch.runs[0].kind = RouteKind.Erc7786;
        Message memory turned = messageAt(lane, lastNonce(lane));
        turned.kind = RouteKind.Erc7786;
        bytes32 head = LaneCodec.nextHead(headAt(lane, lastNonce(lane) - 1), hashOf(turned));
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.HeadMismatch.selector, head, batch.checkpoint.head));
    }

    // The kind, the asset, the width: the vault and the ledger send no other, so these are forged

    function test_TheLedgerTakesNoOtherKind() public {
        uint8[4] memory kinds = [0, uint8(CollateralKind.Release), 4, 255];
        for (uint256 i = 0; i < kinds.length; ++i) {
            bytes memory payload = _credit();
            payload[0] = bytes1(kinds[i]);
            assertStanding(lane, forge(lane, address(vault), address(ledger), payload), Standing.Parked);
        }
        assertEq(creditOf(ATTACKER), 0, "credited");
        assertEq(outstanding(), 10 * AMOUNT, "outstanding");
    }

    function test_TheVaultTakesNoOtherKind() public {
        uint8[5] memory kinds = [0, uint8(CollateralKind.Credit), uint8(CollateralKind.Mint), 4, 255];
        for (uint256 i = 0; i < kinds.length; ++i) {
            bytes memory payload = _credit();
            payload[0] = bytes1(kinds[i]);
            assertStanding(returnLane, forge(returnLane, address(ledger), address(vault), payload), Standing.Parked);
        }
        assertEq(token.balanceOf(ATTACKER), 0, "paid");
        assertEq(locked(), 10 * AMOUNT, "locked");
    }

    function test_AnAssetThatIsNotListedIsWorthNothing() public {
        address[3] memory others = [address(minted), address(0), address(ledger)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory payload = payloadOf(CollateralKind.Credit, others[i], ATTACKER, AMOUNT);
            assertStanding(lane, forge(lane, address(vault), address(ledger), payload), Standing.Parked);
            assertEq(ledger.creditOf(lane, others[i], ATTACKER), 0, "credited");
            payload[0] = bytes1(uint8(CollateralKind.Release));
            assertStanding(returnLane, forge(returnLane, address(ledger), address(vault), payload), Standing.Parked);
        }
    }

    function test_APayloadOfAnotherWidthIsWorthNothing() public {
        bytes memory shorter = slice(_credit(), 0, 108);
        assertStanding(lane, forge(lane, address(vault), address(ledger), shorter), Standing.Parked);
        bytes memory longer = bytes.concat(_credit(), hex"00");
        assertStanding(lane, forge(lane, address(vault), address(ledger), longer), Standing.Parked);
        assertEq(creditOf(ATTACKER), 0, "credited");
    }

    /// @dev Many short records are together as long as one that is right.
    function test_ShortRecordsDoNotAddUpToOne() public {
        uint64 first = lastNonce(lane) + 1;
        bytes memory record = abi.encodePacked(uint64(0), _credit());
        for (uint256 i = 0; i < 9; ++i) {
            bytes memory piece = slice(record, 13 * i, 13 * (i + 1));
            // The first eight bytes of a record are its deadline.
            uint64 deadline = uint64(bytes8(slice(piece, 0, 8)));
            Message memory part =
                Message(RouteKind.Batch, address(vault), address(ledger), ENTER_GAS, deadline, slice(piece, 8, 13));
            appendUnsent(lane, part);
        }
        deliverAll(lane);
        for (uint64 nonce = first; nonce < first + 9; ++nonce) {
            assertStanding(lane, nonce, Standing.Parked);
        }
        assertEq(creditOf(ATTACKER), 0, "credited");
    }

    // Nobody but the gateway

    function test_NobodyButTheGatewayIsHeard() public {
        bytes memory record = abi.encodePacked(uint64(0), _credit());
        bytes memory batch = abi.encodeCall(IMessageRecipient.onMessages, (lane, 9, address(vault), 1, record));
        bytes memory back = abi.encodeCall(IMessageRecipient.onMessages, (returnLane, 9, address(ledger), 1, record));
        bytes memory voided = abi.encodeCall(IVoidedRecipient.onVoided, (lane, 9, _credit()));
        bytes memory standard =
            abi.encodeCall(IERC7786Recipient.receiveMessage, (0, _named(CHAIN_A, address(vault)), _credit()));
        bytes memory refusal = abi.encodeWithSelector(ICollateralVault.NotTheGateway.selector, ATTACKER);
        assertBlocked(address(vault), ATTACKER, back, refusal);
        assertBlocked(address(vault), ATTACKER, voided, refusal);
        assertBlocked(address(ledger), ATTACKER, batch, refusal);
        assertBlocked(address(ledger), ATTACKER, voided, refusal);
        assertBlocked(address(ledger), ATTACKER, standard, refusal);
    }

    function test_SucceedsWhereTheLedgerAsksForNoSender() public {
        breakLedger(LaxLedger.Fault.AnySender);
        send(lane, address(ledger), STRANGERS_GAS, 0, _credit());
        deliverAll(lane);
        assertEq(creditOf(ATTACKER), AMOUNT, "credited for a message");
    }

    function test_SucceedsWhereTheVaultAsksForNoSender() public {
        breakVault(LaxVault.Fault.AnySender);
        bytes memory payload = payloadOf(CollateralKind.Release, address(token), ATTACKER, AMOUNT);
        send(returnLane, address(vault), STRANGERS_GAS, 0, payload);
        deliverAll(returnLane);
        assertEq(token.balanceOf(ATTACKER), AMOUNT, "paid for a message");
    }

    function _credit() private view returns (bytes memory) {
        return payloadOf(CollateralKind.Credit, address(token), ATTACKER, AMOUNT);
    }

    function _named(uint64 chainId, address account) private pure returns (bytes memory) {
        return InteroperableAddress.encode(chainId, account);
    }

    function _assertParked(bytes32 laneId, uint64 nonce) private {
        bytes32 before = collateralState();
        deliverAll(laneId);
        assertStanding(laneId, nonce, Standing.Parked);
        assertEq(collateralState(), before, "collateral");
    }
}
