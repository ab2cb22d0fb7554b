// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev Remembers every call and answers with its own selector and an empty bitmap, or with what it is told.
contract Recorder {
    struct Call {
        bytes32 inputHash;
        uint256 gas;
    }

    Call[] private _calls;
    bytes private _answer;

    function count() external view returns (uint256) {
        return _calls.length;
    }

    function call(uint256 index) external view returns (Call memory) {
        return _calls[index];
    }

    function answerWith(bytes calldata answer) external {
        _answer = answer;
    }

    fallback(bytes calldata input) external returns (bytes memory) {
        uint256 gas = gasleft();
        _calls.push(Call(keccak256(input), gas));
        return _answer.length == 0 ? abi.encode(bytes4(input), uint256(0)) : _answer;
    }
}

/// @dev Reverts, and says why.
contract Reverting {
    error Refused();

    fallback() external {
        revert Refused();
    }
}

/// @dev Accepts every call and answers with nothing.
contract Swallowing {
    fallback() external {}
}

/// @dev Uses up all the gas that it is given.
contract GasBurner {
    fallback() external {
        assembly {
            invalid()
        }
    }
}

/// @dev Answers, by returning or reverting, with as much zero memory as its gas buys.
contract ReturnBomb {
    uint256 private immutable LENGTH;
    bool private immutable REVERTS;

    constructor(uint256 length, bool reverts) {
        LENGTH = length;
        REVERTS = reverts;
    }

    fallback() external {
        uint256 length = LENGTH;
        if (REVERTS) {
            assembly {
                revert(0, length)
            }
        }
        assembly {
            return(0, length)
        }
    }
}

/// @dev Calls someone else in the middle of its own call, remembers what came of it, and answers honestly.
contract Reentrant {
    address private _target;
    bytes private _input;
    bool public entered;
    bool public accepted;
    bytes public answer;

    function enterWith(address target, bytes calldata input) external {
        _target = target;
        _input = input;
    }

    fallback(bytes calldata input) external returns (bytes memory) {
        if (_target != address(0)) {
            entered = true;
            (accepted, answer) = _target.call(_input);
        }
        return abi.encode(bytes4(input), uint256(0));
    }
}

/// @dev Reverts unless it is entered with at least so much gas.
contract Demanding {
    uint256 private immutable LEAST;

    error TooLittle(uint256 found, uint256 least);

    constructor(uint256 least) {
        LEAST = least;
    }

    fallback(bytes calldata input) external returns (bytes memory) {
        uint256 found = gasleft();
        if (found < LEAST) revert TooLittle(found, LEAST);
        return abi.encode(bytes4(input), uint256(0));
    }
}
