// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../../src/frost/FrostVerifier.sol";
import {Gateway} from "../../../src/gateway/Gateway.sol";
import {Signature} from "../../../src/gateway/IGateway.sol";
import {SlimGateway} from "./SlimGateway.sol";

/// @dev A gateway that is broken in how it looks at signatures.
contract LaxSignaturesGateway is SlimGateway {
    enum Fault {
        /// An epoch without a key asks for nothing, as a threshold of zero does.
        UnsetKey,
        /// A signature may also be over a digest that the caller supplies, behind the arguments.
        CallerDigest,
        /// A challenge that does not cover R will do, so R can be chosen last.
        WeakChallenge,
        /// What is signed names neither the chain nor the contract.
        NoDomain
    }

    Fault private immutable FAULT;

    constructor(address authority, Fault fault) Gateway(authority) {
        FAULT = fault;
    }

    function domainSeparator() public view override returns (bytes32) {
        return FAULT == Fault.NoDomain ? bytes32(0) : super.domainSeparator();
    }

    function _requireSignature(uint64 keyEpoch, bytes32 digest, Signature calldata signature) internal view override {
        uint256 px = _keys[keyEpoch];
        if (FAULT == Fault.UnsetKey && px == 0) return;
        (, uint256 parity) = _isActive(_core, keyEpoch);
        if (FAULT == Fault.WeakChallenge && _verifyWeakly(px, parity, digest, signature)) return;
        if (FAULT == Fault.CallerDigest) {
            bytes32 supplied = bytes32(msg.data[msg.data.length - 32:]);
            if (FrostVerifier.verify(px, parity, signature.rx, signature.ry, signature.z, supplied)) return;
        }
        super._requireSignature(keyEpoch, digest, signature);
    }

    function _verifyWeakly(uint256 px, uint256 parity, bytes32 digest, Signature calldata signature)
        private
        view
        returns (bool)
    {
        uint256 n = FrostVerifier.N;
        uint256 c = FrostVerifier.challenge(px, parity, px, parity, digest);
        address r = ecrecover(
            bytes32(n - mulmod(signature.z, px, n)), uint8(27 + parity), bytes32(px), bytes32(n - mulmod(c, px, n))
        );
        return r == address(uint160(uint256(keccak256(abi.encode(signature.rx, signature.ry)))));
    }
}
