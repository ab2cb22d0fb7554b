// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Checkpoint, RouteKind} from "../../../src/gateway/IGateway.sol";
import {RunHeader, RunHeaders} from "../../../src/gateway/RunHeaders.sol";
import {LaneCodec} from "../../../src/protocol/LaneCodec.sol";

/// @dev A gateway that is broken in how it reads a batch:
/// - the head is a hash over the bytes of all records, one after the other, as packed encodings are: neither where a record
///   ends nor its route is part of it;
/// - a message of the gateway's own kinds is taken for the peer's, whoever its sender is;
/// - a batch must begin exactly where the gateway stands, and a list of holds may begin anywhere and take any form.
contract LaxBatchesGateway is Gateway {
    using RunHeaders for RunHeader;

    constructor(address authority) Gateway(authority) {}

    function _append(
        bytes32 lane,
        RouteKind kind,
        address sender,
        address recipient,
        uint64 gasLimit,
        bytes memory record
    ) internal override returns (uint64 nonce) {
        Outbound storage outbound = _outbound[lane];
        nonce = ++outbound.nonce;
        bytes32 head = outbound.head;
        for (uint256 i = 0; i < record.length; ++i) {
            head = LaneCodec.nextHead(head, record[i]);
        }
        outbound.head = head;
        emit MessageAppended(lane, nonce, sender, kind, recipient, gasLimit, record);
    }

    function _hash(Delivery memory delivery, RunHeader[] memory runs) internal pure override {
        bytes32 head = delivery.head;
        for (uint256 i = 0; i < runs.length; ++i) {
            bytes calldata records = runs[i].records(0, runs[i].count);
            for (uint256 j = 0; j < records.length; ++j) {
                head = LaneCodec.nextHead(head, records[j]);
            }
        }
        delivery.head = head;
    }

    function _senderName(RouteKind kind, bytes32 lane, address sender) internal view override returns (bytes memory) {
        return kind == RouteKind.Erc7786 ? super._senderName(kind, lane, sender) : bytes("");
    }

    function _checkExtent(Delivery memory delivery, Checkpoint calldata checkpoint, uint256 tailLength)
        internal
        pure
        override
    {
        (uint256 first, uint256 last) = (delivery.first, delivery.last);
        if (first != delivery.executed + 1) revert BatchAhead(uint64(first), uint64(delivery.executed + 1));
        if (last + tailLength != checkpoint.nonce) revert BatchEndMismatch(last + tailLength, checkpoint.nonce);
    }

    function _checkHolds(bytes calldata, uint64, uint64) internal pure override {}
}
