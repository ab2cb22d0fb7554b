// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralLedger} from "../../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Listing} from "../../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Limits, Message, RouteKind, Standing} from "../../../src/gateway/IGateway.sol";
import {GatewayTest} from "../../base/GatewayTest.sol";
import {FeeOnTransferToken, HookToken, PermitToken, PlainToken} from "../../base/OddTokens.sol";
import {CollateralModel, Gate, Promise} from "./CollateralModel.sol";
import {Intruder} from "./Intruder.sol";
import {MoodyToken} from "./MoodyToken.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title Two gateways and two channels between them; one vault on chain A, and on chain B a ledger for each channel.
/// @notice Two ledgers, because a ledger knows a vault by one lane only. Transfers of the second channel go through ERC-7786.
/// Afterwards it sees what became of every message, as a relayer would, and keeps the model's books.
abstract contract CollateralWorld is GatewayTest, CollateralModel {
    bytes32 internal constant CHANNEL_2 = "options";
    uint24 internal constant ENTER_GAS = 200_000;
    uint24 internal constant RELEASE_GAS = 400_000;
    uint256 internal constant FUNDS = 1e30;
    uint96 internal constant CAP = 4_000_000;

    ICollateralVault internal _vault;
    ICollateralLedger[PAIRS] internal _ledgers;
    /// @dev The lane from the vault, and the one back to it.
    bytes32[PAIRS] internal _out;
    bytes32[PAIRS] internal _back;
    address[ASSETS] internal _assets;
    IERC20[ASSETS][PAIRS] internal _tokens;
    Intruder internal _intruder;
    /// @dev Why the last call was refused, if it was.
    bytes internal _refusal;
    uint256 internal _clock;
    mapping(bytes32 lane => uint64 nonce) private _taken;

    /// @param vaultArtifact The vault to put under test, as forge names it, likewise the ledger; `flaw` is what is broken in them.
    constructor(string memory vaultArtifact, string memory ledgerArtifact, uint8 flaw) {
        setUp();
        _clock = block.timestamp;
        _out[0] = lane;
        _back[0] = returnLane;
        (_out[1], _back[1]) = _openSecond();
        // Only a broken one knows of a flaw; a constructor does not mind what follows its arguments.
        onA();
        _vault = ICollateralVault(vm.deployCode(vaultArtifact, abi.encode(gatewayA, managerA, flaw)));
        onB();
        for (uint256 p = 0; p < PAIRS; ++p) {
            _ledgers[p] = ICollateralLedger(vm.deployCode(ledgerArtifact, abi.encode(gatewayB, managerB, flaw)));
        }
        _intruder = new Intruder(address(_vault));
        _people = [address(0x401), address(0x402), address(0x403), address(_intruder)];
        _assets = [
            address(new PermitToken()),
            address(new FeeOnTransferToken()),
            address(new HookToken()),
            address(new MoodyToken())
        ];
        HookToken(_assets[HOOK]).setHook(address(_intruder), address(_intruder));
        for (uint256 p = 0; p < PAIRS; ++p) {
            _connect(p);
            for (uint256 a = 0; a < ASSETS; ++a) {
                _list(p, a);
            }
        }
        for (uint256 a = 0; a < ASSETS; ++a) {
            _fund(a);
        }
        for (uint256 p = 0; p < PAIRS; ++p) {
            // Their HELLOs.
            _taken[_out[p]] = 1;
            _taken[_back[p]] = 1;
        }
    }

    /// @dev Refunds push payouts, which takes gas.
    function limits() internal pure override returns (Limits memory) {
        return Limits({gasLimitMax: 4_000_000, payloadBytesMax: 2048, voidedGasLimit: RELEASE_GAS});
    }

    function _openSecond() private returns (bytes32 out, bytes32 back) {
        onA();
        vm.prank(ADMIN);
        (out, back) = gatewayA.openLane(CHAIN_B, address(gatewayB), CHANNEL_2, limits(), 0);
        onB();
        vm.prank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), CHANNEL_2, limits(), 0);
        deliverAll(out);
        deliverAll(back);
    }

    function _connect(uint256 p) private {
        onA();
        vm.startPrank(ADMIN);
        gatewayA.allowSender(_out[p], address(_vault), true);
        gatewayA.allowSender(_out[p], APP, true);
        vm.stopPrank();
        onB();
        vm.startPrank(ADMIN);
        gatewayB.allowSender(_back[p], address(_ledgers[p]), false);
        gatewayB.allowSender(_back[p], APP, false);
        _ledgers[p].connectLane(_out[p], address(_vault), RELEASE_GAS);
        vm.stopPrank();
    }

    /// @dev Less may enter in a window than may be locked, and less leave than may enter, so that each cap is met.
    function _list(uint256 p, uint256 a) private {
        onA();
        Listing memory listing = Listing({
            ledger: address(_ledgers[p]),
            gasLimit: ENTER_GAS,
            mintable: true,
            chainId: CHAIN_B,
            channel: p == 1 ? CHANNEL_2 : bytes32(0),
            lockCap: CAP,
            payoutCap: CAP / 2
        });
        vm.prank(ADMIN);
        _vault.listAsset(_out[p], _assets[a], listing);
        onB();
        vm.startPrank(ADMIN);
        _ledgers[p].listAsset(_out[p], _assets[a], CAP * 3 / 4);
        _tokens[p][a] = IERC20(_ledgers[p].createToken(_out[p], _assets[a], "Collateral", "cTKN", 18));
        vm.stopPrank();
        _setCap(_caps[p][a][Gate.Lock], CAP);
        _setCap(_caps[p][a][Gate.Payout], CAP / 2);
        _setCap(_caps[p][a][Gate.Credit], CAP * 3 / 4);
        _setCap(_caps[p][a][Gate.Mint], CAP * 3 / 4);
    }

    function _fund(uint256 a) private {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            PlainToken(_assets[a]).mint(_people[i], FUNDS);
            vm.prank(_people[i]);
            IERC20(_assets[a]).approve(address(_vault), type(uint256).max);
            _purse[a][_people[i]] = FUNDS;
        }
    }

    // Calls

    /// @dev Calls as anyone, on the chain of the contract that is called.
    function _try(bool isOnA, address from, address target, bytes memory input) internal returns (bool accepted) {
        if (isOnA) onA();
        else onB();
        vm.warp(_clock);
        observe();
        vm.prank(from);
        (accepted, _refusal) = target.call(input);
        if (!accepted) forgetReverted();
    }

    function _pass(uint256 time) internal {
        _clock += time;
        vm.warp(_clock);
    }

    function _nextWindow() internal {
        _pass(WINDOW - _clock % WINDOW);
    }

    // What became of the messages

    /// @dev Takes what was appended into the books, and then what took effect.
    function _see() internal {
        for (uint256 p = 0; p < PAIRS; ++p) {
            _take(p, _out[p]);
            _take(p, _back[p]);
        }
        for (uint256 p = 0; p < PAIRS; ++p) {
            _settle(p, _out[p], gatewayB);
            _settle(p, _back[p], gatewayA);
        }
    }

    function _take(uint256 p, bytes32 laneId) private {
        uint64 last = lastNonce(laneId);
        for (uint64 nonce = _taken[laneId] + 1; nonce <= last; ++nonce) {
            Message storage message = messages[laneId][nonce - 1];
            Item memory item = _itemOf(p, message);
            _items[laneId][nonce] = item;
            _open[laneId].push(nonce);
            if (!item.collateral || item.undoes) continue;
            if (laneId == _out[p]) {
                _countMoved(p, item.asset, Gate.Lock, item.amount);
                _lockedEver[p][item.asset] += item.amount;
            } else {
                _leave(p, item);
            }
        }
        _taken[laneId] = last;
    }

    /// @dev Reads the 109 bytes by docs/PROTOCOL.md. Only what vault and ledger sent is collateral, and what comes back to them.
    function _itemOf(uint256 p, Message memory message) internal view returns (Item memory item) {
        bool undoes = message.kind == RouteKind.Voided;
        address owner = undoes ? message.recipient : message.sender;
        if (owner != address(_vault) && owner != address(_ledgers[p])) return item;
        uint256 start = undoes ? 40 : 0;
        bytes memory payload = slice(message.payload, start, message.payload.length);
        if (payload.length != 109) return item;
        item.collateral = true;
        item.undoes = undoes;
        item.kind = uint8(payload[0]);
        item.asset = _indexOf(address(bytes20(slice(payload, 1, 21))));
        item.account = address(bytes20(slice(payload, 21, 41)));
        item.amount = uint128(bytes16(slice(payload, 41, 57)));
        item.refund = address(bytes20(slice(payload, 57, 77)));
    }

    function _indexOf(address asset) private view returns (uint256 a) {
        while (_assets[a] != asset) ++a;
    }

    function _settle(uint256 p, bytes32 laneId, Gateway gateway) private {
        uint64 executedThere = gateway.inboundLane(laneId).nonce;
        uint64[] storage open = _open[laneId];
        uint256 kept = 0;
        uint256 count = open.length;
        for (uint256 i = 0; i < count; ++i) {
            uint64 nonce = open[i];
            if (nonce > executedThere || !_hasSettled(p, laneId, nonce, gateway)) open[kept++] = nonce;
        }
        for (uint256 i = kept; i < count; ++i) {
            open.pop();
        }
    }

    function _hasSettled(uint256 p, bytes32 laneId, uint64 nonce, Gateway gateway) private returns (bool) {
        (Standing found,) = gateway.standing(laneId, nonce);
        // What is voided goes on as a message of the other lane.
        if (found == Standing.Voided) return true;
        if (found != Standing.None) return false;
        Item storage item = _items[laneId][nonce];
        if (!item.collateral) _breach(Promise.Provenance, "a stranger's message took effect");
        else if (laneId == _out[p]) _enter(p, item);
        else _pay(p, item);
        return true;
    }
}
