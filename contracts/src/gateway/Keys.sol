// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../frost/FrostVerifier.sol";
import {Statements} from "../protocol/Statements.sol";
import {GatewayState} from "./GatewayState.sol";
import {IGateway, KeyEpochs, Signature} from "./IGateway.sol";

/// @title The quorum's keys, by epoch.
/// @dev At most two epochs live at a time: the current one from its start, the previous one until its grace ends.
abstract contract Keys is GatewayState {
    /// @notice How long a new key is visible before it may sign: time for the guardian to kill one that is not ours.
    uint40 public constant KEY_DELAY = 2 days;
    /// @notice How long the key before it may still sign: time for what it signed to be delivered.
    uint40 public constant KEY_GRACE = 7 days;

    /// @inheritdoc IGateway
    function registerKeyEpoch(uint64 keyEpoch, uint256 px, uint256 py, Signature calldata proof) external restricted {
        uint64 latest = _latestEpoch;
        if (keyEpoch <= latest) revert EpochNotRising(keyEpoch, latest);
        if (!FrostVerifier.isValidKey(px, py)) revert InvalidKey(px, py);
        _requirePossession(keyEpoch, px, py, proof);

        // Seconds fit 40 bits for another 34,000 years.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 time = uint40(block.timestamp);
        Core storage core = _core;
        // The very first key replaces nothing and nothing could be delivered before it, so it need not wait.
        uint40 startsAt = latest == 0 ? time : time + KEY_DELAY;
        if (core.currentEpoch != 0) {
            if (time < core.currentStartsAt) revert EpochPending(core.currentEpoch, core.currentStartsAt);
            if (core.previousEpoch != 0 && time < core.previousExpiresAt) {
                revert EpochInGrace(core.previousEpoch, core.previousExpiresAt);
            }
            core.previousEpoch = core.currentEpoch;
            core.previousParity = core.currentParity;
            core.previousExpiresAt = startsAt + KEY_GRACE;
        }
        core.currentEpoch = keyEpoch;
        // forge-lint: disable-next-line(unsafe-typecast)
        core.currentParity = uint8(py & 1);
        core.currentStartsAt = startsAt;
        _latestEpoch = keyEpoch;
        _keys[keyEpoch] = px;
        emit KeyEpochRegistered(keyEpoch, px, py, startsAt);
    }

    /// @inheritdoc IGateway
    function killKeyEpoch(uint64 keyEpoch) external restricted {
        Core storage core = _core;
        if (keyEpoch == 0) revert EpochNotActive(keyEpoch, core.currentEpoch, core.previousEpoch);
        if (keyEpoch == core.currentEpoch) {
            if (block.timestamp < core.currentStartsAt && core.previousExpiresAt == core.currentStartsAt + KEY_GRACE) {
                // It never started, so the one that it was to replace never was. One that an epoch killed since had
                // replaced does not come back: it still expires when it was to.
                core.currentEpoch = core.previousEpoch;
                core.currentParity = core.previousParity;
                core.currentStartsAt = 0;
                core.previousEpoch = 0;
            } else {
                core.currentEpoch = 0;
            }
        } else if (keyEpoch == core.previousEpoch) {
            core.previousEpoch = 0;
        } else {
            revert EpochNotActive(keyEpoch, core.currentEpoch, core.previousEpoch);
        }
        delete _keys[keyEpoch];
        emit KeyEpochKilled(keyEpoch);
    }

    /// @inheritdoc IGateway
    function keyEpochs() external view returns (KeyEpochs memory) {
        Core storage core = _core;
        return
            KeyEpochs(core.currentEpoch, core.currentStartsAt, core.previousEpoch, core.previousExpiresAt, _latestEpoch);
    }

    /// @dev Reverts unless the key of an active epoch signed `digest`.
    function _requireSignature(uint64 keyEpoch, bytes32 digest, Signature calldata signature) internal view virtual {
        Core storage core = _core;
        (bool active, uint256 parity) = _isActive(core, keyEpoch);
        if (!active) revert EpochNotActive(keyEpoch, core.currentEpoch, core.previousEpoch);
        if (!FrostVerifier.verify(_keys[keyEpoch], parity, signature.rx, signature.ry, signature.z, digest)) {
            revert InvalidSignature(digest, keyEpoch);
        }
    }

    function _isActive(Core storage core, uint64 keyEpoch) internal view virtual returns (bool active, uint256 parity) {
        if (keyEpoch == 0) return (false, 0);
        if (keyEpoch == core.currentEpoch) return (block.timestamp >= core.currentStartsAt, core.currentParity);
        if (keyEpoch == core.previousEpoch) return (block.timestamp < core.previousExpiresAt, core.previousParity);
        return (false, 0);
    }

    /// @dev The holder of the key must show that they have it: a key copied or made from others' would not do.
    function _requirePossession(uint64 keyEpoch, uint256 px, uint256 py, Signature calldata proof)
        internal
        view
        virtual
    {
        bytes32 digest = Statements.keyEpochDigest(domainSeparator(), keyEpoch, px, py);
        if (!FrostVerifier.verify(px, py & 1, proof.rx, proof.ry, proof.z, digest)) {
            revert InvalidSignature(digest, keyEpoch);
        }
    }
}
