// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Listing, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Message, RouteKind, Standing} from "../../src/gateway/IGateway.sol";
import {CollateralTest} from "./CollateralTest.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev What the tests of the collateral's behaviour share: refusals that are held to their exact error and to having changed
/// nothing, and messages that only a faulty or forged end would send.
abstract contract CollateralBehaviour is CollateralTest {
    bytes32 internal constant REFERENCE = "reference";
    uint8 internal constant NONE = 0;
    uint8 internal constant CREDIT = 1;
    uint8 internal constant MINT = 2;
    uint8 internal constant RELEASE = 3;
    /// @dev Reserved, and refused.
    uint8 internal constant SETTLE = 4;

    /// @dev Assets that a test lists beside `token`.
    address[] internal otherAssets;
    /// @dev A second pair of lanes between the same gateways, once a test has opened it.
    bytes32 internal otherLane;
    bytes32 internal otherReturnLane;

    // Refusals

    function assertVaultRefused(address caller, bytes memory input, bytes memory error) internal {
        assertRefusedBy(address(vault), caller, 0, input, error);
    }

    function assertLedgerRefused(address caller, bytes memory input, bytes memory error) internal {
        assertRefusedBy(address(ledger), caller, 0, input, error);
    }

    function assertLockRefused(Lock memory request, bytes memory error) internal {
        assertVaultRefused(HOLDER, abi.encodeCall(ICollateralVault.lock, (request)), error);
    }

    /// @dev The call reverts with exactly these bytes, and everything that can be seen of both chains is as before.
    function assertRefusedBy(address target, address caller, uint256 value, bytes memory input, bytes memory error)
        internal
    {
        bytes32 gateways = observableState();
        bytes32 collateral = collateralState();
        if (target == address(vault)) onA();
        else onB();
        vm.deal(caller, caller.balance + value);
        vm.prank(caller);
        (bool accepted, bytes memory answer) = target.call{value: value}(input);
        assertFalse(accepted, "accepted what must be refused");
        if (keccak256(answer) != keccak256(error)) revert WrongRefusal(answer, error);
        assertEq(observableState(), gateways, "a refused call changed a gateway");
        assertEq(collateralState(), collateral, "a refused call moved collateral");
    }

    function assertUnauthorizedBy(address target, address caller, bytes memory input) internal {
        assertRefusedBy(
            target, caller, 0, input, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller)
        );
    }

    /// @dev Delivers all of a lane: its last message is parked, and no collateral has moved.
    function assertParks(bytes32 laneId) internal {
        bytes32 before = collateralState();
        deliverAll(laneId);
        assertStanding(laneId, lastNonce(laneId), Standing.Parked);
        assertEq(collateralState(), before, "a parked message moved collateral");
    }

    /// @dev A digest of everything that the views of vault, ledger and tokens show.
    function collateralState() internal view returns (bytes32 digest) {
        digest = keccak256(abi.encode(address(vault).balance, ledger.vaultOf(lane), ledger.vaultOf(otherLane)));
        digest = _withAsset(digest, address(token));
        for (uint256 i = 0; i < otherAssets.length; ++i) {
            digest = _withAsset(digest, otherAssets[i]);
        }
    }

    function _withAsset(bytes32 digest, address asset) private view returns (bytes32) {
        digest = keccak256(abi.encode(digest, vault.route(lane, asset), vault.route(otherLane, asset)));
        digest = keccak256(abi.encode(digest, ledger.holding(lane, asset), ledger.holding(otherLane, asset)));
        address created = ledger.holding(lane, asset).token;
        address[6] memory accounts = accountsOfTests();
        for (uint256 i = 0; i < accounts.length; ++i) {
            digest = keccak256(
                abi.encode(
                    digest,
                    IERC20(asset).balanceOf(accounts[i]),
                    vault.claimable(asset, accounts[i]),
                    vault.payoutsDenied(accounts[i]),
                    ledger.creditOf(lane, asset, accounts[i]),
                    created == address(0) ? 0 : IERC20(created).balanceOf(accounts[i])
                )
            );
        }
        return digest;
    }

    function accountsOfTests() internal view returns (address[6] memory) {
        return [HOLDER, ACCOUNT, RECEIVER, STRANGER, address(vault), address(ledger)];
    }

    /// @dev I2: the vault has what it locked and what it owes.
    function assertSolvent(address asset) internal view {
        uint256 owed = vault.locked(lane, asset) + vault.locked(otherLane, asset);
        address[6] memory accounts = accountsOfTests();
        for (uint256 i = 0; i < accounts.length; ++i) {
            owed += vault.claimable(asset, accounts[i]);
        }
        assertTrue(IERC20(asset).balanceOf(address(vault)) >= owed, "solvent");
    }

    // What is sent

    /// @dev The message at `nonce` is this one, in every field.
    function assertMessage(bytes32 laneId, uint64 nonce, Message memory expected) internal {
        assertEq(abi.encode(messageAt(laneId, nonce)), abi.encode(expected), "message");
    }

    /// @dev The bytes of docs/PROTOCOL.md, with HOLDER to be refunded.
    function payloadOf(uint8 kind, address asset, address account, uint256 amount)
        internal
        pure
        returns (bytes memory)
    {
        return payloadOf(kind, asset, account, amount, HOLDER);
    }

    function payloadOf(uint8 kind, address asset, address account, uint256 amount, address refund)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(kind, asset, account, uint128(amount), refund, REFERENCE);
    }

    /// @dev Without a deadline.
    function recordOf(uint8 kind, address asset, address account, uint256 amount) internal pure returns (bytes memory) {
        return abi.encodePacked(uint64(0), payloadOf(kind, asset, account, amount));
    }

    function creditRecord(address account, uint256 amount) internal view returns (bytes memory) {
        return recordOf(CREDIT, address(token), account, amount);
    }

    function releaseRecord(address account, uint256 amount) internal view returns (bytes memory) {
        return recordOf(RELEASE, address(token), account, amount);
    }

    /// @dev Appends to a lane what its honest end would not send.
    function forge(bytes32 laneId, RouteKind kind, address sender, address recipient, bytes memory payload)
        internal
        returns (uint64)
    {
        return appendUnsent(laneId, Message(kind, sender, recipient, RELEASE_GAS, 0, payload));
    }

    // Other assets and lanes

    function listAndFund(address asset) internal {
        list(asset, CAP);
        fund(asset, HOLDER, 100 * uint256(CAP));
        otherAssets.push(asset);
    }

    function lockOf(address asset, CollateralKind kind, uint256 amount) internal view returns (Lock memory request) {
        request = lockOf(kind, amount);
        request.asset = asset;
    }

    /// @dev Locks an asset and delivers its credit.
    function credit(address asset, uint256 amount) internal returns (uint64 nonce) {
        nonce = lock(lockOf(asset, CollateralKind.Credit, amount));
        deliverAll(lane);
    }

    function release(address asset, uint256 amount, address receiver) internal returns (uint64) {
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, asset, amount, receiver, REFERENCE);
        return gatewayB.outboundLane(returnLane).nonce;
    }

    /// @dev Sent through ERC-7786.
    function standardListing() internal view returns (Listing memory listing) {
        listing = listingOf(CAP);
        listing.chainId = CHAIN_B;
        listing.channel = CHANNEL;
    }

    /// @dev On which vault and ledger may send as on the first pair; nothing is listed or connected there.
    function openOtherLanes() internal {
        onA();
        vm.startPrank(ADMIN);
        (otherLane, otherReturnLane) = gatewayA.openLane(CHAIN_B, address(gatewayB), "other", limits(), 0);
        gatewayA.allowSender(otherLane, address(vault), true);
        vm.stopPrank();
        onB();
        vm.startPrank(ADMIN);
        gatewayB.openLane(CHAIN_A, address(gatewayA), "other", limits(), 0);
        gatewayB.allowSender(otherReturnLane, address(ledger), false);
        vm.stopPrank();
        otherLanes.push(otherLane);
        otherLanes.push(otherReturnLane);
        deliverAll(otherLane);
        deliverAll(otherReturnLane);
    }
}
