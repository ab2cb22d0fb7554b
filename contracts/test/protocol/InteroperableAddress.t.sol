// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {InteroperableAddress} from "../../src/protocol/InteroperableAddress.sol";
import {Test} from "../base/Test.sol";

contract InteroperableAddressCalls {
    function decode(bytes calldata found) external pure returns (uint64 chainId, address account) {
        return InteroperableAddress.decode(found);
    }
}

/// @dev One address has one form, and every other is refused.
contract InteroperableAddressTest is Test {
    address private constant ACCOUNT = 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045;

    InteroperableAddressCalls private codec;

    function setUp() public {
        codec = new InteroperableAddressCalls();
    }

    /// @dev The first example of ERC-7930.
    function test_EncodesThePublishedExample() public view {
        bytes memory published = hex"00010000010114d8da6bf26964af9d7eed9e03e53415d37aa96045";
        assertEq(InteroperableAddress.encode(1, ACCOUNT), published, "encoded");
        (uint64 chainId, address account) = codec.decode(published);
        assertEq(chainId, 1, "chain");
        assertEq(account, ACCOUNT, "account");
    }

    function test_EncodesEveryLengthOfChainId() public pure {
        assertEncodes(0xff, hex"01ff");
        assertEncodes(0x0100, hex"020100");
        assertEncodes(0xffff, hex"02ffff");
        assertEncodes(0x010000, hex"03010000");
        assertEncodes(0xaa36a7, hex"03aa36a7");
        assertEncodes(0x01000000, hex"0401000000");
        assertEncodes(0x0100000000, hex"050100000000");
        assertEncodes(0x010000000000, hex"06010000000000");
        assertEncodes(0x01000000000000, hex"0701000000000000");
        assertEncodes(type(uint64).max, hex"08ffffffffffffffff");
    }

    function testFuzz_ComesBackAsItWas(uint64 chainId, uint8 shift, address account) public view {
        // Every length alike, not the longest nearly always.
        chainId >>= shift % 64;
        if (chainId == 0) chainId = 1;
        (uint64 decodedChain, address decodedAccount) = codec.decode(InteroperableAddress.encode(chainId, account));
        assertEq(decodedChain, chainId, "chain");
        assertEq(decodedAccount, account, "account");
    }

    /// @dev Whatever is accepted is the one form of what it says.
    function testFuzz_AcceptsOnlyTheOneForm(uint64 chainId, uint8 shift, address account, uint256 index, uint8 value)
        public
        view
    {
        chainId >>= shift % 64;
        if (chainId == 0) chainId = 1;
        bytes memory form = InteroperableAddress.encode(chainId, account);
        form[bound(index, 0, form.length - 1)] = bytes1(value);
        try codec.decode(form) returns (uint64 decodedChain, address decodedAccount) {
            assertEq(InteroperableAddress.encode(decodedChain, decodedAccount), form, "another form was accepted");
        } catch (bytes memory error) {
            assertEq(error, malformed(form), "error");
        }
    }

    function testFuzz_RandomBytesAreRefusedOrCanonical(bytes calldata found) public view {
        try codec.decode(found) returns (uint64 chainId, address account) {
            assertEq(InteroperableAddress.encode(chainId, account), found, "another form was accepted");
        } catch (bytes memory error) {
            assertEq(error, malformed(found), "error");
        }
    }

    // Each form that is not the one

    function test_RefusesAnotherVersion() public view {
        assertRefused(abi.encodePacked(hex"000200000101", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"000000000101", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"010100000101", hex"14", ACCOUNT));
    }

    function test_RefusesAnotherChainType() public view {
        assertRefused(abi.encodePacked(hex"000100020101", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"000100010101", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"000101000101", hex"14", ACCOUNT));
    }

    function test_RefusesAnEmptyChainId() public view {
        assertRefused(abi.encodePacked(hex"0001000000", hex"14", ACCOUNT));
        // A byte more, so that it is no shorter than the shortest form.
        assertRefused(abi.encodePacked(hex"0001000000", hex"14", ACCOUNT, hex"00"));
    }

    function test_RefusesAPaddedChainId() public view {
        assertRefused(abi.encodePacked(hex"00010000020001", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"00010000080000000000000001", hex"14", ACCOUNT));
    }

    function test_RefusesTheChainIdZero() public view {
        assertRefused(abi.encodePacked(hex"000100000100", hex"14", ACCOUNT));
    }

    function test_RefusesAChainIdThatIsTooLong() public view {
        assertRefused(abi.encodePacked(hex"0001000009010000000000000000", hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"0001000020", type(uint256).max, hex"14", ACCOUNT));
        assertRefused(abi.encodePacked(hex"00010000ff01", hex"14", ACCOUNT));
    }

    function test_RefusesAnotherLengthOfAddress() public view {
        assertRefused(abi.encodePacked(hex"000100000101", hex"13", bytes19(bytes20(ACCOUNT))));
        assertRefused(abi.encodePacked(hex"000100000101", hex"15", ACCOUNT, hex"00"));
        assertRefused(abi.encodePacked(hex"000100000101", hex"20", bytes32(bytes20(ACCOUNT))));
        assertRefused(abi.encodePacked(hex"000100000101", hex"13", ACCOUNT));
        // ERC-7930 knows a chain without an address; a recipient has one.
        assertRefused(hex"00010000010100");
    }

    function test_RefusesBytesThatFollow() public view {
        assertRefused(abi.encodePacked(InteroperableAddress.encode(1, ACCOUNT), hex"00"));
        assertRefused(
            abi.encodePacked(InteroperableAddress.encode(1, ACCOUNT), InteroperableAddress.encode(1, ACCOUNT))
        );
    }

    function test_RefusesEveryPrefix() public view {
        bytes memory whole = InteroperableAddress.encode(type(uint64).max, ACCOUNT);
        for (uint256 length = 0; length < whole.length; ++length) {
            bytes memory prefix = new bytes(length);
            for (uint256 i = 0; i < length; ++i) {
                prefix[i] = whole[i];
            }
            assertRefused(prefix);
        }
    }

    function assertEncodes(uint64 chainId, bytes memory lengthAndId) private pure {
        assertEq(
            InteroperableAddress.encode(chainId, ACCOUNT),
            abi.encodePacked(hex"00010000", lengthAndId, hex"14", ACCOUNT),
            "encoded"
        );
    }

    function assertRefused(bytes memory found) private view {
        try codec.decode(found) {
            assertTrue(false, "accepted");
        } catch (bytes memory error) {
            assertEq(error, malformed(found), "error");
        }
    }

    function malformed(bytes memory found) private pure returns (bytes memory) {
        return abi.encodeWithSelector(InteroperableAddress.MalformedInteroperableAddress.selector, found);
    }
}
