// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {RouteKind} from "../../src/gateway/IGateway.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @dev Collateral may arrive as a token, where an administrator created one for it.
contract MintTest is CollateralBehaviour {
    function test_TheAccountHasTheTokens() public {
        mint(1000);
        assertEq(minted.balanceOf(ACCOUNT), 1000, "minted");
        assertEq(minted.totalSupply(), 1000, "supply");
        assertEq(outstanding(), 1000, "outstanding");
        assertEq(creditOf(ACCOUNT), 0, "no margin");
    }

    function test_TheTokenSaysWhoBridgedIt() public {
        lock(lockOf(CollateralKind.Mint, 1000));
        Batch memory batch = batchOfAll(lane);
        vm.expectEmit(true, true, true, true, address(minted));
        emit IERC7802.CrosschainMint(ACCOUNT, 1000, address(ledger));
        deliver(batch);
    }

    function test_ManyMayBeMintedInOneBatch() public {
        Lock memory request = lockOf(CollateralKind.Mint, 300);
        lock(request);
        lock(request);
        request.account = RECEIVER;
        lock(request);
        deliverAll(lane);
        assertEq(minted.balanceOf(ACCOUNT), 600, "first account");
        assertEq(minted.balanceOf(RECEIVER), 300, "second account");
        assertEq(outstanding(), 900, "outstanding");
    }

    /// @dev A gas limit that suffices for each alone must suffice for all of them, or whoever delivers or locks in turns could
    /// park them together.
    function test_InTurnsWithOthersAMintCostsNoMoreThanAlone() public {
        address other = address(new PlainToken(18));
        list(other, CAP);
        bytes memory records;
        for (uint256 i = 0; i < 256; ++i) {
            address asset = i % 2 == 0 ? address(token) : other;
            records = bytes.concat(records, recordOf(MINT, asset, address(uint160(0x10000 + i)), 5));
        }
        uint256 alone = gasOf(recordOf(MINT, address(token), ACCOUNT, 5));
        uint256 together = gasOf(records);
        assertEq(minted.totalSupply(), 129 * 5, "first");
        assertEq(ledger.holding(lane, other).minted, 128 * 5, "second");
        assertTrue(together <= 256 * alone, "costs more");
    }

    function gasOf(bytes memory records) private returns (uint256 used) {
        onB();
        bytes memory input = abi.encodeCall(ledger.onMessages, (lane, 5, address(vault), records.length / 117, records));
        vm.prank(address(gatewayB));
        used = gasleft();
        (bool accepted, bytes memory answer) = address(ledger).call(input);
        used -= gasleft();
        assertTrue(accepted, "accepted");
        assertEq(answer, abi.encode(ledger.onMessages.selector, 0), "answer");
    }

    function test_TheCapHoldsForMarginAndForTokensEach() public {
        onA();
        vm.prank(ADMIN);
        vault.raiseLockCap(lane, address(token), 2 * CAP);
        credit(CAP);
        mint(CAP);
        assertEq(creditOf(ACCOUNT), CAP, "margin");
        assertEq(minted.balanceOf(ACCOUNT), CAP, "tokens");
        forge(lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(MINT, address(token), ACCOUNT, 1));
        assertParks(lane);
        forge(lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(CREDIT, address(token), ACCOUNT, 1));
        assertParks(lane);
    }

    /// @dev The vault's side was listed as mintable, the ledger's token is not there yet: the message waits for it.
    function test_WithoutATokenTheMessageWaitsForOne() public {
        PlainToken other = new PlainToken(6);
        onA();
        vm.prank(ADMIN);
        vault.listAsset(lane, address(other), listingOf(CAP));
        onB();
        vm.prank(ADMIN);
        ledger.listAsset(lane, address(other), CAP);
        fund(address(other), HOLDER, 1000);
        otherAssets.push(address(other));

        uint64 nonce = lock(lockOf(address(other), CollateralKind.Mint, 1000));
        assertParks(lane);

        onB();
        vm.prank(ADMIN);
        address created = ledger.createToken(lane, address(other), "Collateral", "cTKN", 6);
        retry(lane, nonce);
        assertEq(CollateralToken(created).balanceOf(ACCOUNT), 1000, "minted");
    }

    function test_NothingIsMintedToTheLedger() public {
        forge(
            lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(MINT, address(token), address(ledger), 1)
        );
        assertParks(lane);
    }

    function test_NothingIsMintedToNobody() public {
        forge(lane, RouteKind.Batch, address(vault), address(ledger), payloadOf(MINT, address(token), address(0), 1));
        assertParks(lane);
    }

    function test_AVoidedMintIsRefunded() public {
        uint256 before = token.balanceOf(HOLDER);
        uint64 nonce = lock(lockOf(CollateralKind.Mint, 1000));
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        voidMessage(lane, nonce);
        deliverAll(returnLane);
        assertEq(token.balanceOf(HOLDER), before, "refunded");
        assertEq(minted.totalSupply(), 0, "minted");
        assertEq(locked(), 0, "locked");
    }
}
