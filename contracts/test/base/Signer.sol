// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {FrostVerifier} from "../../src/frost/FrostVerifier.sol";
import {Signature} from "../../src/gateway/IGateway.sol";
import {Vm} from "./Vm.sol";

/// @dev Signs as a quorum would, with the whole key in one hand: RFC 9591 with one participant.
library Signer {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    struct Key {
        uint256 secret;
        uint256 px;
        uint256 py;
    }

    function key(uint256 secret) internal returns (Key memory) {
        Vm.Wallet memory wallet = vm.createWallet(secret);
        return Key(secret, wallet.publicKeyX, wallet.publicKeyY);
    }

    function sign(Key memory signer, bytes32 message) internal returns (Signature memory) {
        uint256 k = uint256(keccak256(abi.encode("nonce", signer.secret, message))) % FrostVerifier.N;
        Vm.Wallet memory r = vm.createWallet(k);
        uint256 c = FrostVerifier.challenge(signer.px, signer.py & 1, r.publicKeyX, r.publicKeyY & 1, message);
        uint256 z = addmod(k, mulmod(c, signer.secret, FrostVerifier.N), FrostVerifier.N);
        return Signature(r.publicKeyX, r.publicKeyY, z);
    }
}
