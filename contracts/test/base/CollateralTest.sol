// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralLedger} from "../../src/collateral/CollateralLedger.sol";
import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {CollateralVault} from "../../src/collateral/CollateralVault.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Listing, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {Limits} from "../../src/gateway/IGateway.sol";
import {GatewayTest} from "./GatewayTest.sol";
import {PlainToken} from "./OddTokens.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev A vault on chain A, a ledger on chain B, and one plain asset that may be credited and minted.
abstract contract CollateralTest is GatewayTest {
    address internal constant HOLDER = address(0x401);
    address internal constant ACCOUNT = address(0xACC);
    address internal constant RECEIVER = address(0x4EC);
    uint96 internal constant CAP = 1_000_000;
    uint24 internal constant ENTER_GAS = 150_000;
    uint24 internal constant RELEASE_GAS = 300_000;

    CollateralVault internal vault;
    CollateralLedger internal ledger;
    PlainToken internal token;
    /// @dev What stands for `token` on chain B.
    CollateralToken internal minted;

    function setUp() public virtual override {
        super.setUp();
        onA();
        vault = newVault(gatewayA, managerA);
        onB();
        ledger = newLedger(gatewayB, managerB);
        _wire();
        token = new PlainToken(18);
        minted = list(address(token), CAP);
        fund(address(token), HOLDER, 100 * uint256(CAP));
    }

    /// @dev Refunds push payouts, which takes gas.
    function limits() internal pure virtual override returns (Limits memory) {
        return Limits({gasLimitMax: 4_000_000, payloadBytesMax: 2048, voidedGasLimit: 300_000});
    }

    /// @dev Overridden by tests that put a broken one in its place, like the next.
    function newVault(Gateway gateway, AccessManager manager) internal virtual returns (CollateralVault) {
        return CollateralVault(deployShipped("CollateralVault", abi.encode(gateway, manager)));
    }

    function newLedger(Gateway gateway, AccessManager manager) internal virtual returns (CollateralLedger) {
        return CollateralLedger(deployShipped("CollateralLedger", abi.encode(gateway, manager)));
    }

    function _wire() private {
        onA();
        vm.startPrank(ADMIN);
        bytes4[] memory tightening = new bytes4[](3);
        tightening[0] = ICollateralVault.lowerLockCap.selector;
        tightening[1] = ICollateralVault.lowerPayoutCap.selector;
        tightening[2] = ICollateralVault.denyPayouts.selector;
        managerA.setTargetFunctionRole(address(vault), tightening, GUARDIAN_ROLE);
        gatewayA.allowSender(lane, address(vault), true);
        vm.stopPrank();
        onB();
        vm.startPrank(ADMIN);
        tightening = new bytes4[](1);
        tightening[0] = ICollateralLedger.lowerCap.selector;
        managerB.setTargetFunctionRole(address(ledger), tightening, GUARDIAN_ROLE);
        gatewayB.allowSender(returnLane, address(ledger), false);
        ledger.connectLane(lane, address(vault), RELEASE_GAS);
        vm.stopPrank();
    }

    /// @dev Lists an asset at both ends, mintable.
    function list(address asset, uint96 cap) internal returns (CollateralToken) {
        onA();
        vm.prank(ADMIN);
        vault.listAsset(lane, asset, listingOf(cap));
        onB();
        vm.startPrank(ADMIN);
        ledger.listAsset(lane, asset, cap);
        address created = ledger.createToken(lane, asset, "Collateral", "cTKN", 18);
        vm.stopPrank();
        return CollateralToken(created);
    }

    /// @dev Native and mintable.
    function listingOf(uint96 cap) internal view returns (Listing memory) {
        return Listing({
            ledger: address(ledger),
            gasLimit: ENTER_GAS,
            mintable: true,
            chainId: 0,
            channel: 0,
            lockCap: cap,
            payoutCap: cap
        });
    }

    /// @dev Gives an account tokens that anybody can mint, and the vault its allowance over all of them.
    function fund(address asset, address holder, uint256 amount) internal {
        PlainToken(asset).mint(holder, amount);
        vm.prank(holder);
        // Tokens that return nothing are among those listed.
        (bool approved,) = asset.call(abi.encodeCall(IERC20.approve, (address(vault), type(uint256).max)));
        assertTrue(approved, "approved");
    }

    // Locking and releasing

    function lockOf(CollateralKind kind, uint256 amount) internal view returns (Lock memory) {
        return Lock({
            lane: lane,
            asset: address(token),
            kind: kind,
            account: ACCOUNT,
            amount: amount,
            refund: HOLDER,
            deadline: soon(),
            reference_: "reference"
        });
    }

    function lock(uint256 amount) internal returns (uint64) {
        return lock(lockOf(CollateralKind.Credit, amount));
    }

    function lock(Lock memory request) internal returns (uint64) {
        onA();
        vm.prank(HOLDER);
        vault.lock(request);
        return gatewayA.outboundLane(lane).nonce;
    }

    /// @dev Locks and delivers: the account has the margin.
    function credit(uint256 amount) internal returns (uint64 nonce) {
        nonce = lock(amount);
        deliverAll(lane);
    }

    function mint(uint256 amount) internal returns (uint64 nonce) {
        nonce = lock(lockOf(CollateralKind.Mint, amount));
        deliverAll(lane);
    }

    function release(uint256 amount) internal returns (uint64) {
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(token), amount, RECEIVER, "reference");
        return gatewayB.outboundLane(returnLane).nonce;
    }

    function redeem(uint256 amount) internal returns (uint64) {
        onB();
        vm.prank(ACCOUNT);
        ledger.redeem(lane, address(token), amount, RECEIVER, "reference");
        return gatewayB.outboundLane(returnLane).nonce;
    }

    // What stands

    function creditOf(address account) internal view returns (uint256) {
        return ledger.creditOf(lane, address(token), account);
    }

    function locked() internal view returns (uint256) {
        return vault.locked(lane, address(token));
    }

    function outstanding() internal view returns (uint256) {
        return ledger.holding(lane, address(token)).credited + ledger.holding(lane, address(token)).minted;
    }

    function nextWindow() internal {
        vm.warp((block.timestamp / 1 hours + 1) * 1 hours);
    }
}
