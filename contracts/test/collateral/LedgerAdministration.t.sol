// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {Holding, ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {CollateralBehaviour} from "../base/CollateralBehaviour.sol";
import {Vm} from "../base/Vm.sol";

/// @dev Which vault the ledger hears on which lane, what may enter from there, and who may change it.
contract LedgerAdministrationTest is CollateralBehaviour {
    address private constant OTHER = address(0xA55E7);
    address private constant OTHER_VAULT = address(0xFA017);

    function setUp() public override {
        super.setUp();
        openOtherLanes();
        onB();
    }

    // Lanes

    function test_ALaneIsConnectedToAVault() public {
        vm.prank(ADMIN);
        expectLedgerEvent();
        emit ICollateralLedger.LaneConnected(otherLane, OTHER_VAULT, RELEASE_GAS);
        ledger.connectLane(otherLane, OTHER_VAULT, RELEASE_GAS);
        assertEq(ledger.vaultOf(otherLane), OTHER_VAULT, "vault");
        assertEq(ledger.vaultOf(lane), address(vault), "the other lane's");
    }

    function test_RevertWhen_TheVaultIsZero() public {
        assertConnectionRefused(otherLane, address(0), abi.encodeWithSelector(ICollateralLedger.ZeroAddress.selector));
    }

    /// @dev Trust is given once: a vault cannot be put in another's place, under its accounts' margin.
    function test_RevertWhen_TheLaneIsConnectedAlready() public {
        assertConnectionRefused(
            lane,
            OTHER_VAULT,
            abi.encodeWithSelector(ICollateralLedger.LaneAlreadyConnected.selector, lane, address(vault))
        );
    }

    function test_RevertWhen_TheLaneIsUnknown() public {
        assertConnectionRefused(
            "unknown", OTHER_VAULT, abi.encodeWithSelector(ICollateralLedger.UnknownLane.selector, bytes32("unknown"))
        );
    }

    function test_RevertWhen_TheLaneGoesOut() public {
        assertConnectionRefused(
            otherReturnLane,
            OTHER_VAULT,
            abi.encodeWithSelector(ICollateralLedger.UnknownLane.selector, otherReturnLane)
        );
    }

    /// @dev An ERC-7786 message says who sent it, not on which lane: a vault has one.
    function test_RevertWhen_TheVaultHasALaneAlready() public {
        assertConnectionRefused(
            otherLane,
            address(vault),
            abi.encodeWithSelector(
                ICollateralLedger.SenderAlreadyConnected.selector,
                InteroperableAddress.encode(CHAIN_A, address(vault)),
                lane
            )
        );
    }

    function test_TheNextReleaseTakesTheNewGasLimit() public {
        credit(1000);
        onB();
        vm.prank(ADMIN);
        expectLedgerEvent();
        emit ICollateralLedger.ReleaseGasLimitChanged(lane, 99_000);
        ledger.setReleaseGasLimit(lane, 99_000);
        assertEq(messageAt(returnLane, release(400)).gasLimit, 99_000, "the message's");
    }

    function test_RevertWhen_AGasLimitIsSetForALaneThatIsNotConnected() public {
        assertNotConnected(abi.encodeCall(ICollateralLedger.setReleaseGasLimit, (otherLane, 99_000)));
    }

    // Assets

    function test_AnAssetIsListed() public {
        vm.prank(ADMIN);
        expectLedgerEvent();
        emit ICollateralLedger.AssetListed(lane, OTHER);
        expectLedgerEvent();
        emit ICollateralLedger.CapChanged(lane, OTHER, 3000);
        ledger.listAsset(lane, OTHER, 3000);
        assertHolding(
            OTHER,
            Holding({credited: 0, minted: 0, creditedInWindow: 0, mintedInWindow: 0, cap: 3000, token: address(0)})
        );
    }

    /// @dev With a cap of zero it is listed all the same, and may be raised later.
    function test_AnAssetMayBeListedWithoutRoom() public {
        vm.startPrank(ADMIN);
        ledger.listAsset(lane, OTHER, 0);
        ledger.raiseCap(lane, OTHER, 3000);
        vm.stopPrank();
        assertEq(ledger.holding(lane, OTHER).cap, 3000, "cap");
    }

    function test_RevertWhen_TheAssetIsListedAlready() public {
        assertLedgerRefused(
            ADMIN,
            abi.encodeCall(ICollateralLedger.listAsset, (lane, address(token), CAP)),
            abi.encodeWithSelector(ICollateralLedger.AlreadyListed.selector, lane, address(token))
        );
    }

    function test_RevertWhen_AnAssetIsListedOnALaneThatIsNotConnected() public {
        assertNotConnected(abi.encodeCall(ICollateralLedger.listAsset, (otherLane, address(token), CAP)));
    }

    // Tokens

    function test_ATokenIsCreated() public {
        vm.prank(ADMIN);
        ledger.listAsset(lane, OTHER, CAP);
        vm.recordLogs();
        vm.prank(ADMIN);
        address created = ledger.createToken(lane, OTHER, "Collateral of USD", "cUSD", 6);
        Vm.Log memory told = vm.getRecordedLogs()[0];
        assertEq(
            abi.encode(told.topics),
            abi.encode(topicsOf(ICollateralLedger.TokenCreated.selector, lane, OTHER)),
            "told of"
        );
        assertEq(told.data, abi.encode(created), "told");
        assertEq(ledger.holding(lane, OTHER).token, created, "holding");
        CollateralToken made = CollateralToken(created);
        assertEq(bytes(made.name()), "Collateral of USD", "name");
        assertEq(bytes(made.symbol()), "cUSD", "symbol");
        assertEq(made.decimals(), 6, "decimals");
        assertEq(made.LEDGER(), address(ledger), "ledger");
        assertEq(made.totalSupply(), 0, "supply");
    }

    function test_RevertWhen_TheTokenIsThereAlready() public {
        assertLedgerRefused(
            ADMIN,
            abi.encodeCall(ICollateralLedger.createToken, (lane, address(token), "Another", "cTKN2", 18)),
            abi.encodeWithSelector(ICollateralLedger.TokenAlreadyCreated.selector, address(minted))
        );
    }

    function test_RevertWhen_TheTokensAssetIsNotListed() public {
        assertNotListed(abi.encodeCall(ICollateralLedger.createToken, (lane, OTHER, "Collateral", "cTKN", 18)));
    }

    // Caps

    function test_TheCapIsRaised() public {
        vm.prank(ADMIN);
        expectLedgerEvent();
        emit ICollateralLedger.CapChanged(lane, address(token), 2_000_000);
        ledger.raiseCap(lane, address(token), 2_000_000);
        assertEq(ledger.holding(lane, address(token)).cap, 2_000_000, "cap");
    }

    function test_TheGuardianLowersTheCap() public {
        vm.prank(GUARDIAN);
        expectLedgerEvent();
        emit ICollateralLedger.CapChanged(lane, address(token), 0);
        ledger.lowerCap(lane, address(token), 0);
        assertEq(ledger.holding(lane, address(token)).cap, 0, "cap");
    }

    /// @dev 1,000,031 has 20 bits, of which the upper sixteen are kept: nothing is rounded up.
    function test_TheCapIsKeptRoundedDown() public {
        vm.prank(ADMIN);
        expectLedgerEvent();
        emit ICollateralLedger.CapChanged(lane, address(token), 1_000_030);
        ledger.raiseCap(lane, address(token), 1_000_031);
    }

    function test_RevertWhen_ARaisedCapIsNotHigher() public {
        for (uint96 cap = CAP - 1; cap <= CAP; ++cap) {
            assertLedgerRefused(
                ADMIN,
                abi.encodeCall(ICollateralLedger.raiseCap, (lane, address(token), cap)),
                abi.encodeWithSelector(ICollateralLedger.CapNotHigher.selector, cap, CAP)
            );
        }
    }

    function test_RevertWhen_ALoweredCapIsNotLower() public {
        for (uint96 cap = CAP; cap <= CAP + 1; ++cap) {
            assertLedgerRefused(
                GUARDIAN,
                abi.encodeCall(ICollateralLedger.lowerCap, (lane, address(token), cap)),
                abi.encodeWithSelector(ICollateralLedger.CapNotLower.selector, cap, CAP)
            );
        }
    }

    function test_RevertWhen_TheRaisedCapsAssetIsNotListed() public {
        assertNotListed(abi.encodeCall(ICollateralLedger.raiseCap, (lane, OTHER, CAP)));
    }

    function test_RevertWhen_TheLoweredCapsAssetIsNotListed() public {
        assertLedgerRefused(
            GUARDIAN,
            abi.encodeCall(ICollateralLedger.lowerCap, (lane, OTHER, 0)),
            abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, OTHER)
        );
    }

    function test_RevertWhen_TheCapsLaneIsNotConnected() public {
        assertNotConnected(abi.encodeCall(ICollateralLedger.raiseCap, (otherLane, address(token), CAP)));
    }

    // Who

    function test_RevertWhen_AStrangerAdministers() public {
        assertAllUnauthorized(STRANGER);
        assertUnauthorizedBy(address(ledger), STRANGER, lowering());
    }

    /// @dev Whoever moves collateral has no say over it.
    function test_RevertWhen_TheGatewayAdministers() public {
        assertAllUnauthorized(address(gatewayB));
        assertUnauthorizedBy(address(ledger), address(gatewayB), lowering());
    }

    function test_RevertWhen_TheGuardianLoosens() public {
        assertAllUnauthorized(GUARDIAN);
    }

    function test_TheGatewayAndTheAuthorityAreThoseItWasMadeFor() public view {
        assertEq(address(ledger.GATEWAY()), address(gatewayB), "gateway");
        assertEq(ledger.authority(), address(managerB), "authority");
    }

    function test_RevertWhen_TheGatewayHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ICollateralLedger.NotTheGateway.selector, STRANGER));
        deployShipped("CollateralLedger", abi.encode(STRANGER, managerB));
    }

    function test_RevertWhen_TheAuthorityHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ICollateralLedger.NotAnAuthority.selector, STRANGER));
        deployShipped("CollateralLedger", abi.encode(gatewayB, STRANGER));
    }

    function lowering() private view returns (bytes memory) {
        return abi.encodeCall(ICollateralLedger.lowerCap, (lane, address(token), 0));
    }

    function assertAllUnauthorized(address caller) private {
        bytes[5] memory inputs = [
            abi.encodeCall(ICollateralLedger.connectLane, (otherLane, OTHER_VAULT, RELEASE_GAS)),
            abi.encodeCall(ICollateralLedger.setReleaseGasLimit, (lane, 99_000)),
            abi.encodeCall(ICollateralLedger.listAsset, (lane, OTHER, CAP)),
            abi.encodeCall(ICollateralLedger.createToken, (lane, OTHER, "Collateral", "cTKN", 18)),
            abi.encodeCall(ICollateralLedger.raiseCap, (lane, address(token), 2_000_000))
        ];
        for (uint256 i = 0; i < inputs.length; ++i) {
            assertUnauthorizedBy(address(ledger), caller, inputs[i]);
        }
    }

    function expectLedgerEvent() private {
        vm.expectEmit(true, true, true, true, address(ledger));
    }

    function topicsOf(bytes32 selector, bytes32 laneId, address asset) private pure returns (bytes32[] memory topics) {
        topics = new bytes32[](3);
        (topics[0], topics[1], topics[2]) = (selector, laneId, bytes32(uint256(uint160(asset))));
    }

    function assertHolding(address asset, Holding memory expected) private view {
        assertEq(abi.encode(ledger.holding(lane, asset)), abi.encode(expected), "holding");
    }

    function assertConnectionRefused(bytes32 laneId, address found, bytes memory error) private {
        assertLedgerRefused(ADMIN, abi.encodeCall(ICollateralLedger.connectLane, (laneId, found, RELEASE_GAS)), error);
    }

    function assertNotConnected(bytes memory input) private {
        assertLedgerRefused(ADMIN, input, abi.encodeWithSelector(ICollateralLedger.NotConnected.selector, otherLane));
    }

    function assertNotListed(bytes memory input) private {
        assertLedgerRefused(ADMIN, input, abi.encodeWithSelector(ICollateralLedger.NotListed.selector, lane, OTHER));
    }
}
