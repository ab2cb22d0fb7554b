// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice How a message is executed on the destination. See docs/PROTOCOL.md, "Kinds of route".
enum RouteKind {
    None,
    Batch,
    Erc7786,
    Hello,
    Voided
}

/// @notice What the gateway keeps of a message that it passed without delivering it.
/// @dev None with a nonce at or below the lane's inbound nonce means delivered.
enum Standing {
    None,
    Parked,
    Held,
    VoidPending,
    Voided
}

/// @notice Why a message was parked.
enum ParkReason {
    Failed,
    Expired,
    Held
}

/// @notice What the quorum decides about a held message.
enum Decision {
    None,
    Deliver,
    Void
}

/// @notice One message, whole; its place in the lane is given beside it.
struct Message {
    RouteKind kind;
    address sender;
    address recipient;
    uint64 gasLimit;
    uint64 deadline;
    bytes payload;
}

/// @notice Messages that follow each other and share everything but deadline and payload.
/// @dev `records` holds a whole number (1…256) of records of `width` bytes, each `deadline (8) ‖ payload (width − 8)`.
struct Run {
    RouteKind kind;
    address sender;
    address recipient;
    uint64 gasLimit;
    uint32 width;
    bytes records;
}

/// @notice What the quorum vouches for: the lane's head at `nonce`, and every hold in (from, nonce].
struct Checkpoint {
    bytes32 lane;
    uint64 from;
    uint64 nonce;
    bytes32 head;
    uint64 keyEpoch;
}

/// @notice A FROST(secp256k1, SHA-256) signature, 96 bytes for any quorum.
struct Signature {
    uint256 rx;
    uint256 ry;
    uint256 z;
}

/// @notice What this end of a lane pair accepts from the other, announced by HELLO.
struct Limits {
    uint32 gasLimitMax;
    uint32 payloadBytesMax;
    uint32 voidedGasLimit;
}

/// @notice This gateway as the source of a lane. An unknown lane has a zero head.
struct OutboundLane {
    uint64 nonce;
    bytes32 head;
    uint96 fee;
    Limits peerLimits;
    bool ready;
    bool closed;
    bool paused;
}

/// @notice This gateway as the destination of a lane. An unknown lane has a zero head.
struct InboundLane {
    uint64 nonce;
    bytes32 head;
    uint64 sourceChainId;
    bool paused;
}

/// @notice The keys that may sign now or soon. Zero means none.
/// @dev `current` is active from `currentStartsAt`, `previous` until `previousExpiresAt`.
struct KeyEpochs {
    uint64 current;
    uint40 currentStartsAt;
    uint64 previous;
    uint40 previousExpiresAt;
    uint64 latest;
}

/// @title The gateway of one chain: the source of its outbound lanes, the destination of its inbound ones.
/// @notice A lane is a log. `send` appends to it and keeps (nonce, head); `deliver` accepts a batch only if hashing it
/// from this gateway's own head ends in a head that the quorum signed. Nothing may block a lane: what cannot be executed
/// is parked and the lane goes on.
/// @dev Delivery, retry, void and push are permissionless; a ruling needs a signature of the quorum; the rest of the
/// state changes are for the roles that docs/SECURITY.md names. Byte layouts: docs/PROTOCOL.md.
interface IGateway {
    // Lanes

    event LaneOpened(
        bytes32 indexed outboundLane,
        bytes32 indexed inboundLane,
        uint64 indexed remoteChainId,
        address remoteGateway,
        bytes32 channel,
        Limits limits
    );
    /// @notice The peer's HELLO was delivered: applications may send.
    event LaneReady(bytes32 indexed outboundLane, Limits limits);
    event LaneClosed(bytes32 indexed outboundLane);
    event LanePaused(bytes32 indexed lane);
    event LaneResumed(bytes32 indexed lane);
    event GatewayPaused();
    event GatewayResumed();
    event SenderAllowed(bytes32 indexed lane, address indexed sender, bool paysFee);
    event SenderRemoved(bytes32 indexed lane, address indexed sender);
    event FeeChanged(bytes32 indexed lane, uint96 fee);
    event FeesWithdrawn(address indexed to, uint256 amount);
    event DefaultChannelChanged(address indexed sender, bytes32 channel);

