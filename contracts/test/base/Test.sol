// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Vm} from "./Vm.sol";

/// @title What every test stands on: the cheat codes and a few assertions.
abstract contract Test {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev forge looks for this to know that a contract holds tests.
    bool public constant IS_TEST = true;

    error NotEqual(string what, bytes32 found, bytes32 expected);
    error NotTrue(string what);

    /// @dev Deploys what users deploy. Tests of whole contracts compile without the IR, in a fifth of the time, and so
    /// does everything that they import: by its name forge might find that code and not the one that is shipped.
    /// For coverage everything is compiled once, and only in memory.
    function deployShipped(string memory name, bytes memory arguments) internal returns (address) {
        string memory file = string.concat(name, ".sol");
        bool covers = keccak256(bytes(vm.envOr("FOUNDRY_PROFILE", "default"))) == keccak256("coverage");
        return vm.deployCode(
            covers ? string.concat(file, ":", name) : string.concat("out/", file, "/", name, ".json"), arguments
        );
    }

    function assertEq(uint256 found, uint256 expected, string memory what) internal pure {
        if (found != expected) revert NotEqual(what, bytes32(found), bytes32(expected));
    }

    function assertEq(bytes32 found, bytes32 expected, string memory what) internal pure {
        if (found != expected) revert NotEqual(what, found, expected);
    }

    function assertEq(address found, address expected, string memory what) internal pure {
        if (found != expected) revert NotEqual(what, bytes32(bytes20(found)), bytes32(bytes20(expected)));
    }

    function assertEq(bytes memory found, bytes memory expected, string memory what) internal pure {
        if (keccak256(found) != keccak256(expected)) revert NotEqual(what, keccak256(found), keccak256(expected));
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    function assertFalse(bool condition, string memory what) internal pure {
        if (condition) revert NotTrue(what);
    }

    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + value % (max - min + 1);
    }
}
