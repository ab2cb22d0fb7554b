// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @dev What is promised of collateral; each has its own invariant. The README says which promise of the design each belongs to.
enum Promise {
    Backing,
    Solvency,
    Caps,
    Theft,
    Units,
    OneEffect,
    Provenance,
    Payouts,
    Denied,
    Pause,
    Guard,
    InOrder
}

/// @dev Where collateral passes under a cap. A ledger has one cap for margin and tokens, which holds for each.
enum Gate {
    Lock,
    Payout,
    Credit,
    Mint
}

/// @title The books of an honest accountant, who saw every message and trusts nobody's arithmetic.
/// @notice Pair p is a channel: its lane from the vault and the one back. Amounts are in base units, people are both holders on the
/// vault's chain and accounts on the ledger's.
abstract contract CollateralModel {
    /// @dev What a message of collateral moves. `undoes` is set for a void: it gives `amount` back to `refund`.
    struct Item {
        bool collateral;
        bool undoes;
        uint8 kind;
        uint256 asset;
        address account;
        uint256 amount;
        address refund;
    }

    /// @dev A cap, the highest that it was in the window, and what moved in the window.
    struct Cap {
        uint256 present;
        uint256 window;
        uint256 highest;
        uint256 moved;
    }

    error Breached(Promise broken, bytes32 what);

    uint256 internal constant PAIRS = 2;
    uint256 internal constant ASSETS = 4;
    uint256 internal constant PEOPLE = 4;
    uint256 internal constant WINDOW = 3600;

    uint256 internal constant PLAIN = 0;
    uint256 internal constant FEE = 1;
    uint256 internal constant HOOK = 2;
    uint256 internal constant MOODY = 3;

    address[PEOPLE] internal _people;
    /// @dev What each should have: margin, minted tokens, and tokens of the asset itself, what waits to be claimed among them.
    mapping(uint256 pair => mapping(uint256 asset => mapping(address person => uint256))) internal _credits;
    mapping(uint256 pair => mapping(uint256 asset => mapping(address person => uint256))) internal _minted;
    mapping(uint256 asset => mapping(address person => uint256)) internal _purse;
    uint256[ASSETS] internal _donated;
    mapping(address person => bool) internal _denied;

    mapping(uint256 pair => mapping(uint256 asset => mapping(Gate => Cap))) internal _caps;
    uint256[ASSETS][PAIRS] internal _lockedEver;
    uint256[ASSETS][PAIRS] internal _paidEver;

    mapping(bytes32 lane => mapping(uint64 nonce => Item)) internal _items;
    /// @dev The messages of a lane that have had no effect yet.
    mapping(bytes32 lane => uint64[]) internal _open;

    /// @dev Set while tokens are redeemed: a request does not say what it was made of.
    bool internal _isRedeeming;

    mapping(Promise => bytes32 what) internal _breaches;
    /// @dev How often each thing happened, so that a test can show that it did.
    mapping(bytes32 what => uint256) public tally;

    function _breach(Promise broken, bytes32 what) internal {
        if (_breaches[broken] == 0) _breaches[broken] = what;
    }

    function _requireUnbreached(Promise promised) internal view {
        if (_breaches[promised] != 0) revert Breached(promised, _breaches[promised]);
    }

    function _did(bytes32 what) internal {
        ++tally[what];
    }

    // Caps, by aligned hours

    function _turn(Cap storage cap) private {
        uint256 window = block.timestamp - block.timestamp % WINDOW;
        if (cap.window == window) return;
        cap.window = window;
        cap.highest = cap.present;
        cap.moved = 0;
    }

    function _setCap(Cap storage cap, uint256 value) internal {
        _turn(cap);
        cap.present = value;
        if (value > cap.highest) cap.highest = value;
    }

    function _countMoved(uint256 p, uint256 a, Gate gate, uint256 amount) internal {
        Cap storage cap = _caps[p][a][gate];
        _turn(cap);
        cap.moved += amount;
        if (cap.moved > cap.highest) _breach(Promise.Caps, _nameOf(gate));
    }

    function _nameOf(Gate gate) private pure returns (bytes32) {
        if (gate == Gate.Lock) return "locked over the cap";
        if (gate == Gate.Payout) return "paid over the cap";
        return gate == Gate.Credit ? bytes32("credited over the cap") : bytes32("minted over the cap");
    }

    function _left(uint256 p, uint256 a, Gate gate) internal returns (uint256) {
        Cap storage cap = _caps[p][a][gate];
        _turn(cap);
        return cap.present > cap.moved ? cap.present - cap.moved : 0;
    }

    // What messages do

    /// @dev A message from the vault's chain took effect: somebody's margin or tokens, or margin back for a voided release.
    function _enter(uint256 p, Item storage item) internal {
        _countMoved(p, item.asset, _entryOf(item), item.amount);
        if (item.undoes) {
            _credits[p][item.asset][item.refund] += item.amount;
            _did("release voided: credited again");
        } else if (item.kind == 1) {
            _credits[p][item.asset][item.account] += item.amount;
            _did("credited");
        } else {
            _minted[p][item.asset][item.account] += item.amount;
            _did("minted");
        }
    }

    function _entryOf(Item storage item) internal view returns (Gate) {
        return item.kind == 2 ? Gate.Mint : Gate.Credit;
    }

    /// @dev A release was asked for.
    function _leave(uint256 p, Item memory item) internal {
        mapping(address => uint256) storage owned = _isRedeeming ? _minted[p][item.asset] : _credits[p][item.asset];
        if (owned[item.refund] < item.amount) return _breach(Promise.Units, "more released than there was");
        owned[item.refund] -= item.amount;
    }

    /// @dev A message from the ledger's chain took effect: a release is paid, or the refund of a voided lock.
    function _pay(uint256 p, Item storage item) internal {
        _countMoved(p, item.asset, Gate.Payout, item.amount);
        _paidEver[p][item.asset] += item.amount;
        _purse[item.asset][item.undoes ? item.refund : item.account] += _arriving(item.asset, item.amount);
        _did(item.undoes ? bytes32("refunded") : bytes32("released"));
    }

    /// @dev What arrives of a transfer.
    function _arriving(uint256 a, uint256 amount) internal pure returns (uint256) {
        return a == FEE ? amount - amount / 100 : amount;
    }

    /// @dev Amounts of the token with a fee are such that what arrives of them does not depend on how they are split.
    function _rounded(uint256 a, uint256 amount) internal pure returns (uint256) {
        return a == FEE ? amount / 10_000 * 10_000 : amount;
    }

    function _releasable(uint256 a, uint256 amount) internal pure returns (uint256) {
        return a == FEE ? amount / 100 * 100 : amount;
    }
}
