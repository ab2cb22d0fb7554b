// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Holds} from "../../../src/gateway/Holds.sol";
import {IGateway, Message, Standing} from "../../../src/gateway/IGateway.sol";
import {RunHeader} from "../../../src/gateway/RunHeaders.sol";
import {SlimGateway} from "./SlimGateway.sol";

/// @dev A gateway that is broken in what it takes for recorded, spent or trusted.
contract LaxRecordsGateway is SlimGateway {
    enum Fault {
        /// Takes the caller's word for what was parked, so that what was never recorded counts too.
        StandingUnchecked,
        /// What is spent is known by the bytes of the call, not by its place in the lane.
        BytesAsId,
        /// A chain may have any number of gateways that speak for it.
        ManyPeers,
        /// Two doors that nobody watches: an express delivery, and an initialiser that anyone may call.
        OpenDoors
    }

    Fault private immutable FAULT;
    mapping(bytes32 calldataHash => bool) private _isSpent;
    mapping(bytes32 lane => mapping(uint64 nonce => bytes32)) private _heads;

    constructor(address authority, Fault fault) Gateway(authority) {
        FAULT = fault;
    }

    function express(bytes32 lane, uint64 nonce, Message calldata message) external {
        if (FAULT == Fault.OpenDoors) _deliverOne(lane, nonce, message, message.gasLimit);
    }

    function initialize(address authority) external {
        if (FAULT == Fault.OpenDoors) _setAuthority(authority);
    }

    function _requireStanding(bytes32 lane, uint64 nonce, Standing required, bytes32 hash) internal view override {
        if (FAULT != Fault.StandingUnchecked) super._requireStanding(lane, nonce, required, hash);
    }

    function _enter() internal override {
        if (FAULT == Fault.BytesAsId && msg.sig == IGateway.deliver.selector) {
            bytes32 id = keccak256(msg.data);
            if (_isSpent[id]) revert Reentered();
            _isSpent[id] = true;
            _goBack(bytes32(msg.data[4:36]), uint64(bytes8(msg.data[316:324])) - 1);
        }
        super._enter();
    }

    /// @dev To where the batch begins: the first nonce is the tenth word of the arguments.
    function _goBack(bytes32 lane, uint64 nonce) private {
        bytes32 head = _heads[lane][nonce];
        if (head == 0) return;
        _inbound[lane].nonce = nonce;
        _inbound[lane].head = head;
    }

    function _execute(Delivery memory delivery, RunHeader[] memory runs, Holds.Cursor memory held) internal override {
        _heads[delivery.lane][uint64(delivery.last)] = delivery.head;
        super._execute(delivery, runs, held);
    }

    function _trustPeer(uint64 remoteChainId, address remoteGateway) internal override {
        if (FAULT != Fault.ManyPeers) super._trustPeer(remoteChainId, remoteGateway);
        else if (_peers[remoteChainId] == address(0)) _peers[remoteChainId] = remoteGateway;
    }
}
