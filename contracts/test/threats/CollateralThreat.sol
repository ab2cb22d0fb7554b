// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralLedger} from "../../src/collateral/CollateralLedger.sol";
import {CollateralKind, CollateralPayload} from "../../src/collateral/CollateralPayload.sol";
import {CollateralVault} from "../../src/collateral/CollateralVault.sol";
import {Listing, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Message, RouteKind} from "../../src/gateway/IGateway.sol";
import {CollateralTest} from "../base/CollateralTest.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {LaxLedger} from "./broken/LaxLedger.sol";
import {LaxVault} from "./broken/LaxVault.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title What the named attacks on collateral share: a second lane with a ledger of its own, a second asset, an attacker,
/// and the same world once more with a vault or a ledger that lacks one step.
abstract contract CollateralThreat is CollateralTest {
    bytes32 internal constant OTHER_CHANNEL = "other";
    address internal constant ATTACKER = address(0xBAD);
    address internal constant VICTIM = address(0x71C);

    /// @dev From A to B on another channel, to `otherLedger`. The asset `token` is locked there too.
    bytes32 internal otherLane;
    bytes32 internal otherReturnLane;
    CollateralLedger internal otherLedger;
    /// @dev Another asset of the first lane. Whatever is attacked, it must stay whole.
    PlainToken internal bystander;
    /// @dev Everything listed, for what must hold of each.
    address[] internal assets;
    /// @dev Everybody to whom the vault may owe.
    address[] internal owners;

    LaxVault.Fault private _vaultFault;
    LaxLedger.Fault private _ledgerFault;

    function setUp() public virtual override {
        delete assets;
        delete otherLanes;
        delete owners;
        super.setUp();
        owners = [HOLDER, ACCOUNT, RECEIVER, ATTACKER, VICTIM];
        assets.push(address(token));
        _openOtherLane();
        listOn(otherLane, otherLedger, address(token), 0, CAP);
        bystander = new PlainToken(6);
        listOn(lane, ledger, address(bystander), 0, CAP);
        assets.push(address(bystander));
        fund(address(bystander), HOLDER, 100 * uint256(CAP));
    }

    // The world with a step missing

    /// @dev Builds the world anew: what was blocked before must succeed there, or the test that found it blocked would prove
    /// nothing.
    function breakVault(LaxVault.Fault fault) internal {
        _vaultFault = fault;
        setUp();
    }

    function breakLedger(LaxLedger.Fault fault) internal {
        _ledgerFault = fault;
        setUp();
    }

    function newVault(Gateway gateway, AccessManager manager) internal override returns (CollateralVault) {
        if (_vaultFault == LaxVault.Fault.None) return super.newVault(gateway, manager);
        return CollateralVault(vm.deployCode(_artifact(type(LaxVault).name), abi.encode(gateway, manager, _vaultFault)));
    }

    function newLedger(Gateway gateway, AccessManager manager) internal override returns (CollateralLedger) {
        if (_ledgerFault == LaxLedger.Fault.None) return super.newLedger(gateway, manager);
        return
            CollateralLedger(vm.deployCode(_artifact(type(LaxLedger).name), abi.encode(gateway, manager, _ledgerFault)));
    }

    /// @dev Named by its type, because forge gives code only to what a test that it was asked for imports.
    function _artifact(string memory name) private pure returns (string memory) {
        return string.concat(name, ".sol:", name);
    }

    // More lanes and assets

    function _openOtherLane() private {
        onA();
        vm.startPrank(ADMIN);
        (otherLane, otherReturnLane) = gatewayA.openLane(CHAIN_B, address(gatewayB), OTHER_CHANNEL, limits(), 0);
        gatewayA.allowSender(otherLane, address(vault), true);
        vm.stopPrank();
        onB();
        otherLedger = newLedger(gatewayB, managerB);
        vm.startPrank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), OTHER_CHANNEL, limits(), 0);
        gatewayB.allowSender(otherReturnLane, address(otherLedger), false);
        otherLedger.connectLane(otherLane, address(vault), RELEASE_GAS);
        vm.stopPrank();
        deliverAll(otherLane);
        deliverAll(otherReturnLane);
        otherLanes = [otherLane, otherReturnLane];
    }

    /// @dev Lists an asset at both ends of a lane, mintable; with a channel, through ERC-7786.
    function listOn(bytes32 laneId, CollateralLedger to, address asset, bytes32 channel, uint96 cap) internal {
        onA();
        vm.prank(ADMIN);
        vault.listAsset(laneId, asset, Listing(address(to), ENTER_GAS, true, CHAIN_B, channel, cap, cap));
        onB();
        vm.startPrank(ADMIN);
        to.listAsset(laneId, asset, cap);
        to.createToken(laneId, asset, "Collateral", "cTKN", 18);
        vm.stopPrank();
    }

    /// @dev Lists an asset, and gives the holder of it.
    function listFunded(address asset) internal {
        list(asset, CAP);
        assets.push(asset);
        fund(asset, HOLDER, 10 * uint256(CAP));
    }

    function lockOf(bytes32 laneId, address asset, uint256 amount) internal view returns (Lock memory request) {
        request = lockOf(CollateralKind.Credit, amount);
        request.lane = laneId;
        request.asset = asset;
    }

    // What a thief of the quorum's key can do

    /// @dev A message that no gateway appended, signed by the quorum's key and delivered at once.
    function forge(bytes32 laneId, address sender, address recipient, bytes memory payload)
        internal
        returns (uint64 nonce)
    {
        nonce = appendUnsent(laneId, Message(RouteKind.Batch, sender, recipient, RELEASE_GAS, 0, payload));
        deliverAll(laneId);
    }

    /// @dev To the attacker.
    function forgeRelease(address asset, uint256 amount) internal returns (uint64) {
        return
            forge(
                returnLane, address(ledger), address(vault), payloadOf(CollateralKind.Release, asset, ATTACKER, amount)
            );
    }

    /// @dev As if the other chain had voided a lock of the attacker's.
    function forgeRefund(address asset, uint256 amount) internal returns (uint64 nonce) {
        bytes memory payload = payloadOf(CollateralKind.Credit, asset, ATTACKER, amount);
        nonce = appendUnsent(
            returnLane,
            Message(
                RouteKind.Voided,
                address(gatewayB),
                address(vault),
                RELEASE_GAS,
                0,
                abi.encodePacked(lane, uint64(1), payload)
            )
        );
        deliverAll(returnLane);
    }

    function forgeCredit(address asset, uint256 amount) internal returns (uint64) {
        return forge(lane, address(vault), address(ledger), payloadOf(CollateralKind.Credit, asset, ATTACKER, amount));
    }

    function payloadOf(CollateralKind kind, address asset, address account, uint256 amount)
        internal
        pure
        returns (bytes memory)
    {
        return CollateralPayload.encode(kind, asset, account, amount, account, "reference");
    }

    // What must hold

    /// @dev I2 of every asset.
    function assertSolvent(string memory when) internal view {
        for (uint256 i = 0; i < assets.length; ++i) {
            assertTrue(surplusOf(assets[i]) >= 0, when);
        }
    }

    /// @dev What the vault has of an asset beyond what it owes. Below zero, the asset is insolvent.
    function surplusOf(address asset) internal view returns (int256 surplus) {
        surplus = int256(IERC20(asset).balanceOf(address(vault)));
        surplus -= int256(vault.locked(lane, asset) + vault.locked(otherLane, asset));
        for (uint256 i = 0; i < owners.length; ++i) {
            surplus -= int256(vault.claimable(asset, owners[i]));
        }
    }

    /// @dev Exactly these bytes, and nothing of gateways, vault, ledgers and balances has moved.
    function assertBlocked(address target, address caller, bytes memory input, bytes memory error) internal {
        assertBlocked(target, caller, 0, input, error);
    }

    function assertBlocked(address target, address caller, uint256 value, bytes memory input, bytes memory error)
        internal
    {
        bytes32 before = worldState();
        vm.deal(caller, value);
        if (target == address(vault)) onA();
        else onB();
        vm.prank(caller);
        (bool accepted, bytes memory answer) = target.call{value: value}(input);
        assertFalse(accepted, "accepted what must be refused");
        if (keccak256(answer) != keccak256(error)) revert WrongRefusal(answer, error);
        assertEq(worldState(), before, "a refused call changed something");
    }

    function unauthorized(address caller) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
    }

    function worldState() internal returns (bytes32) {
        return keccak256(abi.encode(observableState(), collateralState()));
    }

    /// @dev A digest of everything that vault, ledgers and tokens show.
    function collateralState() internal view returns (bytes32 digest) {
        for (uint256 i = 0; i < assets.length; ++i) {
            address asset = assets[i];
            digest = keccak256(abi.encode(digest, IERC20(asset).balanceOf(address(vault)), vault.route(lane, asset)));
            digest = keccak256(abi.encode(digest, vault.route(otherLane, asset), ledger.holding(lane, asset)));
            digest = keccak256(abi.encode(digest, otherLedger.holding(otherLane, asset)));
            for (uint256 j = 0; j < owners.length; ++j) {
                digest = _withOwner(digest, asset, owners[j]);
            }
        }
    }

    function _withOwner(bytes32 digest, address asset, address owner) private view returns (bytes32) {
        return keccak256(
            abi.encode(
                digest,
                IERC20(asset).balanceOf(owner),
                vault.claimable(asset, owner),
                ledger.creditOf(lane, asset, owner),
                otherLedger.creditOf(otherLane, asset, owner)
            )
        );
    }
}
