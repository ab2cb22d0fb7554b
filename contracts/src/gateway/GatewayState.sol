// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Statements} from "../protocol/Statements.sol";
import {IGateway} from "./IGateway.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Everything the gateway remembers, in one place.
/// @dev Attesters prove `_outbound` and `_inbound` by `eth_getProof`, so the layout is part of the protocol: it is committed
/// in `contracts/storage/Gateway.json` and checked by every build.
abstract contract GatewayState is AccessManaged, IGateway {
    /// @dev One slot, because every delivery reads all of it: guard, pause and which keys are active.
    struct Core {
        bool entered;
        bool paused;
        uint64 currentEpoch;
        uint64 previousEpoch;
        uint40 currentStartsAt;
        uint40 previousExpiresAt;
        uint8 currentParity;
        uint8 previousParity;
    }

    /// @dev Three slots: everything that a send of the lane's first sender needs, the head, and what only few sends read.
    struct Outbound {
        uint40 nonce;
        uint8 flags;
        uint24 gasLimitMax;
        uint16 payloadBytesMax;
        address firstSender;
        bytes32 head;
        uint96 fee;
        uint32 voidedGasLimit;
    }

    /// @dev Two slots: the position, and the head.
    struct Inbound {
        uint64 nonce;
        uint64 sourceChainId;
        bool paused;
        bytes32 head;
    }

    enum SenderStatus {
        Unknown,
        PaysFee,
        PaysNoFee
    }

    uint8 internal constant OPEN = 1;
    uint8 internal constant READY = 2;
    uint8 internal constant CLOSED = 4;
    uint8 internal constant PAUSED = 8;
    /// @dev The lane has a fee that is not zero.
    uint8 internal constant HAS_FEE = 16;
    uint8 internal constant FIRST_SENDER_PAYS_NO_FEE = 32;
    /// @dev The whole gateway is paused. Kept in every lane, so that a send need not read `_core`.
    uint8 internal constant GATEWAY_PAUSED = 64;

    uint64 internal immutable CHAIN_ID;
    bytes32 private immutable DOMAIN_SEPARATOR;

    Core internal _core;
    uint64 internal _latestEpoch;
    /// @dev The x-coordinate of an epoch's key; zero again once the epoch is killed.
    mapping(uint64 keyEpoch => uint256 px) internal _keys;
    mapping(bytes32 lane => Outbound) internal _outbound;
    mapping(bytes32 lane => Inbound) internal _inbound;
    mapping(bytes32 lane => bytes32 paired) internal _paired;
    /// @dev The message's hash, its last byte replaced by the `Standing`: one slot, so that parking stays cheap.
    mapping(bytes32 lane => mapping(uint64 nonce => bytes32)) internal _standings;
    mapping(bytes32 lane => mapping(address sender => SenderStatus)) internal _senders;
    mapping(uint64 chainId => address gateway) internal _peers;
    mapping(address sender => bytes32 channel) internal _defaultChannels;
    /// @dev Every outbound lane: what a pause of the gateway has to reach.
    bytes32[] internal _outboundLanes;

    /// @dev Covers deliver, retry, rule, void and pushVoid. `send` alone may be entered meanwhile: an application may
    /// answer a message while it is being delivered.
    modifier exclusive() {
        _enter();
        _;
        _core.entered = false;
    }

    constructor(address authority) AccessManaged(authority) {
        if (authority.code.length == 0) revert ZeroAddress();
        if (block.chainid > type(uint64).max) revert ChainIdTooLarge(block.chainid);
        CHAIN_ID = uint64(block.chainid);
        DOMAIN_SEPARATOR = Statements.domainSeparator(block.chainid, address(this));
    }

    /// @inheritdoc IGateway
    function domainSeparator() public view virtual returns (bytes32) {
        // After a fork with a new chain id, what was signed for the old chain must not count here.
        return block.chainid == CHAIN_ID ? DOMAIN_SEPARATOR : Statements.domainSeparator(block.chainid, address(this));
    }

    function _enter() internal virtual {
        if (_core.entered) revert Reentered();
        if (_core.paused) revert GatewayIsPaused();
        _core.entered = true;
    }
}
