// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @dev An ERC-20 by ERC-7802 whose one bridge is the ledger that created it.
contract CollateralTokenTest is CollateralBehaviour {
    function test_IsWhatItWasCreatedAs() public view {
        assertEq(bytes(minted.name()), "Collateral", "name");
        assertEq(bytes(minted.symbol()), "cTKN", "symbol");
        assertEq(minted.decimals(), 18, "decimals");
        assertEq(minted.LEDGER(), address(ledger), "ledger");
    }

    function test_SaysThatItIsBridgeable() public view {
        assertTrue(minted.supportsInterface(type(IERC7802).interfaceId), "ERC-7802");
        assertTrue(minted.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        assertFalse(minted.supportsInterface(0xffffffff), "none");
    }

    function test_MovesLikeAnyToken() public {
        mint(1000);
        vm.prank(ACCOUNT);
        minted.transfer(RECEIVER, 400);
        vm.prank(RECEIVER);
        minted.approve(STRANGER, 300);
        vm.prank(STRANGER);
        minted.transferFrom(RECEIVER, STRANGER, 300);
        assertEq(minted.balanceOf(ACCOUNT), 600, "first");
        assertEq(minted.balanceOf(RECEIVER), 100, "second");
        assertEq(minted.balanceOf(STRANGER), 300, "third");
        assertEq(outstanding(), 1000, "outstanding");
    }

    /// @dev The ledger needs no allowance, so it must never burn for anybody but its caller; others have no way at all.
    function test_RevertWhen_SomebodyElseBurns() public {
        mint(1000);
        assertBridgeRefused(ACCOUNT, abi.encodeCall(IERC7802.crosschainBurn, (ACCOUNT, 1)));
        assertBridgeRefused(STRANGER, abi.encodeCall(IERC7802.crosschainBurn, (ACCOUNT, 1)));
        assertBridgeRefused(ADMIN, abi.encodeCall(IERC7802.crosschainBurn, (ACCOUNT, 1)));
        assertBridgeRefused(address(gatewayB), abi.encodeCall(IERC7802.crosschainBurn, (ACCOUNT, 1)));
    }

    function test_RevertWhen_SomebodyElseMints() public {
        assertBridgeRefused(ACCOUNT, abi.encodeCall(IERC7802.crosschainMint, (ACCOUNT, 1)));
        assertBridgeRefused(STRANGER, abi.encodeCall(IERC7802.crosschainMint, (STRANGER, 1)));
        assertBridgeRefused(ADMIN, abi.encodeCall(IERC7802.crosschainMint, (ADMIN, 1)));
        assertBridgeRefused(address(gatewayB), abi.encodeCall(IERC7802.crosschainMint, (ACCOUNT, 1)));
    }

    function assertBridgeRefused(address caller, bytes memory input) private {
        assertRefusedBy(
            address(minted), caller, 0, input, abi.encodeWithSelector(CollateralToken.NotTheLedger.selector, caller)
        );
    }
}
