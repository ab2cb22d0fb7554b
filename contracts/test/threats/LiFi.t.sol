// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind} from "../../src/collateral/CollateralPayload.sol";
import {CollateralToken} from "../../src/collateral/CollateralToken.sol";
import {ICollateralLedger} from "../../src/collateral/ICollateralLedger.sol";
import {ICollateralVault, Listing, Lock, Permit} from "../../src/collateral/ICollateralVault.sol";
import {Standing} from "../../src/gateway/IGateway.sol";
import {PlainToken} from "../base/OddTokens.sol";
import {CollateralThreat} from "./CollateralThreat.sol";
import {LaxVault} from "./broken/LaxVault.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC7802} from "@openzeppelin/contracts/interfaces/draft-IERC7802.sol";

/// @dev Answers like a token, and counts how often it is called.
contract Target {
    uint256 public calls;

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    fallback() external {
        ++calls;
    }
}

/// @dev LiFi and Socket: a bridge that users had approved called any target with any calldata, and so spent their approvals.
/// Here vault, ledger and token call nothing that a message or a user could choose; the vault approves nobody; and the
/// list of all functions is closed: one that is added fails this test until somebody has thought about a bare caller.
contract LiFiTest is CollateralThreat {
    uint256 private constant AMOUNT = 1000;

    mapping(bytes32 signature => bool) private isKnown;

    function setUp() public override {
        super.setUp();
        lock(lockOf(CollateralKind.Credit, 10 * AMOUNT));
        lock(lockOf(CollateralKind.Mint, 10 * AMOUNT));
        deliverAll(lane);
    }

    // Calls

    /// @dev Whatever a message names as its asset, nobody is called who is not listed.
    function test_AMessageChoosesNoTarget() public {
        Target target = new Target();
        bytes memory payload = payloadOf(CollateralKind.Release, address(target), ATTACKER, AMOUNT);
        assertStanding(returnLane, forge(returnLane, address(ledger), address(vault), payload), Standing.Parked);
        assertStanding(returnLane, forgeRelease(address(target), 0), Standing.Parked);
        assertStanding(returnLane, forgeRefund(address(target), AMOUNT), Standing.Parked);
        assertStanding(returnLane, forgeRefund(address(target), 0), Standing.Parked);
        assertEq(target.calls(), 0, "called");
    }

    function test_ALockChoosesNoTarget() public {
        PlainToken unlisted = new PlainToken(18);
        fund(address(unlisted), ATTACKER, AMOUNT);
        Lock memory request = lockOf(lane, address(unlisted), AMOUNT);
        Permit memory none;
        bytes memory refusal = abi.encodeWithSelector(ICollateralVault.NotListed.selector, lane, unlisted);
        assertBlocked(address(vault), ATTACKER, abi.encodeCall(ICollateralVault.lock, (request)), refusal);
        assertBlocked(
            address(vault), ATTACKER, abi.encodeCall(ICollateralVault.lockWithPermit, (request, none)), refusal
        );
        assertEq(unlisted.balanceOf(ATTACKER), AMOUNT, "pulled");
    }

    /// @dev The code itself: it approves nobody, runs nobody else's code in its place, creates and destroys nothing.
    function test_TheVaultsCodeKnowsNoApprovalAndNoForeignCode() public view {
        bytes memory code = address(vault).code;
        assertTrue(_pushes(code, IERC20.transfer.selector), "the search finds what is there");
        assertFalse(_pushes(code, IERC20.approve.selector), "approve");
        assertFalse(_pushes(code, bytes4(keccak256("increaseAllowance(address,uint256)"))), "increaseAllowance");
        assertTrue(_uses(code, 0xf1), "the search finds what is there: CALL");
        bytes5 forbidden = hex"f0f2f4f5ff";
        for (uint256 i = 0; i < forbidden.length; ++i) {
            assertFalse(_uses(code, uint8(forbidden[i])), "CREATE, CALLCODE, DELEGATECALL, CREATE2, SELFDESTRUCT");
        }
    }

    function test_NobodyHoldsAnApprovalAfterEveryPath() public {
        _releaseAndClaim();
        address[6] memory spenders =
            [address(gatewayA), address(ledger), address(vault), ATTACKER, RECEIVER, address(token)];
        for (uint256 i = 0; i < spenders.length; ++i) {
            assertEq(token.allowance(address(vault), spenders[i]), 0, "of the vault");
            assertEq(token.allowance(address(gatewayA), spenders[i]), 0, "of the gateway");
            assertEq(minted.allowance(address(ledger), spenders[i]), 0, "of the ledger");
        }
    }

    /// @dev The token's own bridge needs no allowance of anybody's either, and has none.
    function test_TheLedgerBurnsNobodyElsesTokens() public {
        vm.prank(ACCOUNT);
        minted.approve(address(ledger), type(uint256).max);
        bytes memory input = abi.encodeCall(ICollateralLedger.redeem, (lane, address(token), AMOUNT, ATTACKER, ""));
        assertBlocked(
            address(ledger),
            ATTACKER,
            input,
            abi.encodeWithSignature("ERC20InsufficientBalance(address,uint256,uint256)", ATTACKER, 0, AMOUNT)
        );
    }

    // Functions

    function test_EveryFunctionIsKnown() public {
        _assertKnown("CollateralVault", 23);
        _assertKnown("CollateralLedger", 21);
        _assertKnown("CollateralToken", 14);
    }

    function test_EveryFunctionThatMovesValueRefusesABareCaller() public {
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.lock, (lockOf(CollateralKind.Credit, AMOUNT))),
            abi.encodeWithSelector(ICollateralVault.AllowanceTooLow.selector, 0, AMOUNT)
        );
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(ICollateralVault.claim, (address(token), ATTACKER)),
            abi.encodeWithSelector(ICollateralVault.NothingToClaim.selector, token, ATTACKER)
        );
        assertBlocked(
            address(vault),
            ATTACKER,
            abi.encodeCall(vault.push, (address(token), ATTACKER, AMOUNT)),
            abi.encodeWithSelector(ICollateralVault.NotThisContract.selector, ATTACKER)
        );
        assertBlocked(
            address(ledger),
            ATTACKER,
            abi.encodeCall(ICollateralLedger.release, (lane, address(token), AMOUNT, ATTACKER, "")),
            abi.encodeWithSelector(ICollateralLedger.CreditTooLow.selector, 0, AMOUNT)
        );
        bytes memory refusal = abi.encodeWithSelector(CollateralToken.NotTheLedger.selector, ATTACKER);
        assertBlocked(address(minted), ATTACKER, abi.encodeCall(IERC7802.crosschainMint, (ATTACKER, AMOUNT)), refusal);
        assertBlocked(address(minted), ATTACKER, abi.encodeCall(IERC7802.crosschainBurn, (ACCOUNT, AMOUNT)), refusal);
        bytes memory record =
            abi.encodePacked(uint64(0), payloadOf(CollateralKind.Mint, address(token), ATTACKER, AMOUNT));
        assertBlocked(address(minted), ATTACKER, abi.encodeCall(CollateralToken.mintChosen, (record, 1)), refusal);
    }

    function test_EveryFunctionOfARoleRefusesABareCaller() public {
        Listing memory listing = Listing(address(ledger), ENTER_GAS, true, 0, 0, CAP, CAP);
        address asset = address(token);
        bytes[] memory calls = new bytes[](9);
        calls[0] = abi.encodeCall(ICollateralVault.listAsset, (lane, asset, listing));
        calls[1] = abi.encodeCall(ICollateralVault.setGasLimit, (lane, asset, 5000));
        calls[2] = abi.encodeCall(ICollateralVault.raiseLockCap, (lane, asset, 2 * CAP));
        calls[3] = abi.encodeCall(ICollateralVault.lowerLockCap, (lane, asset, 0));
        calls[4] = abi.encodeCall(ICollateralVault.raisePayoutCap, (lane, asset, 2 * CAP));
        calls[5] = abi.encodeCall(ICollateralVault.lowerPayoutCap, (lane, asset, 0));
        calls[6] = abi.encodeCall(ICollateralVault.denyPayouts, (RECEIVER));
        calls[7] = abi.encodeCall(ICollateralVault.allowPayouts, (RECEIVER));
        calls[8] = abi.encodeCall(IAccessManaged.setAuthority, (ATTACKER));
        _assertUnauthorized(address(vault), calls);
        calls = new bytes[](7);
        calls[0] = abi.encodeCall(ICollateralLedger.connectLane, (otherLane, ATTACKER, RELEASE_GAS));
        calls[1] = abi.encodeCall(ICollateralLedger.setReleaseGasLimit, (lane, 5000));
        calls[2] = abi.encodeCall(ICollateralLedger.listAsset, (lane, ATTACKER, CAP));
        calls[3] = abi.encodeCall(ICollateralLedger.createToken, (lane, asset, "Collateral", "cTKN", 18));
        calls[4] = abi.encodeCall(ICollateralLedger.raiseCap, (lane, asset, 2 * CAP));
        calls[5] = abi.encodeCall(ICollateralLedger.lowerCap, (lane, asset, 0));
        calls[6] = abi.encodeCall(IAccessManaged.setAuthority, (ATTACKER));
        _assertUnauthorized(address(ledger), calls);
    }

    function test_SucceedsThroughADoorThatCallsAnything() public {
        breakVault(LaxVault.Fault.OpenDoor);
        (, string memory unknown) = _findUnknown("LaxVault");
        assertEq(unknown, " execute(address,bytes)", "the list names what was added");
        onA();
        bytes memory spend = abi.encodeCall(IERC20.transferFrom, (HOLDER, ATTACKER, AMOUNT));
        vm.prank(ATTACKER);
        LaxVault(address(vault)).execute(address(token), spend);
        assertEq(token.balanceOf(ATTACKER), AMOUNT, "the approval of a user is spent");
    }

    function _assertUnauthorized(address target, bytes[] memory calls) private {
        for (uint256 i = 0; i < calls.length; ++i) {
            assertBlocked(target, ATTACKER, calls[i], unauthorized(ATTACKER));
        }
    }

    function _releaseAndClaim() private {
        release(AMOUNT);
        redeem(AMOUNT);
        deliverAll(returnLane);
        onA();
        vm.prank(GUARDIAN);
        vault.denyPayouts(RECEIVER);
        release(AMOUNT);
        deliverAll(returnLane);
        vm.prank(ADMIN);
        vault.allowPayouts(RECEIVER);
        vm.prank(RECEIVER);
        vault.claim(address(token), RECEIVER);
        assertEq(token.balanceOf(RECEIVER), 3 * AMOUNT, "paid");
    }

    // Code, opcode by opcode: what is pushed is data

    function _pushes(bytes memory code, bytes4 selector) private pure returns (bool) {
        for (uint256 i = 0; i < code.length; ++i) {
            uint8 opcode = uint8(code[i]);
            if (opcode < 0x60 || opcode > 0x7f) continue;
            // As PUSH4, or as PUSH32 with the selector in front. A selector may lose its leading or trailing zeros.
            if ((opcode == 0x63 || opcode == 0x7f) && bytes4(_wordAt(code, i + 1)) == selector) return true;
            i += opcode - 0x5f;
        }
        return false;
    }

    function _uses(bytes memory code, uint8 wanted) private pure returns (bool) {
        for (uint256 i = 0; i < code.length; ++i) {
            uint8 opcode = uint8(code[i]);
            if (opcode == wanted) return true;
            if (opcode >= 0x60 && opcode <= 0x7f) i += opcode - 0x5f;
        }
        return false;
    }

    function _wordAt(bytes memory code, uint256 at) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(code, 32), at))
        }
    }

    // The list

    function _assertKnown(string memory name, uint256 expected) private {
        (uint256 functions, string memory unknown) = _findUnknown(name);
        assertEq(bytes(unknown), "", unknown);
        assertEq(functions, expected, name);
    }

    function assertEq(string memory found, string memory expected, string memory what) private pure {
        assertEq(bytes(found), bytes(expected), what);
    }

    /// @dev Reads the functions of a contract from what the compiler said of it.
    function _findUnknown(string memory name) private returns (uint256 functions, string memory unknown) {
        _nameAll();
        string memory json = vm.readFile(string.concat("out/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(json, ".methodIdentifiers");
        for (uint256 i = 0; i < signatures.length; ++i) {
            if (!isKnown[keccak256(bytes(signatures[i]))]) unknown = string.concat(unknown, " ", signatures[i]);
        }
        return (signatures.length, unknown);
    }

    function _nameAll() private {
        string memory request = "(bytes32,address,uint8,address,uint256,address,uint64,bytes32)";
        string[45] memory known = [
            // Move value of the caller's only.
            string.concat("lock(", request, ")"),
            string.concat("lockWithPermit(", request, ",(uint256,uint8,bytes32,bytes32))"),
            "claim(address,address)",
            "release(bytes32,address,uint256,address,bytes32)",
            "redeem(bytes32,address,uint256,address,bytes32)",
            "transfer(address,uint256)",
            "transferFrom(address,address,uint256)",
            "approve(address,uint256)",
            // For the gateway, the vault itself and the ledger only.
            "onMessages(bytes32,uint64,address,uint256,bytes)",
            "onVoided(bytes32,uint64,bytes)",
            "receiveMessage(bytes32,bytes,bytes)",
            "push(address,address,uint256)",
            "crosschainMint(address,uint256)",
            "crosschainBurn(address,uint256)",
            "mintChosen(bytes,uint256)",
            // For a role only.
            "listAsset(bytes32,address,(address,uint24,bool,uint64,bytes32,uint96,uint96))",
            "listAsset(bytes32,address,uint96)",
            "setGasLimit(bytes32,address,uint24)",
            "raiseLockCap(bytes32,address,uint96)",
            "lowerLockCap(bytes32,address,uint96)",
            "raisePayoutCap(bytes32,address,uint96)",
            "lowerPayoutCap(bytes32,address,uint96)",
            "denyPayouts(address)",
            "allowPayouts(address)",
            "connectLane(bytes32,address,uint24)",
            "setReleaseGasLimit(bytes32,uint24)",
            "createToken(bytes32,address,string,string,uint8)",
            "raiseCap(bytes32,address,uint96)",
            "lowerCap(bytes32,address,uint96)",
            "setAuthority(address)",
            // Read only, and declared so: the compiler forbids them to write.
            "GATEWAY()",
            "LEDGER()",
            "PUSH_GAS()",
            "authority()",
            "isConsumingScheduledOp()",
            "route(bytes32,address)",
            "locked(bytes32,address)",
            "claimable(address,address)",
            "payoutsDenied(address)",
            "creditOf(bytes32,address,address)",
            "holding(bytes32,address)",
            "vaultOf(bytes32)",
            "allowance(address,address)",
            "balanceOf(address)",
            "supportsInterface(bytes4)"
        ];
        for (uint256 i = 0; i < known.length; ++i) {
            isKnown[keccak256(bytes(known[i]))] = true;
        }
        string[7] memory ofTokens = [
            "name()",
            "symbol()",
            "decimals()",
            "totalSupply()",
            "supplyOf(address)",
            "tokenOf(bytes32,address)",
            "tokenTerms(address)"
        ];
        for (uint256 i = 0; i < ofTokens.length; ++i) {
            isKnown[keccak256(bytes(ofTokens[i]))] = true;
        }
    }
}
