// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {IGateway} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {FallbackToken, PermitToken} from "../base/OddTokens.sol";

/// @dev A permit is tried; what counts is the allowance that the caller gave, however it came to be.
contract LockWithPermitTest is CollateralBehaviour {
    uint256 private constant SECRET = 0x5EC2E7;

    PermitToken private asset;
    address private owner;

    function setUp() public override {
        super.setUp();
        asset = new PermitToken();
        list(address(asset), CAP);
        otherAssets.push(address(asset));
        owner = vm.createWallet(SECRET).addr;
        asset.mint(owner, CAP);
        onA();
    }

    // What is accepted

    function test_ThePermitIsTheAllowance() public {
        bytes32 id = lockAs(owner, permitOf(1000));
        assertEq(id, LaneCodec.messageId(lane, lastNonce(lane)), "id");
        assertEq(vault.locked(lane, address(asset)), 1000, "locked");
        assertEq(asset.nonces(owner), 1, "the permit is used");
        assertEq(asset.allowance(owner, address(vault)), 0, "and used up");
    }

    /// @dev Permits lie in the open until they are mined, and anybody may use them.
    function test_SomebodyElseMayHaveUsedThePermitBefore() public {
        Permit memory permit = permitOf(1000);
        vm.prank(STRANGER);
        asset.permit(owner, address(vault), 1000, permit.deadline, permit.v, permit.r, permit.s);
        lockAs(owner, permit);
        assertEq(vault.locked(lane, address(asset)), 1000, "locked");
    }

    function test_ABadPermitIsIgnoredIfTheAllowanceSuffices() public {
        vm.prank(owner);
        asset.approve(address(vault), 1000);
        lockAs(owner, Permit(0, 27, "r", "s"));
        assertEq(vault.locked(lane, address(asset)), 1000, "locked");
        assertEq(asset.nonces(owner), 0, "no permit is used");
    }

    function test_ATokenNeedNotKnowPermits() public {
        vm.prank(HOLDER);
        vault.lockWithPermit(lockOf(CollateralKind.Credit, 1000), Permit(0, 27, "r", "s"));
        assertEq(locked(), 1000, "locked");
    }

    function test_TheFeeIsPaidAsWithoutAPermit() public {
        vm.prank(ADMIN);
        gatewayA.setFee(lane, 7);
        vm.deal(owner, 7);
        Permit memory permit = permitOf(1000);
        vm.prank(owner);
        vault.lockWithPermit{value: 7}(request(), permit);
        assertEq(address(gatewayA).balance, 7, "gateway");
    }

    // What is refused, for want of an allowance

    function test_RevertWhen_ThePermitHasExpired() public {
        Permit memory permit = permitOf(1000);
        vm.warp(permit.deadline + 1);
        assertAllowanceShort(owner, permit, 0);
    }

    function test_RevertWhen_SomebodyElseSignedThePermit() public {
        assertAllowanceShort(owner, signedBy(SECRET + 1, 1000), 0);
    }

    function test_RevertWhen_ThePermitIsOverAnotherAmount() public {
        assertAllowanceShort(owner, permitOf(999), 0);
    }

    function test_RevertWhen_SomebodyElseBringsTheOwnersPermit() public {
        asset.mint(STRANGER, 1000);
        assertAllowanceShort(STRANGER, permitOf(1000), 0);
    }

    function test_RevertWhen_ThePermitAndItsAllowanceAreUsedUp() public {
        Permit memory permit = permitOf(1000);
        lockAs(owner, permit);
        assertAllowanceShort(owner, permit, 0);
    }

    function test_RevertWhen_TheAllowanceIsShortWithoutThePermit() public {
        vm.prank(owner);
        asset.approve(address(vault), 999);
        assertAllowanceShort(owner, Permit(0, 27, "r", "s"), 999);
    }

    /// @dev Multichain, 2022: a fallback that swallows the permit must not pass for one that accepts it.
    function test_RevertWhen_ATokensFallbackSwallowsThePermit() public {
        FallbackToken odd = new FallbackToken();
        list(address(odd), CAP);
        odd.mint(HOLDER, 1000);
        otherAssets.push(address(odd));
        assertVaultRefused(
            HOLDER,
            abi.encodeCall(
                ICollateralVault.lockWithPermit,
                (lockOf(address(odd), CollateralKind.Credit, 1000), Permit(block.timestamp, 27, "r", "s"))
            ),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, 1000)
        );
    }

    /// @dev What is not listed is not even called: a call to where no code is would fail without a word.
    function test_RevertWhen_TheAssetIsNotListed() public {
        address unlisted = address(0xA55E7);
        assertVaultRefused(
            HOLDER,
            abi.encodeCall(
                ICollateralVault.lockWithPermit,
                (lockOf(unlisted, CollateralKind.Credit, 1000), Permit(0, 27, "r", "s"))
            ),
            abi.encodeWithSelector(ICollateralVault.NotListed.selector, lane, unlisted)
        );
    }

    /// @dev The rest is checked as without a permit.
    function test_RevertWhen_TheAmountIsZero() public {
        Lock memory nothing = request();
        nothing.amount = 0;
        assertVaultRefused(
            owner,
            abi.encodeCall(ICollateralVault.lockWithPermit, (nothing, permitOf(0))),
            abi.encodeWithSelector(ICollateralVault.ZeroAmount.selector)
        );
    }

    /// @dev The permit goes back with the rest.
    function test_RevertWhen_TheGatewayIsPaused() public {
        pause(gatewayA);
        assertVaultRefused(
            owner,
            abi.encodeCall(ICollateralVault.lockWithPermit, (request(), permitOf(1000))),
            abi.encodeWithSelector(IGateway.GatewayIsPaused.selector)
        );
        assertEq(asset.nonces(owner), 0, "the permit is not used");
    }

    function request() private view returns (Lock memory) {
        return lockOf(address(asset), CollateralKind.Credit, 1000);
    }

    function lockAs(address caller, Permit memory permit) private returns (bytes32) {
        vm.prank(caller);
        return vault.lockWithPermit(request(), permit);
    }

    function permitOf(uint256 amount) private view returns (Permit memory) {
        return signedBy(SECRET, amount);
    }

    function signedBy(uint256 secret, uint256 amount) private view returns (Permit memory permit) {
        permit.deadline = block.timestamp + 1 hours;
        bytes32 statement = keccak256(
            abi.encode(asset.PERMIT_TYPE(), owner, address(vault), amount, asset.nonces(owner), permit.deadline)
        );
        (permit.v, permit.r, permit.s) =
            vm.sign(secret, keccak256(abi.encodePacked(hex"1901", asset.DOMAIN_SEPARATOR(), statement)));
    }

    function assertAllowanceShort(address caller, Permit memory permit, uint256 allowance) private {
        assertVaultRefused(
            caller,
            abi.encodeCall(ICollateralVault.lockWithPermit, (request(), permit)),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, allowance, 1000)
        );
    }
}
