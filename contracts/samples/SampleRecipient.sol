// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMessageRecipient, IVoidedRecipient} from "../src/gateway/IMessageRecipient.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The smallest honest recipient: it counts messages, by batch and one by one, and those voided.
/// @notice For the demo, the benchmark and as a pattern: it answers only the gateway, and only for a (lane, sender) that its
/// owner trusts. A payload that begins with 0xff is refused while the owner says so, to show parking.
contract SampleRecipient is IMessageRecipient, IVoidedRecipient, IERC7786Recipient {
    error NotTheGateway(address found);
    error NotTrusted(bytes32 lane, address sender);
    error NotTheOwner(address found);
    error Refused();

    address public immutable GATEWAY;
    address public immutable OWNER;

    uint64 public received;
    uint64 public voided;
    bool public refusing;
    mapping(bytes32 lane => mapping(address sender => bool)) public trusted;
    mapping(bytes32 sender => bool) public trustedInteroperable;

    constructor(address gateway) {
        GATEWAY = gateway;
        OWNER = msg.sender;
    }

    modifier onlyOwner() {
        if (msg.sender != OWNER) revert NotTheOwner(msg.sender);
        _;
    }

    modifier onlyGateway() {
        if (msg.sender != GATEWAY) revert NotTheGateway(msg.sender);
        _;
    }

    function trust(bytes32 lane, address sender) external onlyOwner {
        trusted[lane][sender] = true;
    }

    function trustInteroperable(bytes calldata sender) external onlyOwner {
        trustedInteroperable[keccak256(sender)] = true;
    }

    function setRefusing(bool value) external onlyOwner {
        refusing = value;
    }

    /// @inheritdoc IMessageRecipient
    function onMessages(bytes32 lane, uint64, address sender, uint256 count, bytes calldata records)
        external
        onlyGateway
        returns (bytes4, uint256 failures)
    {
        if (!trusted[lane][sender]) revert NotTrusted(lane, sender);
        uint256 accepted = count;
        if (refusing) {
            uint256 width = records.length / count;
            for (uint256 i = 0; i < count; ++i) {
                if (_isRefused(records[i * width + 8:(i + 1) * width])) {
                    failures |= 1 << i;
                    --accepted;
                }
            }
        }
        // At most 256.
        // forge-lint: disable-next-line(unsafe-typecast)
        received += uint64(accepted);
        return (IMessageRecipient.onMessages.selector, failures);
    }

    /// @inheritdoc IERC7786Recipient
    function receiveMessage(bytes32, bytes calldata sender, bytes calldata payload)
        external
        payable
        onlyGateway
        returns (bytes4)
    {
        if (!trustedInteroperable[keccak256(sender)]) revert NotTrusted(0, address(0));
        if (refusing && _isRefused(payload)) revert Refused();
        ++received;
        return IERC7786Recipient.receiveMessage.selector;
    }

    /// @inheritdoc IVoidedRecipient
    function onVoided(bytes32, uint64, bytes calldata) external onlyGateway returns (bytes4) {
        ++voided;
        return IVoidedRecipient.onVoided.selector;
    }

    function _isRefused(bytes calldata payload) private pure returns (bool) {
        return payload.length != 0 && payload[0] == 0xff;
    }
}
