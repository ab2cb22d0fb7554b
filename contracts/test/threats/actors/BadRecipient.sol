// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev A recipient that does its worst with what it is given.
contract BadRecipient {
    enum Habit {
        Reverts,
        RevertsLong,
        ReturnsLong,
        ReturnsNothing,
        ReturnsHalfAWord,
        NoBitmap,
        WrongSelector,
        BurnsAll,
        InvalidOpcode,
        CallsItself,
        Reenters,
        FailsEveryOne
    }

    Habit public habit;
    bytes internal _input;

    function set(Habit next, bytes calldata reentrantInput) external {
        habit = next;
        _input = reentrantInput;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        Habit chosen = habit;
        if (chosen == Habit.Reverts) revert("no");
        if (chosen == Habit.RevertsLong) _answerLong(false);
        if (chosen == Habit.ReturnsLong) _answerLong(true);
        if (chosen == Habit.ReturnsNothing) return "";
        if (chosen == Habit.ReturnsHalfAWord) return abi.encodePacked(msg.sig, bytes12(0));
        if (chosen == Habit.NoBitmap) return abi.encode(msg.sig);
        if (chosen == Habit.WrongSelector) return abi.encode(~msg.sig, uint256(0));
        if (chosen == Habit.BurnsAll) _burn();
        if (chosen == Habit.InvalidOpcode) _invalid();
        if (chosen == Habit.CallsItself) _recurse();
        if (chosen == Habit.Reenters) _reenter();
        return abi.encode(msg.sig, type(uint256).max);
    }

    /// @dev As many bytes as the gas pays for: whoever copies the answer pays as much again.
    function _answerLong(bool succeed) private view {
        uint256 length = _affordable();
        assembly ("memory-safe") {
            mstore(0, 0)
            if succeed { return(0, length) }
            revert(0, length)
        }
    }

    /// @dev The longest memory whose price, 3 gas a word and words² / 512, is below the gas at hand.
    function _affordable() private view returns (uint256 length) {
        uint256 budget = gasleft() * 9 / 10;
        uint256 words = 1;
        while (3 * words + words * words / 512 < budget) {
            words += words / 8 + 1;
        }
        return words * 8 / 10 * 32;
    }

    function _burn() private pure {
        while (true) {}
    }

    function _invalid() private pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    function _recurse() private {
        (bool done,) = address(this).call(msg.data);
        done;
        revert("no");
    }

    function _reenter() private {
        (bool done,) = msg.sender.call(_input);
        require(done, "refused");
    }
}