    /// @notice A message was appended to an outbound lane. `record` is `deadline (8) ‖ payload`.
    event MessageAppended(
        bytes32 indexed lane,
        uint64 indexed nonce,
        address indexed sender,
        RouteKind kind,
        address recipient,
        uint64 gasLimit,
        bytes record
    );

    // Delivery

    /// @notice Messages `first` to `last` were executed; those that were not delivered have a `MessageParked` each.
    event MessagesExecuted(bytes32 indexed lane, uint64 first, uint64 last, bytes32 head);
    event MessageParked(bytes32 indexed lane, uint64 indexed nonce, ParkReason reason, bytes32 messageHash);
    /// @notice A message that had been parked or held was delivered.
    event MessageDelivered(bytes32 indexed lane, uint64 indexed nonce);
    event MessageRuled(bytes32 indexed lane, uint64 indexed nonce, Decision decision, uint64 keyEpoch);
    event MessageVoided(bytes32 indexed lane, uint64 indexed nonce, bytes32 messageHash);
    /// @notice The void of a message was appended to the return lane, from where its sender hears of it.
    event VoidAppended(bytes32 indexed lane, uint64 indexed nonce, bytes32 indexed returnLane, uint64 returnNonce);

    // Keys

    event KeyEpochRegistered(uint64 indexed keyEpoch, uint256 px, uint256 py, uint40 startsAt);
    event KeyEpochKilled(uint64 indexed keyEpoch);

    // Errors. `found` is what the caller gave or the gateway holds, the other name is what was needed.

    error UnknownLane(bytes32 lane);
    error LaneAlreadyOpen(bytes32 lane);
    error TooManyLanes(uint256 max);
    error LaneNotReady(bytes32 lane);
    error LaneIsClosed(bytes32 lane);
    error LaneIsPaused(bytes32 lane);
    error GatewayIsPaused();
    error Reentered();
    error RemoteChainIsLocal(uint64 remoteChainId);
    error ZeroAddress();
    error PeerMismatch(uint64 remoteChainId, address found, address expected);
    error NoPeer(uint64 remoteChainId);
    error LimitOutOfRange(uint256 found, uint256 min, uint256 max);
    error SenderNotAllowed(bytes32 lane, address sender);
    error WrongFee(uint256 found, uint256 expected);
    error PayloadTooLong(uint256 found, uint256 max);
    error GasLimitTooLow(uint256 found, uint256 min);
    error GasLimitTooHigh(uint256 found, uint256 max);
    error DeadlineTooSoon(uint256 found, uint256 min);
    error DeadlineTooFar(uint256 found, uint256 max);
    error NoChannel(address sender);
    error MalformedAttribute(bytes4 attribute);
    error DuplicateAttribute(bytes4 attribute);
    error TransferFailed(address to, uint256 amount);

    error EmptyBatch();
    error AlreadyExecuted(uint256 last, uint64 executed);
    error BatchAhead(uint64 first, uint64 expected);
    /// @notice The batch and its tail reach nonce `found`, the checkpoint stands at `expected`.
    error BatchEndMismatch(uint256 found, uint64 expected);
    error TailTooLong(uint256 found, uint256 max);
    error MalformedRun(uint256 index, uint256 width, uint256 length);
    error HoldsAhead(uint64 from, uint64 executed);
    error MalformedHolds(uint256 length);
    error TooManyHolds(uint256 found, uint256 max);
    error HoldOutOfOrder(uint64 found, uint64 previous);
    error HoldOutOfRange(uint64 found, uint64 from, uint64 nonce);
    error HeadMismatch(bytes32 found, bytes32 signed);
    error NotEnoughGas(uint256 found, uint256 required);
    error ChainIdTooLarge(uint256 found);

    error WrongStanding(bytes32 lane, uint64 nonce, Standing found);
    error RecordMismatch(bytes32 found, bytes32 parked);
    error DeadlinePassed(uint64 deadline, uint256 time);
    error DeadlineNotPassed(uint256 voidableAfter, uint256 time);
    error NotVoidable(bytes32 lane, uint64 nonce);
    error DeliveryFailed(bytes32 lane, uint64 nonce);
    error InvalidDecision(Decision decision);

    error EpochNotActive(uint64 found, uint64 current, uint64 previous);
    error EpochNotRising(uint64 found, uint64 latest);
    error EpochPending(uint64 keyEpoch, uint256 startsAt);
    error EpochInGrace(uint64 keyEpoch, uint256 until);
    error InvalidKey(uint256 px, uint256 py);
    error InvalidSignature(bytes32 digest, uint64 keyEpoch);

