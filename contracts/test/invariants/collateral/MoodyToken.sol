// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {PlainToken} from "../../base/OddTokens.sol";

/// @dev What a token does with a transfer.
enum Mood {
    Plain,
    /// Reverts, as a blacklist or a pause would.
    Refuses,
    /// Says that it moved what it did not.
    Lies,
    /// Takes a hundredth more from the sender than it was told.
    TakesMore
}

/// @dev A token that changes its ways from one action to the next: what was locked in one mood is paid out in another.
contract MoodyToken is PlainToken(6) {
    Mood public mood;

    error Refused();

    function setMood(Mood value) external {
        mood = value;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from != address(0) && to != address(0)) {
            if (mood == Mood.Refuses) revert Refused();
            if (mood == Mood.Lies) return;
            if (mood == Mood.TakesMore) super._update(from, address(0), amount / 100);
        }
        super._update(from, to, amount);
    }
}
