// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {Standing} from "../../src/gateway/IGateway.sol";
import {GasBurner, ReturnBomb, Reverting} from "../base/OddRecipients.sol";
import {
    ApproveOnceToken,
    BlacklistToken,
    BombToken,
    BonusToken,
    FallbackToken,
    FalseToken,
    FeeOnSenderToken,
    FeeOnTransferToken,
    HookToken,
    HungryToken,
    LyingToken,
    NoReturnToken,
    PausableToken,
    PermitToken,
    PlainToken,
    RebasingToken,
    UpgradedToken,
    ZeroRefusingToken
} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @dev Odd ERC-20s through every path: lock, credit, mint, release, redeem, refund, claim. In every batch each message of the
/// odd token has one of a healthy token beside it, which must arrive; what an odd token loses, it loses for itself.
contract OddErc20sTest is CollateralThreat {
    uint256 private constant LOCKED = 10_000;
    uint256 private constant LEAVING = 4000;

    /// @dev How much of a token is one here.
    uint256 private unit = 1;
    uint64 private expiredOdd;
    uint64 private expiredHealthy;

    // Healthy in their own way

    function test_NoDecimals() public {
        _assertHealthy(address(new PlainToken(0)));
    }

    function test_SixDecimals() public {
        _assertHealthy(address(new PlainToken(6)));
    }

    function test_EighteenDecimals() public {
        unit = 1e16;
        _assertHealthy(address(new PlainToken(18)));
    }

    function test_TwentyFourDecimals() public {
        unit = 1e22;
        _assertHealthy(address(new PlainToken(24)));
    }

    function test_NoReturnValue() public {
        _assertHealthy(address(new NoReturnToken()));
    }

    function test_Permit() public {
        _assertHealthy(address(new PermitToken()));
    }

    function test_SwallowingFallback() public {
        _assertHealthy(address(new FallbackToken()));
    }

    function test_FeeOnTransfer() public {
        _assertHealthy(address(new FeeOnTransferToken()));
    }

    function test_BonusOnTransfer() public {
        _assertHealthy(address(new BonusToken()));
    }

    function test_RefusesToMoveNothing() public {
        _assertHealthy(address(new ZeroRefusingToken()));
    }

    /// @dev The vault never approves, and takes an allowance as it finds it.
    function test_ApproveOnlyFromZero() public {
        _assertHealthy(address(new ApproveOnceToken()));
    }

    function test_SilentHooks() public {
        _assertHealthy(address(new HookToken()));
    }

    function test_LongAnswers() public {
        BombToken bombing = new BombToken();
        _enter(address(bombing));
        bombing.bomb(false);
        _leave(address(bombing));
        _assertPaid(address(bombing));
    }

    // Locks that the token refuses change nothing, and say why

    function test_RevertWhen_ATokenAnswersFalse() public {
        FalseToken answering = new FalseToken();
        listFunded(address(answering));
        answering.answerFalse(true);
        _assertLockRefused(address(answering));
    }

    function test_RevertWhen_ATokenIsPaused() public {
        PausableToken pausing = new PausableToken();
        listFunded(address(pausing));
        pausing.pause(true);
        _assertLockRefused(address(pausing));
    }

    function test_RevertWhen_ThePayerIsBlacklisted() public {
        BlacklistToken listing = new BlacklistToken();
        listFunded(address(listing));
        listing.blacklist(HOLDER, true);
        _assertLockRefused(address(listing));
    }

    // Payouts that cannot be pushed wait, and are claimed once they can be

    function test_Blacklist() public {
        BlacklistToken listing = new BlacklistToken();
        _enter(address(listing));
        listing.blacklist(RECEIVER, true);
        _leave(address(listing));
        assertEq(vault.claimable(address(listing), RECEIVER), 2 * LEAVING, "kept");
        assertFalse(_claim(address(listing), RECEIVER, RECEIVER), "still blacklisted");
        assertTrue(_claim(address(listing), RECEIVER, STRANGER), "to another address");
        assertEq(listing.balanceOf(STRANGER), 2 * LEAVING, "claimed");
        assertSolvent("claimed");
    }

    /// @dev Even if the token's issuer freezes the vault itself.
    function test_BlacklistOfTheVault() public {
        BlacklistToken listing = new BlacklistToken();
        _enter(address(listing));
        listing.blacklist(address(vault), true);
        _leave(address(listing));
        _assertKeptUntil(address(listing), abi.encodeCall(listing.blacklist, (address(vault), false)));
    }

    function test_Pause() public {
        PausableToken pausing = new PausableToken();
        _enter(address(pausing));
        pausing.pause(true);
        _leave(address(pausing));
        _assertKeptUntil(address(pausing), abi.encodeCall(pausing.pause, (false)));
    }

    function test_FalseInsteadOfRevert() public {
        FalseToken answering = new FalseToken();
        _enter(address(answering));
        answering.answerFalse(true);
        _leave(address(answering));
        _assertKeptUntil(address(answering), abi.encodeCall(answering.answerFalse, (false)));
    }

    function test_SaysThatItMovedWhatItDidNot() public {
        LyingToken lying = new LyingToken();
        _enter(address(lying));
        lying.lie(true);
        _leave(address(lying));
        _assertKeptUntil(address(lying), abi.encodeCall(lying.lie, (false)));
    }

    function test_BurnsAllGas() public {
        HungryToken hungry = new HungryToken();
        _enter(address(hungry));
        hungry.eat(true);
        _leave(address(hungry));
        _assertKeptUntil(address(hungry), abi.encodeCall(hungry.eat, (false)));
    }

    function test_HookThatReverts() public {
        _assertKeptFor(address(new Reverting()));
    }

    function test_HookThatBurnsAllGas() public {
        _assertKeptFor(address(new GasBurner()));
    }

    function test_HookThatRevertsAtLength() public {
        _assertKeptFor(address(new ReturnBomb(100_000, true)));
    }

    // Broken for good, each for itself

    /// @dev It takes more from the vault than it is told, at the cost of others of its holders: so nothing leaves.
    function test_FeeOnTheSender() public {
        FeeOnSenderToken taking = new FeeOnSenderToken();
        _enter(address(taking));
        _leave(address(taking));
        assertEq(vault.claimable(address(taking), RECEIVER), 2 * LEAVING, "kept");
        assertFalse(_claim(address(taking), RECEIVER, RECEIVER), "it would take more than that");
        assertTrue(surplusOf(address(taking)) == 0, "whole");
        _assertOthersWhole();
    }

    function test_RevertsAtLength() public {
        BombToken bombing = new BombToken();
        _enter(address(bombing));
        bombing.bomb(true);
        _leave(address(bombing));
        assertEq(vault.claimable(address(bombing), RECEIVER), 2 * LEAVING, "kept");
        // It does not even tell balances any more.
        assets = [address(token), address(bystander)];
        _assertOthersWhole();
    }

    /// @dev What cannot be measured to have left stays owed.
    function test_UpgradedToLieAboutBalances() public {
        UpgradedToken upgraded = new UpgradedToken();
        _enter(address(upgraded));
        upgraded.upgrade(address(vault), 1);
        _leave(address(upgraded));
        assertEq(vault.claimable(address(upgraded), RECEIVER), 2 * LEAVING, "kept, as nothing seems to leave");
        _assertOthersWhole();
        assertEq(upgraded.balanceOf(RECEIVER), 0, "paid");
    }

    /// @dev Rebasing tokens are not to be listed. One that is, or becomes one, breaks itself and nothing else. That it is short
    /// is seen by whoever compares balance and debt: raising that incident is off the chain.
    function test_RebasingDownBreaksOnlyItself() public {
        RebasingToken rebasing = new RebasingToken();
        _enter(address(rebasing));
        rebasing.rebase(50);
        _leave(address(rebasing));
        assertTrue(surplusOf(address(rebasing)) < 0, "short");
        _assertOthersWhole();
    }

    function test_RebasingUpBreaksNothing() public {
        RebasingToken rebasing = new RebasingToken();
        _enter(address(rebasing));
        rebasing.rebase(200);
        _leave(address(rebasing));
        _assertPaid(address(rebasing));
        assertTrue(surplusOf(address(rebasing)) > 0, "the gain is nobody's");
        _assertOthersWhole();
    }

    // Where one payout is not shielded from another

    function test_SucceedsWhereAPayoutThatCannotBePushedFails() public {
        breakVault(LaxVault.Fault.PushesOrFails);
        BlacklistToken listing = new BlacklistToken();
        _enter(address(listing));
        listing.blacklist(RECEIVER, true);
        _requestAll(address(listing));
        deliverAll(returnLane);
        assertEq(bystander.balanceOf(RECEIVER), 0, "the healthy ones beside it are not paid either");
        assertStanding(returnLane, lastNonce(returnLane), Standing.Parked);
    }

    function test_SucceedsWhereAPushMayTakeAllGas() public {
        breakVault(LaxVault.Fault.PushesWithAllGas);
        HungryToken hungry = new HungryToken();
        _enter(address(hungry));
        hungry.eat(true);
        _requestAll(address(hungry));
        deliverAll(returnLane);
        assertEq(bystander.balanceOf(RECEIVER), 0, "nothing is left for the healthy ones beside it");
        assertStanding(returnLane, lastNonce(returnLane), Standing.Parked);
    }

    // The paths

    /// @dev In: credited, minted, and one that expired. Each beside a healthy one.
    function _enter(address odd) private {
        list(odd, uint96(CAP * unit));
        assets.push(odd);
        fund(odd, HOLDER, 10 * CAP * unit);
        _lockBoth(odd, CollateralKind.Credit);
        _lockBoth(odd, CollateralKind.Mint);
        deliverAll(lane);
        _lockBoth(odd, CollateralKind.Credit);
        expiredHealthy = lastNonce(lane);
        expiredOdd = expiredHealthy - 1;
        vm.warp(block.timestamp + 2 hours);
        deliverAll(lane);
        assertEq(creditOfAsset(address(bystander)), LOCKED, "credited beside it");
        assertEq(creditOfAsset(odd), _lockedOf(odd) / 3, "credited");
        assertEq(_mintedOf(odd).balanceOf(ACCOUNT), _lockedOf(odd) / 3, "minted");
        assertSolvent("in");
    }

    /// @dev Out: released, redeemed and refunded, each beside a healthy one, which arrives.
    function _leave(address odd) private {
        uint256 before = bystander.balanceOf(HOLDER);
        uint256 lockedBefore = _lockedOf(odd);
        _requestAll(odd);
        voidMessage(lane, expiredOdd);
        voidMessage(lane, expiredHealthy);
        deliverAll(returnLane);
        assertEq(executed(returnLane), lastNonce(returnLane), "the lane goes on");
        assertEq(bystander.balanceOf(RECEIVER), 2 * LEAVING, "released and redeemed beside it");
        assertEq(bystander.balanceOf(HOLDER), before + LOCKED, "refunded beside it");
        assertEq(_lockedOf(odd), lockedBefore - lockedBefore / 3 - 2 * LEAVING * unit, "out of what it locked");
        _assertOthersWhole();
    }

    function _requestAll(address odd) private {
        _requestBoth(odd, false);
        _requestBoth(odd, true);
    }

    function _lockBoth(address odd, CollateralKind kind) private {
        Lock memory request = lockOf(kind, LOCKED * unit);
        request.asset = odd;
        lock(request);
        request.asset = address(bystander);
        request.amount = LOCKED;
        lock(request);
    }

    function _requestBoth(address odd, bool redeems) private {
        onB();
        vm.startPrank(ACCOUNT);
        if (redeems) {
            ledger.redeem(lane, odd, LEAVING * unit, RECEIVER, "reference");
            ledger.redeem(lane, address(bystander), LEAVING, RECEIVER, "reference");
        } else {
            ledger.release(lane, odd, LEAVING * unit, RECEIVER, "reference");
            ledger.release(lane, address(bystander), LEAVING, RECEIVER, "reference");
        }
        vm.stopPrank();
    }

    /// @dev With an ordinary amount of gas: a hungry token would take all that a test has.
    function _claim(address asset, address owner, address to) private returns (bool done) {
        onA();
        vm.prank(owner);
        (done,) = address(vault).call{gas: 1_000_000}(abi.encodeCall(ICollateralVault.claim, (asset, to)));
    }

    // What comes of it

    function _assertHealthy(address odd) private {
        _enter(odd);
        _leave(odd);
        _assertPaid(odd);
        assertTrue(surplusOf(odd) == 0, "to the unit");
        // What must be claimed is claimed.
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        _requestAll(odd);
        deliverAll(returnLane);
        assertEq(vault.claimable(odd, RECEIVER), 2 * LEAVING * unit, "kept");
        onA();
        vm.prank(ADMIN);
        vault.allowPayouts(RECEIVER);
        assertTrue(_claim(odd, RECEIVER, RECEIVER), "claimed");
        assertTrue(surplusOf(odd) == 0, "to the unit");
    }

    /// @dev Nothing had to be kept.
    function _assertPaid(address odd) private view {
        assertEq(vault.claimable(odd, RECEIVER), 0, "kept of releases");
        assertEq(vault.claimable(odd, HOLDER), 0, "kept of refunds");
        assertTrue(IERC20(odd).balanceOf(RECEIVER) > LEAVING, "paid");
    }

    function _assertKeptUntil(address odd, bytes memory mends) private {
        assertEq(vault.claimable(odd, RECEIVER), 2 * LEAVING, "kept of releases");
        assertEq(vault.claimable(odd, HOLDER), LOCKED, "kept of refunds");
        assertFalse(_claim(odd, RECEIVER, RECEIVER), "not yet");
        (bool mended,) = odd.call(mends);
        assertTrue(mended, "mended");
        assertTrue(_claim(odd, RECEIVER, RECEIVER), "claimed");
        assertTrue(_claim(odd, HOLDER, HOLDER), "claimed");
        assertEq(IERC20(odd).balanceOf(RECEIVER), 2 * LEAVING, "paid");
        assertTrue(surplusOf(odd) == 0, "to the unit");
    }

    /// @dev A receiver that refuses its payouts hurts nobody but itself.
    function _assertKeptFor(address receiversHook) private {
        HookToken hooked = new HookToken();
        _enter(address(hooked));
        hooked.setHook(RECEIVER, receiversHook);
        _leave(address(hooked));
        assertEq(vault.claimable(address(hooked), RECEIVER), 2 * LEAVING, "kept");
        assertEq(vault.claimable(address(hooked), HOLDER), 0, "the refund to somebody else is paid");
        assertTrue(_claim(address(hooked), RECEIVER, STRANGER), "to another address");
        assertTrue(surplusOf(address(hooked)) == 0, "to the unit");
    }

    function _assertLockRefused(address odd) private {
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(lane, odd, LOCKED))),
            abi.encodeWithSelector(ICollateralVault.TransferFailed.selector, odd, LOCKED)
        );
    }

    /// @dev I2 of every other asset, to the unit.
    function _assertOthersWhole() private view {
        assertTrue(surplusOf(address(token)) == 0, "another asset");
        assertTrue(surplusOf(address(bystander)) == 0, "the asset beside it");
    }

    function _lockedOf(address asset) private view returns (uint256) {
        return vault.locked(lane, asset);
    }

    function _mintedOf(address asset) private view returns (IERC20) {
        return IERC20(ledger.holding(lane, asset).token);
    }

    function creditOfAsset(address asset) private view returns (uint256) {
        return ledger.creditOf(lane, asset, ACCOUNT);
    }
}