    // Sending

    /// @notice Appends a message to a lane. `msg.value` is exactly the lane's fee, or zero for a sender that pays none.
    /// @param deadline Seconds since 1970 in the destination's clock; 0 for none, and then nobody can void it by time.
    /// @return nonce Its place in the lane.
    function send(bytes32 lane, address recipient, uint64 gasLimit, uint64 deadline, bytes calldata payload)
        external
        payable
        returns (uint64 nonce);

    /// @notice The channel that `sendMessage` uses for the caller when no attribute names one.
    function setDefaultChannel(bytes32 channel) external;

    // Delivery

    /// @notice Executes messages `first` … of a lane, up to at most the checkpoint.
    /// @param holds The held nonces, 8 bytes each.
    /// @param first The nonce of the first message in `runs`; those that are executed already are skipped unread.
    /// @param tail The hashes of the messages between the last one in `runs` and the checkpoint, at most 512.
    function deliver(
        Checkpoint calldata checkpoint,
        bytes calldata holds,
        Signature calldata signature,
        uint64 first,
        Run[] calldata runs,
        bytes32[] calldata tail
    ) external;

    /// @notice Delivers a parked message before its deadline, with at least its gas limit and at most all gas given.
    /// @dev Reverts when the recipient still fails.
    function retry(bytes32 lane, uint64 nonce, Message calldata message) external;

    /// @notice Applies the quorum's decision on a held message. A delivery that fails leaves it parked.
    function rule(
        bytes32 lane,
        uint64 nonce,
        Message calldata message,
        Decision decision,
        uint64 keyEpoch,
        Signature calldata signature
    ) external;

    /// @notice Records for ever that a message whose deadline has passed will not be delivered, and tells its sender.
    function void(bytes32 lane, uint64 nonce, Message calldata message) external;

    /// @notice Appends the void of a message to the return lane, when that was not possible at the time.
    function pushVoid(bytes32 lane, uint64 nonce, Message calldata message) external;

    // Administration

    /// @notice Opens both directions between this gateway and a remote one for a channel, once, and appends HELLO. At most
    /// `LANES_MAX` pairs.
    function openLane(uint64 remoteChainId, address remoteGateway, bytes32 channel, Limits calldata limits, uint96 fee)
        external
        returns (bytes32 outboundLane, bytes32 inboundLane);

    /// @notice Ends new sends of applications on an outbound lane; what is under way still arrives, and voids still return.
    function closeLane(bytes32 outboundLane) external;

    function allowSender(bytes32 outboundLane, address sender, bool paysFee) external;

    function removeSender(bytes32 outboundLane, address sender) external;

    function setFee(bytes32 outboundLane, uint96 fee) external;

    function withdrawFees(address payable to, uint256 amount) external;

    function pauseLane(bytes32 lane) external;

    function resumeLane(bytes32 lane) external;

    /// @notice Stops sends and executions on all lanes. A lane that is paused by itself stays so when the gateway resumes.
    function pause() external;

    function resume() external;

    /// @notice Registers the group key of an epoch. It starts after a delay (the very first at once); the one before it
    /// lives through a grace period after that.
    /// @param proof The new key's signature over the KeyEpoch statement.
    function registerKeyEpoch(uint64 keyEpoch, uint256 px, uint256 py, Signature calldata proof) external;

    /// @notice Ends an epoch at once and for ever.
    function killKeyEpoch(uint64 keyEpoch) external;

    // Views

    function outboundLane(bytes32 lane) external view returns (OutboundLane memory);

    function inboundLane(bytes32 lane) external view returns (InboundLane memory);

    function pairedLane(bytes32 lane) external view returns (bytes32);

    function senderStatus(bytes32 lane, address sender) external view returns (bool allowed, bool paysFee);

    /// @notice Where a message stands that was not delivered, and its hash (its last byte cleared).
    /// @dev Warning: while a batch is being delivered this runs ahead, as `inboundLane` does: later messages of it look delivered.
    function standing(bytes32 lane, uint64 nonce) external view returns (Standing, bytes32 messageHash);

    function peerGateway(uint64 remoteChainId) external view returns (address);

    function defaultChannel(address sender) external view returns (bytes32);

    function keyEpochs() external view returns (KeyEpochs memory);

    function isPaused() external view returns (bool);

    function domainSeparator() external view returns (bytes32);
}
