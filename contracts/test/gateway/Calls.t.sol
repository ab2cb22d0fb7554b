// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Calls} from "../../src/gateway/Calls.sol";
import {IMessageRecipient} from "../../src/gateway/IMessageRecipient.sol";
import {Test} from "../base/Test.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev Inputs that are laid out by hand against what abi.encodeCall makes of the same, in memory that is not clean.
contract CallsTest is Test {
    function testFuzz_BatchInputIsTheEncodedCall(
        bytes32 lane,
        uint64 nonce,
        address sender,
        uint256 count,
        bytes calldata records
    ) public pure {
        dirtyMemory();
        bytes memory before = bytes.concat(records, "before");
        bytes memory input = Calls.batchInput(lane, nonce, sender, count, records);
        bytes memory behind = bytes.concat(records, "behind");
        bytes memory expected = abi.encodeCall(IMessageRecipient.onMessages, (lane, nonce, sender, count, records));
        assertEq(input, expected, "input");
        assertEq(before, bytes.concat(records, "before"), "before");
        assertEq(behind, bytes.concat(records, "behind"), "behind");
    }

    /// @dev One layout for messages that follow each other: nothing of the one before it is left.
    function testFuzz_AMessagePutInIsTheEncodedCall(
        bytes32 id,
        bytes calldata sender,
        bytes calldata payload,
        uint256 split
    ) public pure {
        dirtyMemory();
        uint256 length = payload.length / 2;
        bytes calldata first = payload[:length];
        bytes calldata second = payload[length:2 * length];
        bytes memory input = Calls.singleInput(sender, length);
        bytes memory behind = bytes.concat(payload, "behind");
        Calls.putMessage(input, bytes32(split), first);
        assertEq(input, abi.encodeCall(IERC7786Recipient.receiveMessage, (bytes32(split), sender, first)), "first");
        Calls.putMessage(input, id, second);
        assertEq(input, abi.encodeCall(IERC7786Recipient.receiveMessage, (id, sender, second)), "second");
        assertEq(behind, bytes.concat(payload, "behind"), "behind");
    }

    function dirtyMemory() private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            for { let i := 0 } lt(i, 0x2000) { i := add(i, 0x20) } { mstore(add(start, i), not(0)) }
        }
    }
}
