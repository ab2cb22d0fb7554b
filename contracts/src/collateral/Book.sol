// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice What one end of a lane keeps of one asset, in one slot: how much is there, how much of it moved in the current
/// window, and the most that may.
/// @dev From the lowest bit: balance 104, moved 96, window 24, cap 24, flags 8.
type Book is uint256;

using Books for Book global;

/// @title Balance and cap of one asset on one lane.
/// @notice Windows are aligned hours since 1970: what moves in one is at most the cap, and at worst two caps move in any
/// hour. A cap of zero lets nothing move, as where nobody has listed the asset.
library Books {
    uint256 internal constant WINDOW_SECONDS = 1 hours;
    uint256 internal constant BALANCE_MAX = type(uint104).max;
    uint256 internal constant CAP_MAX = type(uint96).max;
    /// @notice The highest cap there is, `capKept(CAP_MAX)`, and with it the highest amount that can move.
    uint256 internal constant AMOUNT_MAX = 79_228 * 10 ** 24;

    uint256 private constant CAP_DIGITS_MAX = (1 << 19) - 1;
    uint256 private constant MOVED_AT = 104;
    uint256 private constant WINDOW_AT = 200;
    uint256 private constant CAP_AT = 224;
    uint256 private constant FLAGS_AT = 248;
    uint256 private constant MOVED_AND_WINDOW = ((1 << 120) - 1) << MOVED_AT;

    function balance(Book book) internal pure returns (uint256) {
        return Book.unwrap(book) & BALANCE_MAX;
    }

    /// @notice What moved in the window that the book was last written in; see `current`.
    function moved(Book book) internal pure returns (uint256) {
        return Book.unwrap(book) >> MOVED_AT & CAP_MAX;
    }

    function flags(Book book) internal pure returns (uint256) {
        return Book.unwrap(book) >> FLAGS_AT;
    }

    function cap(Book book) internal pure returns (uint256) {
        uint256 code = Book.unwrap(book) >> CAP_AT & 0xffffff;
        // 19 bits of digits and 5 of a power of ten: it cannot overflow.
        unchecked {
            return (code >> 5) * 10 ** (code & 0x1f);
        }
    }

    /// @notice How much more may move in the window that the book was last written in.
    function left(Book book) internal pure returns (uint256) {
        uint256 most = book.cap();
        uint256 gone = book.moved();
        unchecked {
            return most > gone ? most - gone : 0;
        }
    }

    /// @notice How much may still move in: what is left of the cap, and what the balance has bits for.
    function room(Book book) internal pure returns (uint256) {
        uint256 most = book.left();
        unchecked {
            uint256 bits = BALANCE_MAX - book.balance();
            return most < bits ? most : bits;
        }
    }

    /// @notice The book as it stands now: in a new window, nothing has moved yet.
    function current(Book book) internal view returns (Book) {
        uint256 word = Book.unwrap(book);
        // A window's number fits 24 bits until the year 3884.
        uint256 window = block.timestamp / WINDOW_SECONDS;
        if (word >> WINDOW_AT & 0xffffff == window) return book;
        return Book.wrap(word & ~MOVED_AND_WINDOW | window << WINDOW_AT);
    }

    /// @notice Moves an amount in. The caller has checked `room`.
    function added(Book book, uint256 amount) internal pure returns (Book) {
        unchecked {
            return Book.wrap(Book.unwrap(book) + amount + (amount << MOVED_AT));
        }
    }

    /// @notice Takes an amount from the balance, whatever moved. The caller has checked `balance`.
    function taken(Book book, uint256 amount) internal pure returns (Book) {
        unchecked {
            return Book.wrap(Book.unwrap(book) - amount);
        }
    }

    /// @notice Counts an amount against the cap without keeping it. The caller has checked `left`.
    function counted(Book book, uint256 amount) internal pure returns (Book) {
        unchecked {
            return Book.wrap(Book.unwrap(book) + (amount << MOVED_AT));
        }
    }

    function withFlags(Book book, uint256 value) internal pure returns (Book) {
        return Book.wrap((Book.unwrap(book) & ~(uint256(0xff) << FLAGS_AT)) | value << FLAGS_AT);
    }

    /// @notice What a cap is kept as.
    function capKept(uint256 value) internal pure returns (uint256) {
        return Book.wrap(0).withCap(value).cap();
    }

    /// @notice Sets the cap, rounded down to its first five digits at least, so that it fits beside the rest: round figures
    /// stay what they are.
    function withCap(Book book, uint256 value) internal pure returns (Book) {
        uint256 exponent = 0;
        for (; value > CAP_DIGITS_MAX; value /= 10) {
            ++exponent;
        }
        uint256 code = value << 5 | exponent;
        return Book.wrap((Book.unwrap(book) & ~(uint256(0xffffff) << CAP_AT)) | code << CAP_AT);
    }
}
