// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../protocol/InteroperableAddress.sol";
import {LaneCodec} from "../protocol/LaneCodec.sol";
import {Attributes} from "./Attributes.sol";
import {GatewayState} from "./GatewayState.sol";
import {IGateway, InboundLane, Limits, OutboundLane, RouteKind} from "./IGateway.sol";
import {Records} from "./Records.sol";
import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @title The source of lanes: opening them, appending to them, pausing them.
abstract contract Lanes is GatewayState, IERC7786GatewaySource {
    /// @notice The most lane pairs. A pause visits each of them, and must never run out of gas: it costs half a million then.
    uint256 public constant LANES_MAX = 64;
    /// @notice Bounds of a deadline, from the time of sending; the destination's clock decides later.
    uint64 public constant DEADLINE_MIN = 10 minutes;
    uint64 public constant DEADLINE_MAX = 30 days;
    /// @notice Bounds of what a gateway may announce in HELLO. A message at both maxima fits a transaction of 16.7M gas
    /// on every destination, with the slack of `Gateway.deliver`.
    uint32 public constant GAS_LIMIT_MIN = 5000;
    uint32 public constant GAS_LIMIT_MAX = 8_000_000;
    uint32 public constant PAYLOAD_BYTES_MAX = 8192;
    /// @notice The gas limit of a message sent through ERC-7786 without a `gasLimit` attribute.
    uint64 public constant GAS_LIMIT_DEFAULT = 200_000;

    // Administration

    /// @inheritdoc IGateway
    function openLane(uint64 remoteChainId, address remoteGateway, bytes32 channel, Limits calldata limits, uint96 fee)
        external
        restricted
        returns (bytes32 outbound, bytes32 inbound)
    {
        if (remoteChainId == block.chainid) revert RemoteChainIsLocal(remoteChainId);
        if (remoteGateway == address(0) || remoteChainId == 0) revert ZeroAddress();
        (bool inRange, uint256 found, uint256 min, uint256 max) = _checkLimits(limits);
        if (!inRange) revert LimitOutOfRange(found, min, max);

        _trustPeer(remoteChainId, remoteGateway);

        outbound = LaneCodec.laneId(block.chainid, address(this), remoteChainId, remoteGateway, channel);
        inbound = LaneCodec.laneId(remoteChainId, remoteGateway, block.chainid, address(this), channel);
        Outbound storage lane = _outbound[outbound];
        _requireUnopened(outbound, lane.flags);
        _putInReachOfPause(outbound);
        lane.flags = _with(OPEN, GATEWAY_PAUSED, _core.paused);
        _setFee(lane, fee);
        lane.head = outbound;
        _inbound[inbound] = Inbound({nonce: 0, sourceChainId: remoteChainId, paused: false, head: inbound});
        _paired[outbound] = inbound;
        _paired[inbound] = outbound;
        emit LaneOpened(outbound, inbound, remoteChainId, remoteGateway, channel, limits);
        emit FeeChanged(outbound, fee);

        bytes memory hello = abi.encodePacked(
            LaneCodec.HELLO_VERSION, limits.gasLimitMax, limits.payloadBytesMax, limits.voidedGasLimit
        );
        _append(outbound, RouteKind.Hello, address(this), remoteGateway, 0, Records.fromMemory(0, hello));
    }

    /// @inheritdoc IGateway
    function closeLane(bytes32 lane) external restricted {
        _openOutbound(lane).flags |= CLOSED;
        emit LaneClosed(lane);
    }

    /// @inheritdoc IGateway
    function allowSender(bytes32 lane, address sender, bool paysFee) external restricted {
        Outbound storage outbound = _openOutbound(lane);
        if (sender == address(0)) revert ZeroAddress();
        _senders[lane][sender] = paysFee ? SenderStatus.PaysFee : SenderStatus.PaysNoFee;
        if (outbound.firstSender == address(0)) outbound.firstSender = sender;
        if (outbound.firstSender == sender) {
            outbound.flags = _with(outbound.flags, FIRST_SENDER_PAYS_NO_FEE, !paysFee);
        }
        emit SenderAllowed(lane, sender, paysFee);
    }

    /// @inheritdoc IGateway
    function removeSender(bytes32 lane, address sender) external restricted {
        Outbound storage outbound = _openOutbound(lane);
        delete _senders[lane][sender];
        if (outbound.firstSender == sender) outbound.firstSender = address(0);
        emit SenderRemoved(lane, sender);
    }

    /// @inheritdoc IGateway
    function setFee(bytes32 lane, uint96 fee) external restricted {
        _setFee(_openOutbound(lane), fee);
        emit FeeChanged(lane, fee);
    }

    /// @inheritdoc IGateway
    function withdrawFees(address payable to, uint256 amount) external restricted {
        if (to == address(0)) revert ZeroAddress();
        emit FeesWithdrawn(to, amount);
        (bool sent,) = to.call{value: amount}("");
        if (!sent) revert TransferFailed(to, amount);
    }

    /// @inheritdoc IGateway
    function pauseLane(bytes32 lane) external restricted {
        _setLanePaused(lane, true);
        emit LanePaused(lane);
    }

    /// @inheritdoc IGateway
    function resumeLane(bytes32 lane) external restricted {
        _setLanePaused(lane, false);
        emit LaneResumed(lane);
    }

    /// @inheritdoc IGateway
    function pause() external restricted {
        _setPaused(true);
        emit GatewayPaused();
    }

    /// @inheritdoc IGateway
    function resume() external restricted {
        _setPaused(false);
        emit GatewayResumed();
    }

    // Sending

    /// @inheritdoc IGateway
    function send(bytes32 lane, address recipient, uint64 gasLimit, uint64 deadline, bytes calldata payload)
        external
        payable
        returns (uint64 nonce)
    {
        return _send(lane, RouteKind.Batch, recipient, gasLimit, deadline, payload);
    }

    /// @inheritdoc IERC7786GatewaySource
    /// @return sendId The message's id: `keccak256(abi.encode(lane, nonce))`.
    function sendMessage(bytes calldata recipient, bytes calldata payload, bytes[] calldata attributes)
        external
        payable
        returns (bytes32 sendId)
    {
        sendId = _sendErc7786(recipient, payload, Attributes.parse(attributes));
        emit MessageSent(sendId, InteroperableAddress.encode(CHAIN_ID, msg.sender), recipient, payload, 0, attributes);
    }

    /// @inheritdoc IERC7786GatewaySource
    function supportsAttribute(bytes4 selector) external pure returns (bool) {
        return Attributes.isSupported(selector);
    }

    /// @inheritdoc IGateway
    function setDefaultChannel(bytes32 channel) external {
        _defaultChannels[msg.sender] = channel;
        emit DefaultChannelChanged(msg.sender, channel);
    }

    // Views

    /// @inheritdoc IGateway
    function outboundLane(bytes32 lane) external view returns (OutboundLane memory) {
        Outbound storage found = _outbound[lane];
        uint8 flags = found.flags;
        return OutboundLane({
            nonce: found.nonce,
            head: found.head,
            fee: found.fee,
            peerLimits: Limits(found.gasLimitMax, found.payloadBytesMax, found.voidedGasLimit),
            ready: flags & READY != 0,
            closed: flags & CLOSED != 0,
            paused: flags & PAUSED != 0
        });
    }

    /// @inheritdoc IGateway
    function inboundLane(bytes32 lane) external view returns (InboundLane memory) {
        Inbound storage found = _inbound[lane];
        return InboundLane(found.nonce, found.head, found.sourceChainId, found.paused);
    }

    /// @inheritdoc IGateway
    function pairedLane(bytes32 lane) external view returns (bytes32) {
        return _paired[lane];
    }

    /// @inheritdoc IGateway
    function senderStatus(bytes32 lane, address sender) external view returns (bool allowed, bool paysFee) {
        SenderStatus status = _senders[lane][sender];
        return (status != SenderStatus.Unknown, status == SenderStatus.PaysFee);
    }

    /// @inheritdoc IGateway
    function peerGateway(uint64 remoteChainId) external view returns (address) {
        return _peers[remoteChainId];
    }

    /// @inheritdoc IGateway
    function defaultChannel(address sender) external view returns (bytes32) {
        return _defaultChannels[sender];
    }

    /// @inheritdoc IGateway
    function isPaused() external view returns (bool) {
        return _core.paused;
    }

    // Internal

    function _sendErc7786(bytes calldata recipient, bytes calldata payload, Attributes.Parsed memory parsed)
        private
        returns (bytes32 sendId)
    {
        (bytes32 lane, address account) = _laneTo(recipient, parsed);
        uint64 gasLimit = parsed.hasGasLimit ? parsed.gasLimit : GAS_LIMIT_DEFAULT;
        uint64 nonce = _send(lane, RouteKind.Erc7786, account, gasLimit, parsed.deadline, payload);
        return LaneCodec.messageId(lane, nonce);
    }

    /// @dev The lane to an account of another chain, on the channel that the attributes or the sender's default name.
    function _laneTo(bytes calldata recipient, Attributes.Parsed memory parsed)
        private
        view
        returns (bytes32 lane, address account)
    {
        bytes32 channel = parsed.hasChannel ? parsed.channel : _defaultChannels[msg.sender];
        if (channel == 0) revert NoChannel(msg.sender);
        uint64 chainId;
        (chainId, account) = InteroperableAddress.decode(recipient);
        address peer = _peers[chainId];
        if (peer == address(0)) revert NoPeer(chainId);
        lane = LaneCodec.laneId(block.chainid, address(this), chainId, peer, channel);
    }

    /// @dev Everything that an application's message must satisfy, then the append. All that it asks for stands in one slot
    /// of the lane: a pause of the whole gateway too, for to read it where deliveries do would cost another cold slot.
    function _send(
        bytes32 lane,
        RouteKind kind,
        address recipient,
        uint64 gasLimit,
        uint64 deadline,
        bytes calldata payload
    ) internal virtual returns (uint64) {
        Outbound storage terms = _outbound[lane];
        uint8 flags = terms.flags;
        if (flags & (OPEN | READY | CLOSED | PAUSED | GATEWAY_PAUSED) != OPEN | READY) _refuseLane(lane, flags);
        uint256 fee = _paysFee(lane, terms) && flags & HAS_FEE != 0 ? terms.fee : 0;
        if (msg.value != fee) revert WrongFee(msg.value, fee);
        if (recipient == address(0)) revert ZeroAddress();
        if (gasLimit < GAS_LIMIT_MIN) revert GasLimitTooLow(gasLimit, GAS_LIMIT_MIN);
        if (gasLimit > terms.gasLimitMax) revert GasLimitTooHigh(gasLimit, terms.gasLimitMax);
        if (payload.length > terms.payloadBytesMax) revert PayloadTooLong(payload.length, terms.payloadBytesMax);
        if (deadline != 0) _requireDeadlineInRange(deadline);
        return _append(lane, kind, msg.sender, recipient, gasLimit, Records.fromCalldata(deadline, payload));
    }

    function _requireDeadlineInRange(uint64 deadline) private view {
        if (deadline < block.timestamp + DEADLINE_MIN) {
            revert DeadlineTooSoon(deadline, block.timestamp + DEADLINE_MIN);
        }
        if (deadline > block.timestamp + DEADLINE_MAX) revert DeadlineTooFar(deadline, block.timestamp + DEADLINE_MAX);
    }

    /// @dev Appends a message to the log: hashes it, moves nonce and head, and tells the world.
    /// @param record Made by `Records`.
    function _append(
        bytes32 lane,
        RouteKind kind,
        address sender,
        address recipient,
        uint64 gasLimit,
        bytes memory record
    ) internal virtual returns (uint64 nonce) {
        Outbound storage outbound = _outbound[lane];
        uint40 next = outbound.nonce + 1;
        nonce = next;
        outbound.nonce = next;
        bytes32 messageHash = Records.hash(record, LaneCodec.routeHash(kind, sender, recipient, gasLimit));
        outbound.head = LaneCodec.nextHead(outbound.head, messageHash);
        Records.emitAppended(lane, nonce, sender, kind, recipient, gasLimit, record);
    }

    /// @dev One gateway for a chain, for ever.
    function _trustPeer(uint64 remoteChainId, address remoteGateway) internal virtual {
        address peer = _peers[remoteChainId];
        if (peer == address(0)) _peers[remoteChainId] = remoteGateway;
        else if (peer != remoteGateway) revert PeerMismatch(remoteChainId, remoteGateway, peer);
    }

    function _requireUnopened(bytes32 lane, uint8 flags) internal pure virtual {
        if (flags != 0) revert LaneAlreadyOpen(lane);
    }

    function _openOutbound(bytes32 lane) private view returns (Outbound storage outbound) {
        outbound = _outbound[lane];
        if (outbound.flags == 0) revert UnknownLane(lane);
    }

    function _putInReachOfPause(bytes32 lane) private {
        if (_outboundLanes.length == LANES_MAX) revert TooManyLanes(LANES_MAX);
        _outboundLanes.push(lane);
    }

    /// @dev Deliveries read it in `_core`; sends, in the lane's own slot.
    function _setPaused(bool paused) private {
        _core.paused = paused;
        for (uint256 i = 0; i < _outboundLanes.length; ++i) {
            Outbound storage outbound = _outbound[_outboundLanes[i]];
            outbound.flags = _with(outbound.flags, GATEWAY_PAUSED, paused);
        }
    }

    function _setLanePaused(bytes32 lane, bool paused) private {
        Outbound storage outbound = _outbound[lane];
        if (outbound.flags != 0) {
            outbound.flags = _with(outbound.flags, PAUSED, paused);
        } else if (_inbound[lane].sourceChainId != 0) {
            _inbound[lane].paused = paused;
        } else {
            revert UnknownLane(lane);
        }
    }

    function _setFee(Outbound storage outbound, uint96 fee) private {
        outbound.fee = fee;
        outbound.flags = _with(outbound.flags, HAS_FEE, fee != 0);
    }

    function _with(uint8 flags, uint8 flag, bool set) private pure returns (uint8) {
        return set ? flags | flag : flags & ~flag;
    }

    /// @dev Whether the caller pays the lane's fee; reverts if it may not send at all. What is known of the first sender
    /// stands in the slot that is read anyway, which spares it a cold one.
    function _paysFee(bytes32 lane, Outbound storage terms) internal view virtual returns (bool) {
        if (msg.sender == terms.firstSender) return terms.flags & FIRST_SENDER_PAYS_NO_FEE == 0;
        SenderStatus status = _senders[lane][msg.sender];
        if (status == SenderStatus.Unknown) revert SenderNotAllowed(lane, msg.sender);
        return status == SenderStatus.PaysFee;
    }

    function _refuseLane(bytes32 lane, uint8 flags) private view {
        if (_core.paused) revert GatewayIsPaused();
        if (flags == 0) revert UnknownLane(lane);
        if (flags & CLOSED != 0) revert LaneIsClosed(lane);
        if (flags & PAUSED != 0) revert LaneIsPaused(lane);
        revert LaneNotReady(lane);
    }

    /// @dev Both ends hold HELLO to the same bounds: what one may announce, the other can keep.
    /// @return inRange False if a limit is out of bounds, which the rest then names.
    function _checkLimits(Limits memory limits)
        internal
        pure
        returns (bool inRange, uint256 found, uint256 min, uint256 max)
    {
        (found, min, max) = (limits.payloadBytesMax, 1, PAYLOAD_BYTES_MAX);
        if (found < min || found > max) return (false, found, min, max);
        (found, min, max) = (limits.gasLimitMax, GAS_LIMIT_MIN, GAS_LIMIT_MAX);
        if (found < min || found > max) return (false, found, min, max);
        found = limits.voidedGasLimit;
        return (found >= min && found <= max, found, min, max);
    }
}
