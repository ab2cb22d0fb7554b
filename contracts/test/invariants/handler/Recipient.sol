// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGateway, RouteKind} from "../../../src/gateway/IGateway.sol";
import {IMessageRecipient, IVoidedRecipient} from "../../../src/gateway/IMessageRecipient.sol";
import {Spec} from "./Spec.sol";
import {Witness} from "./Witness.sol";
import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";

/// @dev How a recipient behaves. One that can fail does so only while it is broken.
enum Manner {
    /// There is nobody at the address.
    NoCode,
    Counts,
    /// Refuses the payloads whose first byte is odd.
    FailsSome,
    Reverts,
    /// Answers 64 KB of zeros; while it is not broken, the right answer and 64 KB after it.
    Bombs,
    /// Answers with too few words to a batch and with the wrong ones to a single message.
    Mumbles,
    Burns,
    /// Calls the gateway that calls it.
    Reenters,
    /// Sends a message for each that it receives; while broken it reverts after that.
    Answers
}

/// @dev Receives in one of the manners, tells the witness, and hears of the voids of what it sent.
contract Recipient is IMessageRecipient, IVoidedRecipient, IERC7786Recipient {
    error Refused();
    error Accepted();
    error Answered(bytes4 reason);

    bytes public constant ANSWER = "answer";
    uint64 public constant ANSWER_GAS = 200_000;
    uint256 private constant CAREFUL_GAS = 150_000;
    uint256 private constant BOMB_BYTES = 65_536;

    Manner public immutable MANNER;
    Witness public immutable WITNESS;

    bool public broken;
    bytes32 public answerLane;
    address public answerTo;

    constructor(Manner manner, Witness witness) {
        MANNER = manner;
        WITNESS = witness;
    }

    function setBroken(bool value) external {
        broken = value;
    }

    function setAnswer(bytes32 lane, address to) external {
        answerLane = lane;
        answerTo = to;
    }

    function onMessages(bytes32 lane, uint64 firstNonce, address sender, uint256 count, bytes calldata records)
        external
        returns (bytes4, uint256 failures)
    {
        bool isBroken = broken;
        _behave(isBroken, IMessageRecipient.onMessages.selector, count);
        uint256 width = records.length / count;
        for (uint256 i = 0; i < count; ++i) {
            bytes calldata record = records[i * width:(i + 1) * width];
            if (isBroken && MANNER == Manner.FailsSome && isOdd(record[8:])) failures |= 1 << i;
            else _acceptRecord(Spec.messageId(lane, firstNonce + uint64(i)), sender, record);
        }
        _finish(isBroken, bytes.concat(bytes32(IMessageRecipient.onMessages.selector), bytes32(failures)));
        return (IMessageRecipient.onMessages.selector, failures);
    }

    function _acceptRecord(bytes32 id, address sender, bytes calldata record) private {
        _accept(id, batchDigest(msg.sender, address(this), sender, record));
    }

    function receiveMessage(bytes32 id, bytes calldata sender, bytes calldata payload)
        external
        payable
        returns (bytes4)
    {
        bool isBroken = broken;
        _behave(isBroken, IERC7786Recipient.receiveMessage.selector, 1);
        if (isBroken && MANNER == Manner.FailsSome && isOdd(payload)) revert Refused();
        _accept(id, singleDigest(msg.sender, address(this), sender, payload));
        _finish(isBroken, bytes.concat(bytes32(IERC7786Recipient.receiveMessage.selector)));
        return IERC7786Recipient.receiveMessage.selector;
    }

    function onVoided(bytes32 lane, uint64 nonce, bytes calldata payload) external returns (bytes4) {
        bool isBroken = broken;
        _behave(isBroken, IVoidedRecipient.onVoided.selector, 1);
        if (isBroken && MANNER == Manner.FailsSome && isOdd(payload)) revert Refused();
        WITNESS.heard(Spec.messageId(lane, nonce), voidDigest(msg.sender, address(this), payload));
        if (isBroken && (MANNER == Manner.Reverts || MANNER == Manner.Answers)) revert Refused();
        return IVoidedRecipient.onVoided.selector;
    }

    /// @dev Calls the gateway, and takes back what it did if it let us.
    function attempt(address gateway, bytes calldata input) external {
        (bool ok, bytes memory answer) = gateway.call(input);
        if (ok) revert Accepted();
        revert Answered(bytes4(answer));
    }

    function batchDigest(address gateway, address recipient, address sender, bytes memory record)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(RouteKind.Batch, gateway, recipient, sender, record));
    }

    function singleDigest(address gateway, address recipient, bytes memory sender, bytes memory payload)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(RouteKind.Erc7786, gateway, recipient, sender, payload));
    }

    function voidDigest(address gateway, address recipient, bytes memory payload) public pure returns (bytes32) {
        return keccak256(abi.encode(RouteKind.Voided, gateway, recipient, payload));
    }

    function isOdd(bytes memory payload) public pure returns (bool) {
        return payload.length != 0 && uint8(payload[0]) & 1 == 1;
    }

    /// @dev What happens before anything is accepted.
    function _behave(bool isBroken, bytes4 magic, uint256 count) private {
        // A careful recipient gives up early, and so leaves its gateway enough to park what it refused.
        if (gasleft() < CAREFUL_GAS * count) revert Refused();
        if (MANNER == Manner.Reenters) _reenter();
        if (!isBroken) return;
        if (MANNER == Manner.Bombs) {
            assembly ("memory-safe") {
                return(mload(0x40), BOMB_BYTES)
            }
        }
        if (MANNER == Manner.Mumbles) {
            bytes4 word = magic == IMessageRecipient.onMessages.selector ? magic : bytes4(0xdeadbeef);
            assembly ("memory-safe") {
                mstore(0, word)
                return(0, 0x20)
            }
        }
        if (MANNER == Manner.Burns) {
            assembly ("memory-safe") {
                invalid()
            }
        }
    }

    function _accept(bytes32 id, bytes32 given) private {
        WITNESS.received(id, given);
        if (MANNER == Manner.Answers) _answer();
    }

    /// @dev What happens once everything is accepted: a revert takes it all back, a bomb does not.
    function _finish(bool isBroken, bytes memory right) private view {
        if (isBroken && (MANNER == Manner.Reverts || MANNER == Manner.Answers)) revert Refused();
        if (!isBroken && MANNER == Manner.Bombs) {
            assembly ("memory-safe") {
                return(add(right, 0x20), BOMB_BYTES)
            }
        }
    }

    function _reenter() private {
        bytes memory input = WITNESS.armed();
        if (input.length == 0) return;
        try this.attempt(msg.sender, input) {}
        catch (bytes memory reason) {
            // `Answered(reason)` is a selector and a word that begins with the one that we are after.
            WITNESS.reentered(bytes4(reason) == Accepted.selector ? Accepted.selector : _word(reason));
        }
    }

    function _word(bytes memory reason) private pure returns (bytes4 found) {
        if (reason.length < 36) return 0;
        assembly ("memory-safe") {
            found := mload(add(reason, 0x24))
        }
    }

    function _answer() private {
        try IGateway(msg.sender).send(answerLane, answerTo, ANSWER_GAS, 0, ANSWER) {
            WITNESS.answered(true);
        } catch {
            WITNESS.answered(false);
        }
    }
}
