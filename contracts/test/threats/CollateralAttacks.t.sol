// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Listing, Lock} from "../../src/collateral/ICollateralVault.sol";
import {IGateway, Standing} from "../../src/gateway/IGateway.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {HungryToken, PlainToken} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";

/// @dev Attacks on vault and ledger that no incident names: games with gas, the edges of windows and numbers, one asset's messages
/// among another's. Some end at a limit that whoever configures a lane must know; those say so.
contract CollateralAttacksTest is CollateralThreat {
    uint256 private constant AMOUNT = 1000;
    /// @dev Many enough that one message's share of gas could not pay for all.
    uint256 private constant MANY = 20;

    HungryToken private hungry;
    PlainToken[8] private many;

    function setUp() public override {
        super.setUp();
        hungry = new HungryToken();
        listFunded(address(hungry));
        lock(lockOf(lane, address(hungry), MANY * AMOUNT));
        lock(lockOf(lane, address(token), MANY * AMOUNT));
        deliverAll(lane);
        hungry.eat(true);
        for (uint256 i = 0; i < many.length; ++i) {
            many[i] = new PlainToken(18);
            list(address(many[i]), CAP);
        }
    }

    // Gas: whoever delivers chooses how much of it there is

    /// @dev With every amount a healthy payout is pushed or untouched: neither kept nor parked.
    function test_NoAmountOfGasKeepsOrParksAHealthyPayout() public {
        (bool pushed, bool kept, bool parked) = _sweep();
        assertTrue(pushed, "some amount is enough");
        assertFalse(kept, "kept for want of gas");
        assertFalse(parked, "parked for want of gas");
    }

    function test_SucceedsWhereAPushHasLittleGas() public {
        breakVault(LaxVault.Fault.PushesWithLittleGas);
        (, bool kept,) = _sweep();
        assertTrue(kept, "kept for want of gas");
    }

    /// @dev Whoever retries may give more gas than the message has, not less.
    function test_NoAmountOfGasKeepsARetriedPayout() public {
        uint64 nonce = _park();
        bytes memory input = retryInput(returnLane, nonce);
        bool paid;
        for (uint256 gas = 100_000; gas < 600_000; gas += 10_000) {
            uint256 state = vm.snapshotState();
            onA();
            (bool accepted,) = address(gatewayA).call{gas: gas}(input);
            assertEq(vault.claimable(address(token), RECEIVER), 0, "kept for want of gas");
            assertEq(token.balanceOf(RECEIVER), accepted ? AMOUNT : 0, "paid, or untouched");
            paid = paid || accepted;
            vm.revertToState(state);
        }
        assertTrue(paid, "some amount is enough");
    }

    /// @dev A push that burns all that it is given, to an account that is owed nothing yet: no release costs more. This is what
    /// a release's gas limit must at least be, or the next test but one shows what happens.
    function test_TheDearestReleaseCostsLessThanTwoHundredThousand() public {
        bytes memory payload = payloadOf(CollateralKind.Release, address(hungry), RECEIVER, AMOUNT);
        bytes memory records = abi.encodePacked(uint64(0), payload);
        onA();
        uint256 gas = gasleft();
        vm.prank(address(gatewayA));
        (, uint256 failures) = vault.onMessages{gas: 200_000}(returnLane, 9, address(ledger), 1, records);
        gas -= gasleft();
        assertEq(failures, 0, "released");
        assertEq(vault.claimable(address(hungry), RECEIVER), AMOUNT, "kept");
        assertTrue(gas > vault.PUSH_GAS(), "the push has burnt everything");
        assertTrue(gas < 200_000, "gas");
    }

    function test_TheDearestRefundFitsTwoHundredThousand() public {
        bytes memory payload = payloadOf(CollateralKind.Credit, address(hungry), RECEIVER, AMOUNT);
        onA();
        vm.prank(address(gatewayA));
        vault.onVoided{gas: 200_000}(lane, 2, payload);
        assertEq(vault.claimable(address(hungry), RECEIVER), AMOUNT, "kept");
    }

    function test_HungryReleasesTakeNothingFromTheHealthyOneBehindThem() public {
        _releaseHungryAndOneHealthy();
        deliverAll(returnLane);
        assertEq(vault.claimable(address(hungry), RECEIVER), (MANY - 1) * AMOUNT, "kept");
        assertEq(token.balanceOf(RECEIVER), AMOUNT, "pushed");
    }

    /// @dev A limit: the gas of a run is one pot. Under a gas limit below what a failed push costs, one asset's releases use
    /// up another's, and all of them are parked. Nothing is lost: each can be retried with more gas.
    function test_UnderATooLowGasLimitHungryReleasesParkTheHealthyOneBehindThem() public {
        onB();
        vm.prank(ADMIN);
        ledger.setReleaseGasLimit(lane, 120_000);
        _releaseHungryAndOneHealthy();
        deliverAll(returnLane);
        uint64 healthy = lastNonce(returnLane);
        assertStanding(returnLane, healthy, Standing.Parked);
        retry(returnLane, healthy);
        assertEq(token.balanceOf(RECEIVER), AMOUNT, "pushed");
        retry(returnLane, healthy - 1);
        assertEq(vault.claimable(address(hungry), RECEIVER), AMOUNT, "kept");
    }

    /// @dev Of a run whose assets change with every message, a message costs no more than one alone: what a lone mint of an
    /// asset nobody touched before costs is enough for each.
    function test_InterleavedAssetsCostNoMoreThanEachAlone() public {
        onB();
        uint256 alone = _gasOfMints(1, 0);
        uint256 together = _gasOfMints(7 * 6, 1);
        assertTrue(together < alone * 7 * 6, "a run costs more than its messages alone");
        assertTrue(alone < ENTER_GAS, "a lone one fits its limit");
    }

    // Windows

    /// @dev I13: two caps at worst, in the seconds around the hour.
    function test_TwoCapsAtMostLeaveAroundTheEdgeOfAWindow() public {
        lock(lockOf(lane, address(token), CAP - MANY * AMOUNT));
        nextWindow();
        for (uint256 i = 0; i < 3; ++i) {
            lock(lockOf(lane, address(token), CAP));
            nextWindow();
        }
        vm.warp(block.timestamp + 1 hours - 1);
        forgeRelease(address(token), CAP);
        assertStanding(returnLane, forgeRelease(address(token), 1), Standing.Parked);
        vm.warp(block.timestamp + 1);
        forgeRelease(address(token), CAP);
        assertStanding(returnLane, forgeRelease(address(token), 1), Standing.Parked);
        vm.warp(block.timestamp + 1 hours - 1);
        assertStanding(returnLane, forgeRelease(address(token), 1), Standing.Parked);
        assertEq(token.balanceOf(ATTACKER), 2 * uint256(CAP), "in two seconds, and in the hour after them");
    }

    /// @dev A limit: whoever has as much capital as a window's cap may fill the window, and others wait for the next.
    function test_AFullWindowDelaysAPayoutAndTheNextOnePaysIt() public {
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), uint96(3 * AMOUNT));
        for (uint256 i = 0; i < 3; ++i) {
            _release(address(token));
        }
        uint64 nonce = _release(address(token));
        deliverAll(returnLane);
        assertStanding(returnLane, nonce, Standing.Parked);
        assertEq(token.balanceOf(RECEIVER), 3 * AMOUNT, "paid in the window");
        nextWindow();
        retry(returnLane, nonce);
        assertEq(token.balanceOf(RECEIVER), 4 * AMOUNT, "paid");
    }

    /// @dev A limit: what is greater than a window's cap fits no window. Credits of two windows that are released by one
    /// request wait until the cap is raised; released by two, they are paid in two windows.
    function test_AReleaseAboveThePayoutCapWaitsUntilTheCapIsRaised() public {
        uint96 cap = 5 * uint96(AMOUNT);
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), cap);
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(token), cap + 1, RECEIVER, "reference");
        uint64 nonce = lastNonce(returnLane);
        deliverAll(returnLane);
        for (uint256 window = 0; window < 3; ++window) {
            assertStanding(returnLane, nonce, Standing.Parked);
            assertRefused(
                gatewayA,
                STRANGER,
                retryInput(returnLane, nonce),
                abi.encodeWithSelector(IGateway.DeliveryFailed.selector, returnLane, nonce)
            );
            nextWindow();
        }
        onA();
        vm.prank(ADMIN);
        vault.raisePayoutCap(lane, address(token), CAP);
        retry(returnLane, nonce);
        assertEq(token.balanceOf(RECEIVER), cap + 1, "paid");
    }

    // Numbers

    /// @dev Five digits at least: a cap is never above what was asked for, lowering lowers, raising does not lower.
    function testFuzz_ACapIsRoundedDownAndNeverTheWrongWay(uint96 asked) public {
        uint256 present = vault.route(lane, address(token)).lockCap;
        // What rounds to the present cap is neither a rise nor a fall, and refused.
        vm.assume(asked < present || asked > present + present / 50_000);
        onA();
        vm.prank(asked > present ? ADMIN : GUARDIAN);
        if (asked > present) vault.raiseLockCap(lane, address(token), asked);
        else vault.lowerLockCap(lane, address(token), asked);
        uint256 cap = vault.route(lane, address(token)).lockCap;
        assertTrue(cap <= asked, "above what was asked for");
        assertTrue(asked - cap <= asked / 50_000, "by more than rounding");
        assertTrue(asked > present ? cap > present : cap < present, "the wrong way");
    }

    /// @dev A balance has bits for 256 windows at the greatest cap. After them nothing more is let in, and nothing spills over.
    function test_ABookThatIsFullLetsNothingIn() public {
        PlainToken huge = new PlainToken(24);
        uint96 most = type(uint96).max;
        list(address(huge), most);
        assets.push(address(huge));
        fund(address(huge), HOLDER, type(uint128).max);
        uint256 cap = vault.route(lane, address(huge)).lockCap;
        uint256 limit = type(uint104).max;
        uint256 total;
        while (total + cap <= limit) {
            lock(lockOf(lane, address(huge), cap));
            total += cap;
            nextWindow();
        }
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(lane, address(huge), cap))),
            abi.encodeWithSelector(ICollateralVault.OverCap.selector, cap, limit - total)
        );
        lock(lockOf(lane, address(huge), limit - total));
        assertEq(vault.locked(lane, address(huge)), limit, "full");
        assertEq(vault.route(lane, address(huge)).lockedInWindow, limit - total, "the window beside it is as it was");
        assertTrue(surplusOf(address(huge)) == 0, "to the unit");
    }

    // Places

    /// @dev A limit: through ERC-7786 a recipient hears of a sender only as (chain, address), so a ledger knows one lane for a
    /// vault. A listing on another lane that names this ledger is credited to the lane that it knows, where the collateral
    /// is not. The administrator must not list so; what is locked comes back by no release.
    function test_AListingThroughErc7786OnALaneThatItsLedgerDoesNotServeIsMisplaced() public {
        onA();
        Listing memory listing = Listing(address(ledger), ENTER_GAS, true, CHAIN_B, OTHER_CHANNEL, CAP, CAP);
        vm.prank(ADMIN);
        vault.listAsset(otherLane, address(bystander), listing);
        Lock memory request = lockOf(otherLane, address(bystander), AMOUNT);
        lock(request);
        deliverAll(otherLane);
        assertEq(vault.locked(otherLane, address(bystander)), AMOUNT, "locked on one lane");
        assertEq(ledger.creditOf(lane, address(bystander), ACCOUNT), AMOUNT, "credited on the other");
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, address(bystander), AMOUNT, RECEIVER, "reference");
        deliverAll(returnLane);
        assertStanding(returnLane, lastNonce(returnLane), Standing.Parked);
        assertSolvent("misplaced, not lost to anybody else");
    }

    /// @dev The contracts themselves are no accounts.
    function test_NothingEntersOrLeavesToTheContractsThemselves() public {
        Lock memory request = lockOf(CollateralKind.Credit, AMOUNT);
        request.account = address(ledger);
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (request)),
            abi.encodeWithSelector(ICollateralVault.InvalidAccount.selector, ledger)
        );
        request.account = ACCOUNT;
        request.refund = address(vault);
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (request)),
            abi.encodeWithSelector(ICollateralVault.InvalidRefund.selector, vault)
        );
        assertBlocked(
            address(ledger),
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.release, (lane, address(token), AMOUNT, address(vault), "")),
            abi.encodeWithSelector(ICollateralLedger.InvalidReceiver.selector, vault)
        );
        bytes memory payload = payloadOf(CollateralKind.Mint, address(token), address(ledger), AMOUNT);
        assertStanding(lane, forge(lane, address(vault), address(ledger), payload), Standing.Parked);
        payload = payloadOf(CollateralKind.Release, address(token), address(vault), AMOUNT);
        assertStanding(returnLane, forge(returnLane, address(ledger), address(vault), payload), Standing.Parked);
    }

    function _release(address asset) private returns (uint64) {
        onB();
        vm.prank(ACCOUNT);
        ledger.release(lane, asset, AMOUNT, RECEIVER, "reference");
        return gatewayB.outboundLane(returnLane).nonce;
    }

    function _releaseHungryAndOneHealthy() private {
        for (uint256 i = 1; i < MANY; ++i) {
            _release(address(hungry));
        }
        _release(address(token));
    }

    /// @dev A healthy release, parked because the window was full.
    function _park() private returns (uint64 nonce) {
        onA();
        vm.prank(GUARDIAN);
        vault.lowerPayoutCap(lane, address(token), 1);
        nonce = _release(address(token));
        deliverAll(returnLane);
        assertStanding(returnLane, nonce, Standing.Parked);
        onA();
        vm.prank(ADMIN);
        vault.raisePayoutCap(lane, address(token), CAP);
    }

    /// @dev Delivers one healthy release with every amount of gas.
    function _sweep() private returns (bool pushed, bool kept, bool parked) {
        uint64 nonce = _release(address(token));
        bytes memory input = inputOf(batchOfAll(returnLane));
        for (uint256 gas = 60_000; gas < 700_000; gas += 10_000) {
            uint256 state = vm.snapshotState();
            onA();
            (bool accepted,) = address(gatewayA).call{gas: gas}(input);
            bool here = token.balanceOf(RECEIVER) == AMOUNT;
            if (accepted && here) pushed = true;
            if (vault.claimable(address(token), RECEIVER) != 0) kept = true;
            if (standingOf(returnLane, nonce) == Standing.Parked) parked = true;
            if (!accepted) assertEq(executed(returnLane), nonce - 1, "untouched");
            vm.revertToState(state);
        }
    }

    /// @dev Mints to accounts that have nothing yet, each of the assets from `first` on in turn.
    function _gasOfMints(uint256 count, uint256 first) private returns (uint256 gas) {
        bytes memory records;
        for (uint256 i = 0; i < count; ++i) {
            address account = address(uint160(uint256(keccak256(abi.encode(first, i)))));
            address asset = address(many[first + i % (many.length - 1)]);
            bytes memory payload = payloadOf(CollateralKind.Mint, asset, account, 1);
            records = bytes.concat(records, abi.encodePacked(uint64(0), payload));
        }
        bytes memory input = abi.encodeCall(IMessageRecipient.onMessages, (lane, 9, address(vault), count, records));
        vm.prank(address(gatewayB));
        gas = gasleft();
        (bool accepted, bytes memory answer) = address(ledger).call(input);
        gas -= gasleft();
        assertTrue(accepted, "accepted");
        (, uint256 failures) = abi.decode(answer, (bytes4, uint256));
        assertEq(failures, 0, "all minted");
    }
}
