// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway} from "../src/gateway/IGateway.sol";
import {IVoidedRecipient} from "../src/gateway/IMessageRecipient.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The smallest honest sender: it sends for its owner and hears of what will never be delivered.
/// @notice For the demo and the benchmark.
contract SampleSender is IVoidedRecipient {
    error NotTheGateway(address found);
    error NotTheOwner(address found);

    event Voided(bytes32 indexed lane, uint64 indexed nonce, bytes payload);

    address public immutable GATEWAY;
    address public immutable OWNER;

    uint64 public voided;

    constructor(address gateway) {
        GATEWAY = gateway;
        OWNER = msg.sender;
    }

    modifier onlyOwner() {
        if (msg.sender != OWNER) revert NotTheOwner(msg.sender);
        _;
    }

    function send(bytes32 lane, address recipient, uint64 gasLimit, uint64 deadline, bytes calldata payload)
        external
        payable
        onlyOwner
        returns (uint64 nonce)
    {
        return IGateway(GATEWAY).send{value: msg.value}(lane, recipient, gasLimit, deadline, payload);
    }

    /// @notice A burst of messages without a fee, each with its number in the burst, as 32 bytes, at the end of its payload.
    function sendMany(
        bytes32 lane,
        address recipient,
        uint64 gasLimit,
        uint64 deadline,
        bytes calldata payload,
        uint256 count
    ) external onlyOwner {
        for (uint256 i = 0; i < count; ++i) {
            _append(lane, recipient, gasLimit, deadline, abi.encodePacked(payload, i));
        }
    }

    function sendMessage(bytes calldata recipient, bytes calldata payload, bytes[] calldata attributes)
        external
        payable
        onlyOwner
        returns (bytes32 sendId)
    {
        return IERC7786GatewaySource(GATEWAY).sendMessage{value: msg.value}(recipient, payload, attributes);
    }

    /// @notice The channel of `sendMessage` when no attribute names one.
    function useChannel(bytes32 channel) external onlyOwner {
        IGateway(GATEWAY).setDefaultChannel(channel);
    }

    /// @inheritdoc IVoidedRecipient
    function onVoided(bytes32 lane, uint64 nonce, bytes calldata payload) external returns (bytes4) {
        if (msg.sender != GATEWAY) revert NotTheGateway(msg.sender);
        ++voided;
        emit Voided(lane, nonce, payload);
        return IVoidedRecipient.onVoided.selector;
    }

    function _append(bytes32 lane, address recipient, uint64 gasLimit, uint64 deadline, bytes memory payload) private {
        IGateway(GATEWAY).send(lane, recipient, gasLimit, deadline, payload);
    }
}
