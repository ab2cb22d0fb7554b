// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "./IGateway.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The ERC-7786 attributes that the gateway understands.
/// @dev Each is a selector and one word: `channel(bytes32)`, `gasLimit(uint64)`, `deadline(uint64)`.
library Attributes {
    bytes4 internal constant CHANNEL = bytes4(keccak256("channel(bytes32)"));
    bytes4 internal constant GAS_LIMIT = bytes4(keccak256("gasLimit(uint64)"));
    bytes4 internal constant DEADLINE = bytes4(keccak256("deadline(uint64)"));

    struct Parsed {
        bytes32 channel;
        uint64 gasLimit;
        uint64 deadline;
        bool hasChannel;
        bool hasGasLimit;
        bool hasDeadline;
    }

    function isSupported(bytes4 selector) internal pure returns (bool) {
        return selector == CHANNEL || selector == GAS_LIMIT || selector == DEADLINE;
    }

    /// @dev An attribute given twice is refused: which of the two was meant is not ours to guess.
    function parse(bytes[] calldata attributes) internal pure returns (Parsed memory parsed) {
        for (uint256 i = 0; i < attributes.length; ++i) {
            bytes calldata attribute = attributes[i];
            // Fewer bytes than a selector are shown padded with zeros.
            // forge-lint: disable-next-line(unsafe-typecast)
            if (attribute.length < 4) revert IGateway.MalformedAttribute(bytes4(attribute));
            bytes4 selector = bytes4(attribute[:4]);
            if (!isSupported(selector)) revert IERC7786GatewaySource.UnsupportedAttribute(selector);
            if (attribute.length != 36) revert IGateway.MalformedAttribute(selector);
            bytes32 word = bytes32(attribute[4:]);
            if (selector == CHANNEL) {
                if (parsed.hasChannel) revert IGateway.DuplicateAttribute(selector);
                parsed.hasChannel = true;
                parsed.channel = word;
            } else if (selector == GAS_LIMIT) {
                if (parsed.hasGasLimit) revert IGateway.DuplicateAttribute(selector);
                parsed.hasGasLimit = true;
                parsed.gasLimit = _toUint64(selector, word);
            } else {
                if (parsed.hasDeadline) revert IGateway.DuplicateAttribute(selector);
                parsed.hasDeadline = true;
                parsed.deadline = _toUint64(selector, word);
            }
        }
    }

    function _toUint64(bytes4 selector, bytes32 word) private pure returns (uint64) {
        if (uint256(word) > type(uint64).max) revert IGateway.MalformedAttribute(selector);
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(uint256(word));
    }
}
