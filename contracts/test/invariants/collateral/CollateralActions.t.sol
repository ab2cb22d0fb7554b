// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Test} from "../../base/Test.sol";
import {CollateralHandler} from "./CollateralHandler.sol";

/// @dev The handler does what it says: from two seeds, each action is accepted and refused often and every interesting state is
/// reached, while every property holds. Without this, a handler that does nothing would keep every invariant. `forge test -vv`
/// shows how often.
contract CollateralActionsTest is Test {
    event log_named_uint(string what, uint256 times);

    error TooRare(string what, uint256 times, uint256 least);

    uint256 private constant SEEDS = 2;
    uint256 private constant STEPS = 400;
    uint256 private constant CHECK_EVERY = 40;

    CollateralHandler[SEEDS] private _handlers;
    bytes private _rarest;

    function test_EachActionIsAcceptedAndRefused() public {
        for (uint256 i = 0; i < SEEDS; ++i) {
            _handlers[i] = new CollateralHandler(
                "out/CollateralVault.sol/CollateralVault.json", "out/CollateralLedger.sol/CollateralLedger.json", 0
            );
            for (uint256 step = 1; step <= STEPS; ++step) {
                _handlers[i].act(uint256(keccak256(abi.encode(i + 1, step))));
                if (step % CHECK_EVERY == 0) _handlers[i].requireAll();
            }
        }
        _require("lock", 50);
        _require("lock with a permit", 15);
        _require("deliver", 60);
        _require("credited", 30);
        _require("minted", 10);
        _require("held", 20);
        _require("parked: late", 4);
        _require("parked: over the entry cap", 3);
        _require("parked: over the payout cap", 4);
        _require("parked: a stranger's", 3);
        _require("retry at the vault", 3);
        _require("retry at the ledger", 1);
        _require("rule: deliver", 4);
        _require("rule: void", 4);
        _require("void", 3);
        _require("push void", 1);
        _require("release", 20);
        _require("redeem", 10);
        _require("pass on", 4);
        _require("released", 25);
        _require("refunded", 5);
        _require("release voided: credited again", 1);
        _require("claim", 4);
        _require("raise a cap", 8);
        _require("lower a cap", 4);
        _require("deny", 4);
        _require("allow", 1);
        _require("pause a gateway", 8);
        _require("pause a lane", 3);
        _require("warp", 5);
        _require("change mood", 5);
        _require("donate", 5);
        _require("re-entered", 6);
        _require("disturbed: lock", 1);
        _require("intrude", 5);
        _require("robbed within the caps", 8);
        _require("refused: lock", 12);
        _require("refused: deliver", 1);
        _require("refused: retry", 12);
        _require("refused: rule", 1);
        _require("refused: void", 8);
        _require("refused: release", 4);
        _require("refused: claim", 6);
        _requireNoneTooRare();
    }

    /// @dev Once all are told.
    function _requireNoneTooRare() private view {
        bytes memory rarest = _rarest;
        if (rarest.length == 0) return;
        assembly ("memory-safe") {
            revert(add(rarest, 0x20), mload(rarest))
        }
    }

    function _require(string memory what, uint256 least) private {
        uint256 times;
        for (uint256 i = 0; i < SEEDS; ++i) {
            times += _handlers[i].tally(bytes32(bytes(what)));
        }
        emit log_named_uint(what, times);
        if (times < least && _rarest.length == 0) {
            _rarest = abi.encodeWithSelector(TooRare.selector, what, times, least);
        }
    }
}
