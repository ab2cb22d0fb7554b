// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev The usual token, which anybody can mint, with any number of decimals.
contract PlainToken is ERC20 {
    uint8 private immutable DECIMALS;

    constructor(uint8 decimals_) ERC20("Token", "TKN") {
        DECIMALS = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @dev ERC-2612. OpenZeppelin's own needs Cancun.
contract PermitToken is PlainToken(18) {
    bytes32 public constant PERMIT_TYPE =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    mapping(address owner => uint256) public nonces;

    error InvalidPermit();

    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Token"),
                block.chainid,
                address(this)
            )
        );
    }

    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        bytes32 statement = keccak256(abi.encode(PERMIT_TYPE, owner, spender, value, nonces[owner]++, deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", DOMAIN_SEPARATOR(), statement));
        if (block.timestamp > deadline || ecrecover(digest, v, r, s) != owner) revert InvalidPermit();
        _approve(owner, spender, value);
    }
}

/// @dev Keeps a hundredth of every transfer.
contract FeeOnTransferToken is PlainToken(18) {
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(to, address(0), amount / 100);
    }
}

/// @dev Takes a hundredth more from the sender than it was told.
contract FeeOnSenderToken is PlainToken(18) {
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(from, address(0), amount / 100);
    }
}

/// @dev Gives the receiver a hundredth more than it was told.
contract BonusToken is PlainToken(18) {
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(address(0), to, amount / 100);
    }
}

/// @dev Returns nothing, like the best known of them.
contract NoReturnToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @dev Answers false instead of reverting, once it is told to.
contract FalseToken is PlainToken(18) {
    bool public answersFalse;

    function answerFalse(bool value) external {
        answersFalse = value;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !answersFalse && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !answersFalse && super.transferFrom(from, to, amount);
    }
}

/// @dev Says that it moved what it did not, once it is told to.
contract LyingToken is PlainToken(18) {
    bool public lies;

    function lie(bool value) external {
        lies = value;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (!lies) super._update(from, to, amount);
    }
}

contract BlacklistToken is PlainToken(6) {
    mapping(address account => bool) public blacklisted;

    error Blacklisted(address account);

    function blacklist(address account, bool value) external {
        blacklisted[account] = value;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (blacklisted[from]) revert Blacklisted(from);
        if (blacklisted[to]) revert Blacklisted(to);
        super._update(from, to, amount);
    }
}

contract PausableToken is PlainToken(18) {
    bool public paused;

    error Paused();

    function pause(bool value) external {
        paused = value;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (paused) revert Paused();
        super._update(from, to, amount);
    }
}

interface ITokenHook {
    function onTransfer(address from, address to, uint256 amount) external;
}

/// @dev Tells sender and receiver of every transfer, if they asked for it: the sender before, the receiver after.
contract HookToken is PlainToken(18) {
    mapping(address account => address hook) public hooks;

    function setHook(address account, address hook) external {
        hooks[account] = hook;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (hooks[from] != address(0)) ITokenHook(hooks[from]).onTransfer(from, to, amount);
        super._update(from, to, amount);
        if (hooks[to] != address(0)) ITokenHook(hooks[to]).onTransfer(from, to, amount);
    }
}

/// @dev Balances are shares of a supply that changes by itself.
contract RebasingToken is PlainToken(18) {
    uint256 public percent = 100;

    function rebase(uint256 toPercent) external {
        percent = toPercent;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) * percent / 100;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount * 100 / percent);
    }
}

/// @dev Swallows every call that it does not know, a permit for one.
contract FallbackToken is PlainToken(18) {
    fallback() external {}
}

/// @dev Burns all gas that it is given when it pays somebody out, once it is told to.
contract HungryToken is PlainToken(18) {
    bool public hungry;

    function eat(bool value) external {
        hungry = value;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (hungry) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        return super.transfer(to, amount);
    }
}

/// @dev Refuses to move nothing.
contract ZeroRefusingToken is PlainToken(18) {
    error NothingToMove();

    function _update(address from, address to, uint256 amount) internal override {
        if (amount == 0) revert NothingToMove();
        super._update(from, to, amount);
    }
}

/// @dev An allowance must be brought to zero before it is set anew, against the race for it.
contract ApproveOnceToken is PlainToken(18) {
    error AllowanceNotZero();

    function approve(address spender, uint256 amount) public override returns (bool) {
        if (amount != 0 && allowance(msg.sender, spender) != 0) revert AllowanceNotZero();
        return super.approve(spender, amount);
    }
}

/// @dev Answers every transfer, and once it is told to every question for a balance, with 16 KiB; or reverts with them.
contract BombToken is PlainToken(18) {
    bool public bombs;
    bool public reverts;

    function bomb(bool reverts_) external {
        bombs = true;
        reverts = reverts_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (!bombs) return super.transfer(to, amount);
        if (!reverts) _transfer(msg.sender, to, amount);
        _explode(1);
    }

    function balanceOf(address account) public view override returns (uint256) {
        uint256 balance = super.balanceOf(account);
        if (bombs) _explode(balance);
        return balance;
    }

    function _explode(uint256 first) private view {
        bool asError = reverts;
        assembly {
            mstore(0, first)
            if asError { revert(0, 16384) }
            return(0, 16384)
        }
    }
}

/// @dev Upgraded one day: from then on it says of the balance of one account what its owner likes.
contract UpgradedToken is PlainToken(18) {
    address private _account;
    uint256 private _balance;

    function upgrade(address account, uint256 balance) external {
        _account = account;
        _balance = balance;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return account == _account ? _balance : super.balanceOf(account);
    }
}
