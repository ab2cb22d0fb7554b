// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ICollateralVault, Listing, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {FallbackToken, PermitToken} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";

/// @dev Multichain, January 2022: a token swallowed `permit` in its fallback, so that the router took a permit for given that
/// nobody had signed, and pulled from whoever the caller named. Here a permit is only tried, the allowance decides, and the
/// payer is the caller.
contract Multichain2022Test is CollateralThreat {
    uint256 private constant AMOUNT = 1000;

    FallbackToken private swallowing;
    PermitToken private permitting;

    function setUp() public override {
        super.setUp();
        swallowing = new FallbackToken();
        permitting = new PermitToken();
        listFunded(address(swallowing));
        listFunded(address(permitting));
        // The victim once approved the vault without limit, and forgot.
        fund(address(swallowing), VICTIM, AMOUNT);
        fund(address(permitting), VICTIM, AMOUNT);
    }

    function test_ASwallowedPermitPaysNothing() public {
        Permit memory none;
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lockWithPermit, (_request(address(swallowing)), none)),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, AMOUNT)
        );
    }

    /// @dev An allowance of one's own costs nothing. It pays nothing either.
    function test_AVictimsAllowanceIsNotTheAttackers() public {
        vm.prank(ATTACKER);
        swallowing.approve(address(vault), type(uint256).max);
        Permit memory none;
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lockWithPermit, (_request(address(swallowing)), none)),
            abi.encodeWithSelector(ICollateralVault.BalanceTooLow.selector, 0, AMOUNT)
        );
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lock, (_request(address(swallowing)))),
            abi.encodeWithSelector(ICollateralVault.BalanceTooLow.selector, 0, AMOUNT)
        );
    }

    /// @dev Whoever sees a permit in the mempool may use it up, and gains nothing by it.
    function test_AVictimsPermitIsNotTheAttackers() public {
        (address owner, Permit memory permit) = _signedPermit();
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lockWithPermit, (_request(address(permitting)), permit)),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, AMOUNT)
        );
        vm.prank(ATTACKER);
        permitting.permit(owner, address(vault), AMOUNT, permit.deadline, permit.v, permit.r, permit.s);
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lockWithPermit, (_request(address(permitting)), permit)),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, AMOUNT)
        );
        vm.prank(owner);
        vault.lockWithPermit(_request(address(permitting)), permit);
        assertEq(permitting.balanceOf(owner), 0, "its owner locks with the permit that is used up");
        assertEq(vault.locked(lane, address(permitting)), AMOUNT, "locked");
    }

    /// @dev Of a genuine permit the caller is the owner, and the amount the one that is locked.
    function test_APermitPaysForItsOwner() public {
        (address owner, Permit memory permit) = _signedPermit();
        onA();
        vm.prank(owner);
        vault.lockWithPermit(_request(address(permitting)), permit);
        assertEq(permitting.balanceOf(owner), 0, "paid");
        assertEq(vault.locked(lane, address(permitting)), AMOUNT, "locked");
        assertEq(permitting.allowance(owner, address(vault)), 0, "nothing is left of the permit");
    }

    function test_AnAddressWithoutCodeIsNotListed() public {
        assertBlocked(
            address(vault),
            ADMIN,
            abi.encodeCall(ICollateralVault.listAsset, (lane, address(0xE0A), _listing())),
            abi.encodeWithSelector(ICollateralVault.NotAToken.selector, address(0xE0A))
        );
    }

    /// @dev A token may vanish after it was listed.
    function test_ATokenWhoseCodeIsGoneCreditsNothing() public {
        vm.etch(address(swallowing), "");
        // There is no balance any more that could be asked for.
        assets = [address(token)];
        assertBlocked(
            address(vault), HOLDER, abi.encodeCall(ICollateralVault.lock, (_request(address(swallowing)))), ""
        );
        assertEq(vault.locked(lane, address(swallowing)), 0, "locked");
    }

    function test_SucceedsWhereTheRequestNamesThePayer() public {
        breakVault(LaxVault.Fault.PayerFromTheRequest);
        vm.prank(ATTACKER);
        swallowing.approve(address(vault), type(uint256).max);
        Lock memory request = _request(address(swallowing));
        request.refund = VICTIM;
        Permit memory none;
        onA();
        vm.prank(ATTACKER);
        vault.lockWithPermit(request, none);
        deliverAll(lane);
        assertEq(swallowing.balanceOf(VICTIM), 0, "the victim paid");
        assertEq(ledger.creditOf(lane, address(swallowing), ATTACKER), AMOUNT, "for the attacker");
    }

    function test_SucceedsWhereACallThatWentThroughIsAPayment() public {
        breakVault(LaxVault.Fault.CreditsTheRequested);
        vm.etch(address(swallowing), "");
        onA();
        vm.prank(ATTACKER);
        vault.lock(_request(address(swallowing)));
        assertEq(vault.locked(lane, address(swallowing)), AMOUNT, "locked out of nothing");
    }

    function _request(address asset) private view returns (Lock memory request) {
        request = lockOf(lane, asset, AMOUNT);
        request.account = ATTACKER;
        request.refund = ATTACKER;
    }

    function _listing() private view returns (Listing memory) {
        return Listing(address(ledger), ENTER_GAS, true, 0, 0, CAP, CAP);
    }

    /// @dev Of somebody who has tokens, but never approved.
    function _signedPermit() private returns (address owner, Permit memory permit) {
        uint256 secret = uint256(keccak256("owner"));
        owner = vm.createWallet(secret).addr;
        permitting.mint(owner, AMOUNT);
        owners.push(owner);
        onA();
        permit.deadline = block.timestamp;
        bytes32 statement = keccak256(
            abi.encode(
                permitting.PERMIT_TYPE(), owner, address(vault), AMOUNT, permitting.nonces(owner), permit.deadline
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", permitting.DOMAIN_SEPARATOR(), statement));
        (permit.v, permit.r, permit.s) = vm.sign(secret, digest);
    }
}
