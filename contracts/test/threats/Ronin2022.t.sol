// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault} from "../../src/collateral/ICollateralVault.sol";
import {Gateway} from "../../src/gateway/Gateway.sol";
import {IGateway, Message, RouteKind, Signature, Standing} from "../../src/gateway/IGateway.sol";
import {Signer} from "../base/Signer.sol";
import {BrokenGateway} from "../invariants/mutants/BrokenGateway.sol";
import {Flaw} from "../invariants/mutants/Flaw.sol";
import {CollateralThreat} from "./CollateralThreat.sol";

/// @dev Ronin, March 2022: one operator held four of five keys, and the fifth through a delegation that everybody had forgotten.
/// It took six days until somebody noticed. Here what was once granted counts for nothing once it ended, and a forged
/// release is on the chain as what it is: one whose request the source never sent.
contract Ronin2022Test is CollateralThreat {
    uint64 private constant SECOND = 2;

    bool private _broken;

    function setUp() public override {
        super.setUp();
        lock(lockOf(CollateralKind.Credit, 100_000));
        deliverAll(lane);
    }

    function newGateway(address authority) internal override returns (Gateway) {
        if (!_broken) return super.newGateway(authority);
        string memory name = type(BrokenGateway).name;
        return
            Gateway(vm.deployCode(string.concat(name, ".sol:", name), abi.encode(authority, Flaw.TakesExpiredEpochs)));
    }

    // Below the quorum

    function test_AReleaseThatTheQuorumDidNotSignIsRefused() public {
        Batch memory batch = _forgedBatch(Signer.key(uint256(keccak256("four of five"))));
        bytes32 digest = digestOf(gatewayA.domainSeparator(), batch.checkpoint, "");
        bytes32 before = collateralState();
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.InvalidSignature.selector, digest, EPOCH));
        assertEq(collateralState(), before, "collateral");
    }

    // Grants that ended

    function test_AnExpiredEpochReleasesNothing() public {
        _expireFirstEpoch();
        Batch memory batch = _forgedBatch(key);
        bytes32 before = collateralState();
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EpochNotActive.selector, EPOCH, SECOND, EPOCH));
        assertEq(collateralState(), before, "collateral");
    }

    function test_AKilledEpochReleasesNothing() public {
        Batch memory batch = _forgedBatch(key);
        onA();
        vm.prank(GUARDIAN);
        gatewayA.killKeyEpoch(EPOCH);
        bytes32 before = collateralState();
        assertBatchRefused(batch, abi.encodeWithSelector(IGateway.EpochNotActive.selector, EPOCH, 0, 0));
        assertEq(collateralState(), before, "collateral");
    }

    function test_ARemovedVaultLocksNothing() public {
        onA();
        vm.prank(GUARDIAN);
        gatewayA.removeSender(lane, address(vault));
        assertBlocked(
            address(vault),
            HOLDER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Credit, 1000))),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, lane, vault)
        );
    }

    function test_ARemovedLedgerReleasesNothing() public {
        onB();
        vm.prank(GUARDIAN);
        gatewayB.removeSender(returnLane, address(ledger));
        assertBlocked(
            address(ledger),
            ACCOUNT,
            abi.encodeCall(ICollateralLedger.release, (lane, address(token), 1000, RECEIVER, "reference")),
            abi.encodeWithSelector(IGateway.SenderNotAllowed.selector, returnLane, ledger)
        );
    }

    function test_ARevokedGuardianTightensNothing() public {
        onA();
        vm.prank(ADMIN);
        managerA.revokeRole(GUARDIAN_ROLE, GUARDIAN);
        onB();
        vm.prank(ADMIN);
        managerB.revokeRole(GUARDIAN_ROLE, GUARDIAN);
        bytes memory refusal = unauthorized(GUARDIAN);
        bytes memory input = abi.encodeCall(ICollateralVault.lowerLockCap, (lane, address(token), 0));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralVault.lowerPayoutCap, (lane, address(token), 0));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralVault.denyPayouts, (RECEIVER));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralLedger.lowerCap, (lane, address(token), 0));
        assertBlocked(address(ledger), GUARDIAN, input, refusal);
    }

    /// @dev Whoever may only tighten may not take it back, let alone more.
    function test_AGuardianLoosensNothing() public {
        bytes memory refusal = unauthorized(GUARDIAN);
        bytes memory input = abi.encodeCall(ICollateralVault.raiseLockCap, (lane, address(token), 2 * CAP));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralVault.raisePayoutCap, (lane, address(token), 2 * CAP));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralVault.allowPayouts, (RECEIVER));
        assertBlocked(address(vault), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralLedger.raiseCap, (lane, address(token), 2 * CAP));
        assertBlocked(address(ledger), GUARDIAN, input, refusal);
        input = abi.encodeCall(ICollateralLedger.connectLane, (otherLane, ATTACKER, RELEASE_GAS));
        assertBlocked(address(ledger), GUARDIAN, input, refusal);
    }

    // What an alarm can see

    /// @dev The event names lane and nonce of the request, and the source's nonce has not got there.
    function test_AForgedReleaseNamesARequestThatTheSourceNeverSent() public {
        uint64 nonce = lastNonce(returnLane) + 1;
        _forgedBatchOnly();
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Released(lane, nonce, ATTACKER, address(token), 100_000);
        deliverAll(returnLane);
        assertEq(token.balanceOf(ATTACKER), 100_000, "the thief has the quorum's key");
        assertTrue(gatewayB.outboundLane(returnLane).nonce < nonce, "no request stands behind it");
    }

    function test_AGenuineReleaseNamesItsRequest() public {
        uint64 requested = release(1000);
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Released(lane, requested, RECEIVER, address(token), 1000);
        deliverAll(returnLane);
        assertEq(gatewayB.outboundLane(returnLane).nonce, requested, "the source has got there");
    }

    /// @dev The event names the voided message, and its lane's destination does not have it as voided.
    function test_AForgedRefundNamesAMessageThatWasNeverVoided() public {
        vm.expectEmit(true, true, true, true, address(vault));
        emit ICollateralVault.Refunded(lane, 1, ATTACKER, address(token), 1000);
        forgeRefund(address(token), 1000);
        assertStanding(lane, 1, Standing.None);
    }

    /// @dev One grant that ended and still counts is enough.
    function test_SucceedsWhereAnExpiredEpochCounts() public {
        _broken = true;
        setUp();
        _expireFirstEpoch();
        deliver(_forgedBatch(key));
        assertEq(token.balanceOf(ATTACKER), 100_000, "released");
    }

    function _expireFirstEpoch() private {
        onA();
        Signer.Key memory second = Signer.key(uint256(keccak256("second key")));
        Signature memory proof = proofOfPossession(gatewayA, second, SECOND);
        vm.prank(ADMIN);
        gatewayA.registerKeyEpoch(SECOND, second.px, second.py, proof);
        vm.warp(block.timestamp + gatewayA.KEY_DELAY() + gatewayA.KEY_GRACE());
    }

    function _forgedBatchOnly() private {
        bytes memory payload = payloadOf(CollateralKind.Release, address(token), ATTACKER, 100_000);
        appendUnsent(returnLane, Message(RouteKind.Batch, address(ledger), address(vault), RELEASE_GAS, 0, payload));
    }

    function _forgedBatch(Signer.Key memory signer) private returns (Batch memory batch) {
        _forgedBatchOnly();
        batch = batchOfAll(returnLane);
        batch.signature = sign(signer, batch.checkpoint, "");
    }
}
