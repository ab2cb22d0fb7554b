// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Vm} from "../../base/Vm.sol";

/// @dev Choices drawn from one seed, so that a run can be told and repeated by its seeds alone.
library Random {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    struct Source {
        uint256 state;
    }

    /// @dev `./lockstep prove` gives a seed of its own, so that it makes other calls than every build does.
    function from(uint256 seed) internal view returns (Source memory) {
        uint256 salt = VM.envOr("LOCKSTEP_SEED", uint256(0));
        return Source(salt == 0 ? seed : uint256(keccak256(abi.encode(salt, seed))));
    }

    function word(Source memory source) internal pure returns (uint256) {
        source.state = uint256(keccak256(abi.encode(source.state)));
        return source.state;
    }

    function below(Source memory source, uint256 end) internal pure returns (uint256) {
        return word(source) % end;
    }

    function between(Source memory source, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + word(source) % (max - min + 1);
    }

    function oneIn(Source memory source, uint256 n) internal pure returns (bool) {
        return word(source) % n == 0;
    }
}
