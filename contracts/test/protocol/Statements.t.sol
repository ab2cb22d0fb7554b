// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoint, Decision} from "../../src/gateway/IGateway.sol";
import {Statements} from "../../src/protocol/Statements.sol";
import {Test} from "../base/Test.sol";

contract StatementsCalls {
    function checkpointDigest(bytes32 domain, Checkpoint calldata checkpoint, bytes calldata holds)
        external
        pure
        returns (bytes32)
    {
        return Statements.checkpointDigest(domain, checkpoint, holds);
    }
}

/// @dev The digests against forge's own implementation of EIP-712, from the types as docs/PROTOCOL.md writes them.
contract StatementsTest is Test {
    string private constant CHECKPOINT =
        "Checkpoint(bytes32 lane,uint64 from,uint64 nonce,bytes32 head,bytes32 holdsHash,uint64 keyEpoch)";
    string private constant RULING =
        "Ruling(bytes32 lane,uint64 nonce,bytes32 messageHash,uint8 decision,uint64 keyEpoch)";
    string private constant KEY_EPOCH = "KeyEpoch(uint64 keyEpoch,uint256 px,uint256 py)";
    string private constant DOMAIN =
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address verifyingContract;
    }

    StatementsCalls private statements;

    function setUp() public {
        statements = new StatementsCalls();
    }

    function testFuzz_CheckpointDigest(
        uint64 chainId,
        address gateway,
        Checkpoint calldata checkpoint,
        bytes calldata holds
    ) public view {
        assertEq(
            statements.checkpointDigest(domainOf(chainId, gateway), checkpoint, holds),
            digestOf(
                chainId,
                gateway,
                vm.eip712HashStruct(
                    CHECKPOINT,
                    abi.encode(
                        checkpoint.lane,
                        checkpoint.from,
                        checkpoint.nonce,
                        checkpoint.head,
                        keccak256(holds),
                        checkpoint.keyEpoch
                    )
                )
            ),
            "digest"
        );
    }

    function testFuzz_RulingDigest(
        uint64 chainId,
        address gateway,
        bytes32 lane,
        uint64 nonce,
        bytes32 messageHash,
        uint8 decision,
        uint64 keyEpoch
    ) public pure {
        Decision known = Decision(bound(decision, 0, 2));
        assertEq(
            Statements.rulingDigest(domainOf(chainId, gateway), lane, nonce, messageHash, known, keyEpoch),
            digestOf(
                chainId,
                gateway,
                vm.eip712HashStruct(RULING, abi.encode(lane, nonce, messageHash, uint8(known), keyEpoch))
            ),
            "digest"
        );
    }

    function testFuzz_KeyEpochDigest(uint64 chainId, address gateway, uint64 keyEpoch, uint256 px, uint256 py)
        public
        pure
    {
        assertEq(
            Statements.keyEpochDigest(domainOf(chainId, gateway), keyEpoch, px, py),
            digestOf(chainId, gateway, vm.eip712HashStruct(KEY_EPOCH, abi.encode(keyEpoch, px, py))),
            "digest"
        );
    }

    function test_TypesAreTheHashesOfWhatTheProtocolWrites() public pure {
        assertEq(Statements.CHECKPOINT_TYPE, keccak256(bytes(CHECKPOINT)), "checkpoint");
        assertEq(Statements.RULING_TYPE, keccak256(bytes(RULING)), "ruling");
        assertEq(Statements.KEY_EPOCH_TYPE, keccak256(bytes(KEY_EPOCH)), "key epoch");
        assertEq(Statements.DOMAIN_TYPE, keccak256(bytes(DOMAIN)), "domain");
    }

    function test_DecisionsHaveTheNumbersOfTheProtocol() public pure {
        assertEq(uint256(Decision.Deliver), 1, "deliver");
        assertEq(uint256(Decision.Void), 2, "void");
    }

    /// @dev Equal fields under different types are different statements.
    function test_StatementsOfDifferentTypesDiffer() public view {
        bytes32 domain = domainOf(1, address(1));
        bytes32 zero = Statements.rulingDigest(domain, 0, 0, 0, Decision.None, 0);
        bytes32 another = statements.checkpointDigest(domain, Checkpoint(0, 0, 0, 0, 0), "");
        assertTrue(zero != another, "equal");
        assertTrue(zero != Statements.keyEpochDigest(domain, 0, 0, 0), "equal");
    }

    function domainOf(uint256 chainId, address gateway) private pure returns (bytes32) {
        return Statements.domainSeparator(chainId, gateway);
    }

    function digestOf(uint256 chainId, address gateway, bytes32 statement) private pure returns (bytes32) {
        bytes32 domain = vm.eip712HashStruct(DOMAIN, abi.encode(Domain("Lockstep", "1", chainId, gateway)));
        return keccak256(bytes.concat(hex"1901", domain, statement));
    }
}
