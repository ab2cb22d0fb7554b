// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {ICollateralVault, Lock} from "../../src/collateral/ICollateralVault.sol";
import {RouteKind} from "../../src/gateway/IGateway.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";

/// @dev The payloads that the vectors call invalid, on every way to the ledger. Their asset is listed and their amount under the
/// cap, so that nothing but what is wrong with each keeps it out.
contract MalformedPayloadsTest is CollateralBehaviour {
    struct Encoding {
        bytes encoded;
    }

    uint256 private constant REFUND_AT = 57;

    address private asset;

    function setUp() public override {
        super.setUp();
        bytes memory valid = abi.decode(read("collateralPayloads"), (Encoding[]))[0].encoded;
        asset = address(bytes20(slice(valid, 1, 21)));
        onB();
        vm.startPrank(ADMIN);
        ledger.listAsset(lane, asset, 2 * CAP);
        ledger.createToken(lane, asset, "Collateral", "cTKN", 18);
        vm.stopPrank();
        // The first row that is valid enters: what the invalid ones differ in is what keeps them out.
        forge(lane, RouteKind.Batch, address(vault), address(ledger), valid);
        deliverAll(lane);
        assertEq(ledger.holding(lane, asset).credited, 1_000_000, "the valid row");
    }

    function test_AreParkedWhenTheyComeInABatch() public {
        assertAllPark(RouteKind.Batch);
    }

    function test_AreParkedWhenTheyComeByErc7786() public {
        assertAllPark(RouteKind.Erc7786);
    }

    /// @dev The ledger does not look at who is refunded, which is the source's affair: there, nobody can say so.
    function test_AZeroRefundAddressIsRefusedAtTheSource() public {
        Encoding[] memory rows = invalid();
        uint256 found = 0;
        for (uint256 i = 0; i < rows.length; ++i) {
            if (!refundsNobody(rows[i].encoded)) continue;
            ++found;
            Lock memory request = lockOf(CollateralKind.Credit, 1000);
            request.refund = address(0);
            assertLockRefused(request, abi.encodeWithSelector(ICollateralVault.InvalidRefund.selector, address(0)));
        }
        assertEq(found, 1, "rows");
    }

    function assertAllPark(RouteKind kind) private {
        Encoding[] memory rows = invalid();
        for (uint256 i = 0; i < rows.length; ++i) {
            if (refundsNobody(rows[i].encoded)) continue;
            forge(lane, kind, address(vault), address(ledger), rows[i].encoded);
            assertParks(lane);
            assertEq(ledger.holding(lane, asset).credited, 1_000_000, "nothing entered");
        }
    }

    function refundsNobody(bytes memory payload) private pure returns (bool) {
        return payload.length == 109 && bytes20(slice(payload, REFUND_AT, REFUND_AT + 20)) == 0;
    }

    function invalid() private view returns (Encoding[] memory rows) {
        rows = abi.decode(read("collateralPayloadsInvalid"), (Encoding[]));
        assertTrue(rows.length >= 10, "rows are missing");
    }

    function read(string memory array) private view returns (bytes memory) {
        return
            vm.parseJsonTypeArray(
                vm.readFile("vectors/lockstep-v1.json"), string.concat(".", array), "Row(bytes encoded)"
            );
    }
}
