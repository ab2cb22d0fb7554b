// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Book, Books} from "../../src/collateral/Book.sol";
import {Test} from "../base/Test.sol";

/// @dev The clock is read in a call of its own: within one call the compiler may take it to stand still.
contract Clock {
    function current(Book book) external view returns (Book) {
        return book.current();
    }
}

/// @dev One slot that says what five numbers would.
contract BookTest is Test {
    /// @dev The five numbers.
    struct Plain {
        uint256 balance;
        uint256 moved;
        uint256 window;
        uint256 cap;
        uint256 flags;
    }

    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant WINDOW = NOW / 1 hours;
    /// @dev The first five digits of 2^96 − 1.
    uint256 private constant HIGHEST_CAP = 79_228e24;

    Clock private clock;

    function setUp() public {
        vm.warp(NOW);
        clock = new Clock();
    }

    // Where each number stands

    function test_ANewBookHasNothingAndLetsNothingMove() public view {
        Book book = current(Book.wrap(0));
        assertBook(book, Plain(0, 0, WINDOW, 0, 0));
        assertEq(book.left(), 0, "left");
        assertEq(book.room(), 0, "room");
    }

    function test_EveryNumberHasBitsOfItsOwn() public view {
        Book book = current(Book.wrap(0)).withFlags(0xa5).withCap(HIGHEST_CAP).added(0x1234);
        book = book.counted(0x5678).taken(0x34);
        assertEq(
            Book.unwrap(book),
            0x1200 | 0x68ac << 104 | WINDOW << 200 | (uint256(79_228) << 5 | 24) << 224 | 0xa5 << 248,
            "from the lowest bit: balance 104, moved 96, window 24, cap 24, flags 8"
        );
    }

    function test_EveryNumberMayBeAsHighAsItsBits() public view {
        Book full = Book.wrap(type(uint256).max);
        assertEq(full.balance(), type(uint104).max, "balance");
        assertEq(full.moved(), type(uint96).max, "moved");
        assertEq(full.flags(), type(uint8).max, "flags");
        Book book = current(Book.wrap(0)).withFlags(0xff).withCap(HIGHEST_CAP);
        book = book.added(HIGHEST_CAP);
        assertBook(book, Plain(HIGHEST_CAP, HIGHEST_CAP, WINDOW, HIGHEST_CAP, 0xff));
    }

    // Windows

    function test_AWindowKeepsItsFiguresToItsLastSecond() public {
        Book book = current(Book.wrap(0)).withCap(1000).added(400);
        vm.warp(NOW + 1 hours - 1);
        assertBook(current(book), Plain(400, 400, WINDOW, 1000, 0));
        vm.warp(NOW + 1 hours);
        assertBook(current(book), Plain(400, 0, WINDOW + 1, 1000, 0));
    }

    function test_NothingHasMovedInALaterWindow() public {
        Book book = current(Book.wrap(0)).withFlags(1).withCap(1000).added(400);
        vm.warp(NOW + 365 days);
        assertBook(current(book), Plain(400, 0, WINDOW + 365 * 24, 1000, 1));
        assertEq(current(book).left(), 1000, "left");
    }

    /// @dev A clock that goes back, as in a deep reorganisation, begins the earlier window anew.
    function test_NothingHasMovedInAnEarlierWindow() public {
        Book book = current(Book.wrap(0)).withCap(1000).added(400);
        vm.warp(NOW - 1);
        assertBook(current(book), Plain(400, 0, WINDOW - 1, 1000, 0));
    }

    function test_TheLastWindowThatHasBits() public {
        uint256 last = type(uint24).max;
        vm.warp(last * 1 hours);
        Book book = current(Book.wrap(0)).withFlags(0xff).withCap(HIGHEST_CAP).added(1);
        assertBook(book, Plain(1, 1, last, HIGHEST_CAP, 0xff));
    }

    // What may move

    function test_WhatIsLeftIsTheCapLessWhatMoved() public view {
        Book book = current(Book.wrap(0)).withCap(1000).added(400).counted(100);
        assertEq(book.left(), 500, "left");
        assertEq(book.taken(400).left(), 500, "what is taken makes no room");
    }

    function test_NothingIsLeftOnceTheCapIsBelowWhatMoved() public view {
        Book book = current(Book.wrap(0)).withCap(1000).added(400).withCap(300);
        assertEq(book.left(), 0, "left");
        assertEq(book.room(), 0, "room");
        assertEq(book.balance(), 400, "balance");
    }

    /// @dev A balance that nothing ever left would fill its bits after 256 windows at the highest cap.
    function test_TheRoomIsNeverMoreThanTheBalanceHasBitsFor() public {
        Book book = current(Book.wrap(type(uint104).max - 5)).withCap(1000);
        assertEq(book.left(), 1000, "left");
        assertEq(book.room(), 5, "room");
        vm.warp(NOW + 1 hours);
        book = current(book.added(5));
        assertEq(book.balance(), type(uint104).max, "balance");
        assertEq(book.moved(), 0, "moved");
        assertEq(book.room(), 0, "room");
    }

    // Caps

    function test_ACapOfFiveDigitsIsExact() public pure {
        assertEq(Book.wrap(0).withCap(0).cap(), 0, "none");
        assertEq(Book.wrap(0).withCap(1).cap(), 1, "one");
        assertEq(Book.wrap(0).withCap(524_287).cap(), 524_287, "nineteen bits");
        assertEq(Book.wrap(0).withCap(99_999e18).cap(), 99_999e18, "five digits of whole tokens");
        assertEq(Book.wrap(0).withCap(1_000_000e6).cap(), 1_000_000e6, "a million of six decimals");
    }

    function test_AHigherCapIsRoundedDown() public pure {
        assertEq(Book.wrap(0).withCap(524_288).cap(), 524_280, "one more");
        assertEq(Book.wrap(0).withCap(1_234_567).cap(), 1_234_560, "seven digits");
        assertEq(Book.wrap(0).withCap(type(uint96).max).cap(), HIGHEST_CAP, "the highest");
        assertEq(Books.AMOUNT_MAX, HIGHEST_CAP, "the highest amount");
    }

    function testFuzz_ACapIsRoundedDownByLessThanA50000th(uint96 cap) public pure {
        uint256 kept = Book.wrap(0).withCap(cap).cap();
        assertTrue(kept <= cap, "never up");
        assertTrue(cap - kept <= kept / 50_000, "by little");
        assertEq(Book.wrap(0).withCap(kept).cap(), kept, "once");
        assertEq(Books.capKept(cap), kept, "foretold");
    }

    function testFuzz_AHigherCapIsNeverKeptLower(uint96 one, uint96 other) public pure {
        (uint256 lower, uint256 higher) = one < other ? (one, other) : (other, one);
        assertTrue(Book.wrap(0).withCap(lower).cap() <= Book.wrap(0).withCap(higher).cap(), "order");
    }

    function testFuzz_ANewCapChangesNothingElse(uint256 word, uint96 cap) public pure {
        Book book = Book.wrap(word).withCap(cap);
        uint256 others = ~(uint256(0xffffff) << 224);
        assertEq(Book.unwrap(book) & others, word & others, "others");
    }

    function testFuzz_NewFlagsChangeNothingElse(uint256 word, uint8 flags) public pure {
        Book book = Book.wrap(word).withFlags(flags);
        assertEq(book.flags(), flags, "flags");
        assertEq(Book.unwrap(book) << 8, word << 8, "others");
    }

    /// @dev Any use that keeps to what the book says may move: the packed numbers are the plain ones, whatever came before.
    function testFuzz_APackedBookIsAPlainOne(uint256 seed) public {
        Book book = Book.wrap(0);
        Plain memory plain;
        uint256 time = NOW;
        for (uint256 i = 0; i < 32; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            time += (seed >> 8) % 40 minutes;
            vm.warp(time);
            book = current(book);
            if (plain.window != time / 1 hours) (plain.window, plain.moved) = (time / 1 hours, 0);
            book = change(book, plain, seed % 5, seed >> 32);
            assertBook(book, plain);
            uint256 left = plain.cap > plain.moved ? plain.cap - plain.moved : 0;
            assertEq(book.left(), left, "left");
            assertEq(book.room(), min(left, type(uint104).max - plain.balance), "room");
        }
    }

    /// @param draw Where the amount comes from; half of the amounts are the most that may be.
    function change(Book book, Plain memory plain, uint256 what, uint256 draw) private pure returns (Book) {
        uint256 amount;
        if (what == 0) {
            amount = upTo(book.room(), draw);
            (plain.balance, plain.moved) = (plain.balance + amount, plain.moved + amount);
            return book.added(amount);
        }
        if (what == 1) {
            amount = upTo(book.balance(), draw);
            plain.balance -= amount;
            return book.taken(amount);
        }
        if (what == 2) {
            amount = upTo(book.left(), draw);
            plain.moved += amount;
            return book.counted(amount);
        }
        if (what == 3) {
            plain.flags = draw & 0xff;
            return book.withFlags(plain.flags);
        }
        plain.cap = (draw & 0xffff) * 10 ** ((draw >> 16) % 25);
        return book.withCap(plain.cap);
    }

    function upTo(uint256 most, uint256 draw) private pure returns (uint256) {
        return draw & 1 == 0 ? most : bound(draw >> 1, 0, most);
    }

    function min(uint256 one, uint256 other) private pure returns (uint256) {
        return one < other ? one : other;
    }

    function current(Book book) private view returns (Book) {
        return clock.current(book);
    }

    function assertBook(Book book, Plain memory expected) private pure {
        assertEq(book.balance(), expected.balance, "balance");
        assertEq(book.moved(), expected.moved, "moved");
        assertEq(Book.unwrap(book) >> 200 & 0xffffff, expected.window, "window");
        assertEq(book.cap(), expected.cap, "cap");
        assertEq(book.flags(), expected.flags, "flags");
    }
}
