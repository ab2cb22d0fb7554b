// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralVault, Listing, Route} from "../../src/collateral/ICollateralVault.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {Reverting, Swallowing} from "../base/OddRecipients.sol";
import {PlainToken} from "../base/OddTokens.sol";

/// @dev Who may list what on which lanes, and who may change its caps.
contract ListingsTest is CollateralBehaviour {
    address private constant UNLISTED = address(0xA55E7);

    PlainToken private asset;

    function setUp() public override {
        super.setUp();
        asset = new PlainToken(6);
        otherAssets.push(address(asset));
        onA();
    }

    // Listing

    function test_AListingIsShownAsItIsKept() public {
        Listing memory listing = listingOf(CAP);
        listing.payoutCap = 3000;
        listing.mintable = false;
        vm.prank(ADMIN);
        vault.listAsset(lane, address(asset), listing);
        assertRoute(
            Route({
                ledger: address(ledger),
                gasLimit: ENTER_GAS,
                mintable: false,
                erc7786: false,
                locked: 0,
                lockCap: CAP,
                lockedInWindow: 0,
                payoutCap: 3000,
                paidInWindow: 0
            })
        );
    }

    function test_AListingMaySendByTheStandard() public {
        vm.prank(ADMIN);
        vault.listAsset(lane, address(asset), standardListing());
        assertTrue(vault.route(lane, address(asset)).erc7786, "ERC-7786");
    }

    function test_AListingIsTold() public {
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.AssetListed(lane, address(asset), listingOf(CAP));
        expectVaultEvent();
        emit ICollateralVault.LockCapChanged(lane, address(asset), CAP);
        expectVaultEvent();
        emit ICollateralVault.PayoutCapChanged(lane, address(asset), CAP);
        vault.listAsset(lane, address(asset), listingOf(CAP));
    }

    function test_AnAssetMayBeListedOnSeveralLanes() public {
        openOtherLanes();
        onA();
        vm.prank(ADMIN);
        vault.listAsset(otherLane, address(token), listingOf(3000));
        assertEq(vault.route(otherLane, address(token)).lockCap, 3000, "there");
        assertEq(vault.route(lane, address(token)).lockCap, CAP, "here");
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        assertListingRefused(
            "unknown",
            address(asset),
            listingOf(CAP),
            abi.encodeWithSelector(ICollateralVault.UnknownLane.selector, bytes32("unknown"))
        );
    }

    /// @dev Collateral cannot leave on the lane that it comes back by.
    function test_RevertWhen_TheLaneComesIn() public {
        assertListingRefused(
            returnLane,
            address(asset),
            listingOf(CAP),
            abi.encodeWithSelector(ICollateralVault.UnknownLane.selector, returnLane)
        );
    }

    function test_RevertWhen_TheAssetHasNoCode() public {
        assertNotAToken(UNLISTED);
    }

    function test_RevertWhen_TheAssetKnowsNoBalances() public {
        assertNotAToken(address(new Reverting()));
    }

    /// @dev It accepts every call, and answers none.
    function test_RevertWhen_TheAssetsFallbackSwallowsEverything() public {
        assertNotAToken(address(new Swallowing()));
    }

    function test_RevertWhen_TheLedgerIsZero() public {
        Listing memory listing = listingOf(CAP);
        listing.ledger = address(0);
        assertListingRefused(
            lane, address(asset), listing, abi.encodeWithSelector(ICollateralVault.InvalidAccount.selector, address(0))
        );
    }

    function test_RevertWhen_TheAssetIsListedAlready() public {
        assertListingRefused(
            lane,
            address(token),
            listingOf(CAP),
            abi.encodeWithSelector(ICollateralVault.AlreadyListed.selector, lane, address(token))
        );
    }

    /// @dev A listing by the standard names its lane by chain and channel: both must be this lane's.
    function test_RevertWhen_TheChannelIsAnotherLanes() public {
        Listing memory listing = standardListing();
        listing.channel = "other";
        assertOtherLane(listing, address(gatewayB));
    }

    function test_RevertWhen_TheChainIsAnotherLanes() public {
        Listing memory listing = standardListing();
        listing.chainId = CHAIN_B + 1;
        assertOtherLane(listing, address(0));
    }

    // Gas limits

    function test_TheNextLockTakesTheNewGasLimit() public {
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.GasLimitChanged(lane, address(token), 99_000);
        vault.setGasLimit(lane, address(token), 99_000);
        assertEq(vault.route(lane, address(token)).gasLimit, 99_000, "gas limit");
        assertEq(messageAt(lane, lock(1000)).gasLimit, 99_000, "the message's");
    }

    // Caps

    function test_CapsAreRaised() public {
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.LockCapChanged(lane, address(token), 2_000_000);
        vault.raiseLockCap(lane, address(token), 2_000_000);
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.PayoutCapChanged(lane, address(token), 3_000_000);
        vault.raisePayoutCap(lane, address(token), 3_000_000);
        assertCaps(2_000_000, 3_000_000);
    }

    function test_TheGuardianLowersCaps() public {
        vm.prank(GUARDIAN);
        expectVaultEvent();
        emit ICollateralVault.LockCapChanged(lane, address(token), 200_000);
        vault.lowerLockCap(lane, address(token), 200_000);
        vm.prank(GUARDIAN);
        expectVaultEvent();
        emit ICollateralVault.PayoutCapChanged(lane, address(token), 0);
        vault.lowerPayoutCap(lane, address(token), 0);
        assertCaps(200_000, 0);
    }

    /// @dev 1,000,001 has 20 bits, of which the upper sixteen are kept: nothing is rounded up.
    function test_CapsAreKeptRoundedDown() public {
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.LockCapChanged(lane, address(token), 1_000_030);
        vault.raiseLockCap(lane, address(token), 1_000_031);
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), 999_999);
        assertCaps(1_000_030, 999_990);
    }

    function test_RevertWhen_ARaisedLockCapIsNotHigher() public {
        assertCapNotHigher(ICollateralVault.raiseLockCap.selector);
    }

    function test_RevertWhen_ARaisedPayoutCapIsNotHigher() public {
        assertCapNotHigher(ICollateralVault.raisePayoutCap.selector);
    }

    function test_RevertWhen_ALoweredLockCapIsNotLower() public {
        assertCapNotLower(ICollateralVault.lowerLockCap.selector);
    }

    function test_RevertWhen_ALoweredPayoutCapIsNotLower() public {
        assertCapNotLower(ICollateralVault.lowerPayoutCap.selector);
    }

    function test_RevertWhen_AnUnlistedAssetIsAdministered() public {
        bytes4[5] memory selectors = [
            ICollateralVault.setGasLimit.selector,
            ICollateralVault.raiseLockCap.selector,
            ICollateralVault.lowerLockCap.selector,
            ICollateralVault.raisePayoutCap.selector,
            ICollateralVault.lowerPayoutCap.selector
        ];
        bytes memory error = abi.encodeWithSelector(ICollateralVault.NotListed.selector, lane, UNLISTED);
        for (uint256 i = 0; i < selectors.length; ++i) {
            bool lowers = i == 2 || i == 4;
            assertVaultRefused(
                lowers ? GUARDIAN : ADMIN, abi.encodeWithSelector(selectors[i], lane, UNLISTED, 1), error
            );
        }
    }

    // Payouts

    function test_PayoutsAreDeniedAndAllowed() public {
        vm.prank(GUARDIAN);
        expectVaultEvent();
        emit ICollateralVault.PayoutsDenied(RECEIVER);
        vault.denyPayouts(RECEIVER);
        assertTrue(vault.payoutsDenied(RECEIVER), "denied");
        assertFalse(vault.payoutsDenied(ACCOUNT), "others");
        vm.prank(ADMIN);
        expectVaultEvent();
        emit ICollateralVault.PayoutsAllowed(RECEIVER);
        vault.allowPayouts(RECEIVER);
        assertFalse(vault.payoutsDenied(RECEIVER), "allowed again");
    }

    // Who

    function test_RevertWhen_AStrangerAdministers() public {
        assertAllUnauthorized(STRANGER, loosening());
        assertAllUnauthorized(STRANGER, tightening());
    }

    /// @dev Whoever moves collateral has no say over it.
    function test_RevertWhen_TheGatewayAdministers() public {
        assertAllUnauthorized(address(gatewayA), loosening());
        assertAllUnauthorized(address(gatewayA), tightening());
    }

    function test_RevertWhen_TheGuardianLoosens() public {
        assertAllUnauthorized(GUARDIAN, loosening());
    }

    function test_TheGuardianTightensAtOnce() public {
        assertAllAllowed(GUARDIAN, tightening());
    }

    function test_TheAdministratorDoesTheRest() public {
        assertAllAllowed(ADMIN, loosening());
    }

    function test_TheGatewayAndTheAuthorityAreThoseItWasMadeFor() public view {
        assertEq(address(vault.GATEWAY()), address(gatewayA), "gateway");
        assertEq(vault.authority(), address(managerA), "authority");
    }

    function test_RevertWhen_TheGatewayHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ICollateralVault.NotTheGateway.selector, STRANGER));
        deployShipped("CollateralVault", abi.encode(STRANGER, managerA));
    }

    function test_RevertWhen_TheAuthorityHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ICollateralVault.NotAnAuthority.selector, STRANGER));
        deployShipped("CollateralVault", abi.encode(gatewayA, STRANGER));
    }

    function loosening() private view returns (bytes[] memory inputs) {
        inputs = new bytes[](5);
        inputs[0] = abi.encodeCall(ICollateralVault.listAsset, (lane, address(asset), listingOf(CAP)));
        inputs[1] = abi.encodeCall(ICollateralVault.setGasLimit, (lane, address(token), 99_000));
        inputs[2] = abi.encodeCall(ICollateralVault.raiseLockCap, (lane, address(token), 2_000_000));
        inputs[3] = abi.encodeCall(ICollateralVault.raisePayoutCap, (lane, address(token), 2_000_000));
        inputs[4] = abi.encodeCall(ICollateralVault.allowPayouts, (STRANGER));
    }

    function tightening() private view returns (bytes[] memory inputs) {
        inputs = new bytes[](3);
        inputs[0] = abi.encodeCall(ICollateralVault.lowerLockCap, (lane, address(token), 1));
        inputs[1] = abi.encodeCall(ICollateralVault.lowerPayoutCap, (lane, address(token), 1));
        inputs[2] = abi.encodeCall(ICollateralVault.denyPayouts, (RECEIVER));
    }

    function assertAllUnauthorized(address caller, bytes[] memory inputs) private {
        for (uint256 i = 0; i < inputs.length; ++i) {
            assertUnauthorizedBy(address(vault), caller, inputs[i]);
        }
    }

    function assertAllAllowed(address caller, bytes[] memory inputs) private {
        for (uint256 i = 0; i < inputs.length; ++i) {
            vm.prank(caller);
            (bool accepted,) = address(vault).call(inputs[i]);
            assertTrue(accepted, "accepted");
        }
    }

    function expectVaultEvent() private {
        vm.expectEmit(true, true, true, true, address(vault));
    }

    function assertRoute(Route memory expected) private view {
        assertEq(abi.encode(vault.route(lane, address(asset))), abi.encode(expected), "route");
    }

    function assertCaps(uint256 lockCap, uint256 payoutCap) private view {
        assertEq(vault.route(lane, address(token)).lockCap, lockCap, "lock cap");
        assertEq(vault.route(lane, address(token)).payoutCap, payoutCap, "payout cap");
    }

    function assertListingRefused(bytes32 laneId, address found, Listing memory listing, bytes memory error) private {
        assertVaultRefused(ADMIN, abi.encodeCall(ICollateralVault.listAsset, (laneId, found, listing)), error);
    }

    function assertNotAToken(address found) private {
        assertListingRefused(
            lane, found, listingOf(CAP), abi.encodeWithSelector(ICollateralVault.NotAToken.selector, found)
        );
    }

    function assertOtherLane(Listing memory listing, address peer) private {
        bytes32 named = LaneCodec.laneId(CHAIN_A, address(gatewayA), listing.chainId, peer, listing.channel);
        assertListingRefused(
            lane, address(asset), listing, abi.encodeWithSelector(ICollateralVault.OtherLane.selector, named, lane)
        );
    }

    function assertCapNotHigher(bytes4 selector) private {
        for (uint256 cap = CAP - 1; cap <= CAP; ++cap) {
            assertVaultRefused(
                ADMIN,
                abi.encodeWithSelector(selector, lane, address(token), cap),
                abi.encodeWithSelector(ICollateralVault.CapNotHigher.selector, cap, CAP)
            );
        }
    }

    function assertCapNotLower(bytes4 selector) private {
        for (uint256 cap = CAP; cap <= uint256(CAP) + 1; ++cap) {
            assertVaultRefused(
                GUARDIAN,
                abi.encodeWithSelector(selector, lane, address(token), cap),
                abi.encodeWithSelector(ICollateralVault.CapNotLower.selector, cap, CAP)
            );
        }
    }
}
