// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CollateralKind, CollateralPayload} from "../../src/collateral/CollateralPayload.sol";
import {Lock} from "../../src/collateral/ICollateralVault.sol";
import {NativeSend} from "../../src/collateral/NativeSend.sol";
import {IGateway} from "../../src/gateway/IGateway.sol";
import {LaneCodec} from "../../src/protocol/LaneCodec.sol";
import {Test} from "../base/Test.sol";

/// @dev A gateway that keeps what it is told, and refuses on demand.
contract ListeningGateway {
    bytes public heard;
    uint256 public value;
    uint64 private _nonce;
    bool private _refusing;

    error Refused(uint256 found, string why);

    function answer(uint64 nonce, bool refusing) external {
        _nonce = nonce;
        _refusing = refusing;
    }

    function send(bytes32, address, uint64, uint64, bytes calldata) external payable returns (uint64) {
        if (_refusing) revert Refused(msg.value, "on demand");
        heard = msg.data;
        value = msg.value;
        return _nonce;
    }
}

/// @dev The way that is laid out by hand, beside the plain one.
contract Sender {
    function byHand(address gateway, Lock calldata request, address ledger, uint256 gasLimit, uint256 amount)
        external
        payable
        returns (bytes32)
    {
        return NativeSend.send(gateway, request, ledger, gasLimit, amount);
    }

    function plainly(address gateway, Lock calldata request, address ledger, uint64 gasLimit, uint256 amount)
        external
        payable
        returns (bytes32)
    {
        bytes memory payload = CollateralPayload.encode(
            request.kind, request.asset, request.account, amount, request.refund, request.reference_
        );
        uint64 nonce =
            IGateway(gateway).send{value: msg.value}(request.lane, ledger, gasLimit, request.deadline, payload);
        return LaneCodec.messageId(request.lane, nonce);
    }
}

contract NativeSendTest is Test {
    ListeningGateway private gateway;
    Sender private sender;

    function setUp() public {
        gateway = new ListeningGateway();
        sender = new Sender();
    }

    function testFuzz_SaysWhatThePlainWaySays(uint256 seed, uint64 nonce, uint64 value, uint96 amount) public {
        Lock memory request = requestOf(seed);
        address ledger = address(uint160(draw(seed, "ledger")));
        uint64 gasLimit = uint64(draw(seed, "gas limit"));
        gateway.answer(nonce, false);
        vm.deal(address(this), 2 * uint256(value));
        bytes32 plain = sender.plainly{value: value}(address(gateway), request, ledger, gasLimit, amount);
        bytes memory expected = gateway.heard();
        bytes32 id = sender.byHand{value: value}(address(gateway), request, ledger, gasLimit, amount);
        assertEq(gateway.heard(), expected, "what the gateway heard");
        assertEq(id, plain, "message id");
        assertEq(gateway.value(), value, "value");
    }

    /// @dev Every bit of every field is drawn.
    function requestOf(uint256 seed) private pure returns (Lock memory) {
        return Lock({
            lane: bytes32(draw(seed, "lane")),
            asset: address(uint160(draw(seed, "asset"))),
            kind: seed & 1 == 0 ? CollateralKind.Credit : CollateralKind.Mint,
            account: address(uint160(draw(seed, "account"))),
            amount: draw(seed, "amount"),
            refund: address(uint160(draw(seed, "refund"))),
            deadline: uint64(draw(seed, "deadline")),
            reference_: bytes32(draw(seed, "reference"))
        });
    }

    function draw(uint256 seed, string memory field) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, field)));
    }

    function test_RevertWhen_TheGatewayRefuses() public {
        gateway.answer(1, true);
        Lock memory request;
        vm.expectRevert(abi.encodeWithSelector(ListeningGateway.Refused.selector, 0, "on demand"));
        sender.byHand(address(gateway), request, address(1), 1, 1);
    }
}
