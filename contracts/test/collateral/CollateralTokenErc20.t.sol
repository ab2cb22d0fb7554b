// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @dev The token keeps its own books but for the supply, so it is held to OpenZeppelin's: whatever its holders do, both answer alike.
contract CollateralTokenErc20Test is CollateralBehaviour {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event CrosschainMint(address indexed to, uint256 value, address indexed sender);
    event CrosschainBurn(address indexed from, uint256 value, address indexed sender);

    PlainToken private reference_;
    address[4] private people = [ACCOUNT, HOLDER, RECEIVER, address(0)];

    function setUp() public override {
        super.setUp();
        mint(1000);
        reference_ = new PlainToken(18);
        reference_.mint(ACCOUNT, 1000);
        onB();
    }

    // Beside OpenZeppelin's

    function testFuzz_AnswersAsOpenZeppelinsDoes(uint256 seed) public {
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            address caller = people[seed % 3];
            bytes memory input = callOf(seed >> 8);
            (bool accepted, bytes memory answer) = callAs(caller, address(minted), input);
            (bool expectedAccepted, bytes memory expected) = callAs(caller, address(reference_), input);
            assertTrue(accepted == expectedAccepted, "accepted");
            assertEq(answer, expected, "answer");
        }
        uint256 sum = 0;
        for (uint256 i = 0; i < people.length; ++i) {
            sum += minted.balanceOf(people[i]);
            assertEq(minted.balanceOf(people[i]), reference_.balanceOf(people[i]), "balance");
            for (uint256 j = 0; j < people.length; ++j) {
                uint256 expected = reference_.allowance(people[i], people[j]);
                assertEq(minted.allowance(people[i], people[j]), expected, "allowance");
            }
        }
        assertEq(minted.totalSupply(), sum, "supply");
    }

    function callOf(uint256 seed) private view returns (bytes memory) {
        address one = people[seed % 4];
        address other = people[(seed >> 8) % 4];
        uint256 what = (seed >> 16) % 4;
        uint256 value = amountOf(seed >> 24);
        if (what == 0) return abi.encodeCall(IERC20.transfer, (one, value));
        if (what == 1) return abi.encodeCall(IERC20.approve, (one, value));
        // From the zero address OpenZeppelin refuses for another reason, but refuses.
        if (one == address(0)) one = ACCOUNT;
        return abi.encodeCall(IERC20.transferFrom, (one, other, value));
    }

    function amountOf(uint256 seed) private pure returns (uint256) {
        uint256 kind = seed % 5;
        if (kind == 0) return 0;
        if (kind == 1) return type(uint256).max;
        return (seed >> 8) % 600;
    }

    function callAs(address caller, address target, bytes memory input) private returns (bool, bytes memory) {
        vm.prank(caller);
        return target.call(input);
    }

    // Events

    function test_ATransferIsTold() public {
        expectTokenEvent();
        emit Transfer(ACCOUNT, RECEIVER, 10);
        vm.prank(ACCOUNT);
        minted.transfer(RECEIVER, 10);
    }

    function test_AnApprovalIsTold() public {
        expectTokenEvent();
        emit Approval(ACCOUNT, RECEIVER, 10);
        vm.prank(ACCOUNT);
        minted.approve(RECEIVER, 10);
    }

    function test_AMintIsToldAsBothStandardsDemand() public {
        lock(lockOf(CollateralKind.Mint, 7));
        bytes memory input = inputOf(batchOfAll(lane));
        onB();
        expectTokenEvent();
        emit Transfer(address(0), ACCOUNT, 7);
        expectTokenEvent();
        emit CrosschainMint(ACCOUNT, 7, address(ledger));
        (bool accepted,) = address(gatewayB).call(input);
        assertTrue(accepted, "delivered");
    }

    function test_ABurnIsToldAsBothStandardsDemand() public {
        expectTokenEvent();
        emit Transfer(ACCOUNT, address(0), 7);
        expectTokenEvent();
        emit CrosschainBurn(ACCOUNT, 7, address(ledger));
        redeem(7);
    }

    function expectTokenEvent() private {
        vm.expectEmit(true, true, true, true, address(minted));
    }

    // Many at once

    function test_OfABatchOnlyTheChosenAreMinted() public {
        Lock memory request = lockOf(CollateralKind.Mint, 10);
        lock(request);
        request.account = address(ledger.GATEWAY());
        lock(request);
        request.amount = 500;
        lock(request);
        request.account = RECEIVER;
        request.amount = 30;
        lock(request);
        onB();
        vm.prank(GUARDIAN);
        ledger.lowerCap(lane, address(token), 1060);
        deliverAll(lane);
        assertEq(minted.balanceOf(ACCOUNT), 1010, "first");
        assertEq(minted.balanceOf(address(gatewayB)), 10, "second");
        assertEq(minted.balanceOf(RECEIVER), 30, "fourth; the third is over the cap");
        assertEq(minted.totalSupply(), 1050, "supply");
        assertEq(ledger.supplyOf(address(minted)), 1050, "the ledger's book");
    }

    function test_RevertWhen_SomebodyElseMintsABatch() public {
        address[3] memory callers = [ACCOUNT, ADMIN, address(gatewayB)];
        for (uint256 i = 0; i < callers.length; ++i) {
            assertRefusedBy(
                address(minted),
                callers[i],
                0,
                abi.encodeCall(CollateralToken.mintChosen, (new bytes(117), 1)),
                abi.encodeWithSelector(CollateralToken.NotTheLedger.selector, callers[i])
            );
        }
    }

    function test_RevertWhen_MoreIsBurntThanThereIs() public {
        vm.prank(address(ledger));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ACCOUNT, 1000, 1001));
        IERC7802(address(minted)).crosschainBurn(ACCOUNT, 1001);
    }

    function test_AnUnknownTokenHasNoSupply() public view {
        assertEq(ledger.supplyOf(STRANGER), 0, "supply");
    }

    /// @dev Whoever knows lane and asset knows the token, before it is there.
    function test_TheTokensAddressFollowsFromLaneAndAsset() public view {
        assertEq(ledger.tokenOf(lane, address(token)), address(minted), "address");
    }
}
