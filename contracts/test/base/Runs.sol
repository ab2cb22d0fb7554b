// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Message, Run} from "../../src/gateway/IGateway.sol";

/// @dev Folds messages that follow each other into runs, as a relayer does.
library Runs {
    uint256 internal constant RUN_MAX = 256;

    function fold(Message[] memory messages) internal pure returns (Run[] memory runs) {
        return fold(messages, RUN_MAX);
    }

    /// @param most The longest run to make.
    function fold(Message[] memory messages, uint256 most) internal pure returns (Run[] memory runs) {
        runs = new Run[](messages.length);
        uint256 count;
        uint256 length;
        for (uint256 i = 0; i < messages.length; ++i) {
            Message memory message = messages[i];
            bytes memory record = abi.encodePacked(message.deadline, message.payload);
            if (count != 0 && length < most && _fits(runs[count - 1], message)) {
                runs[count - 1].records = bytes.concat(runs[count - 1].records, record);
                ++length;
            } else {
                runs[count++] = Run(
                    message.kind, message.sender, message.recipient, message.gasLimit, uint32(record.length), record
                );
                length = 1;
            }
        }
        assembly ("memory-safe") {
            mstore(runs, count)
        }
    }

    function _fits(Run memory run, Message memory message) private pure returns (bool) {
        return run.kind == message.kind && run.sender == message.sender && run.recipient == message.recipient
            && run.gasLimit == message.gasLimit && run.width == 8 + message.payload.length;
    }
}
