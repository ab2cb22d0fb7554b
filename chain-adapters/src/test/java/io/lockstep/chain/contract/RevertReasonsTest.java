package io.lockstep.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Bytes;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevertReasonsTest {

  private static RevertReason explain(String signature, long... words) {
    String arguments =
        Arrays.stream(words).mapToObj("%064x"::formatted).collect(Collectors.joining());
    Bytes selector = FunctionSelector.of(signature).selector();
    return Contracts.revertReasons().explain(Bytes.fromHex(selector + arguments));
  }

  @Test
  void tellsTheErrorWithItsArgumentsByName() {
    RevertReason reason = explain("WrongFee(uint256,uint256)", 1, 2);

    assertThat(reason).hasToString("WrongFee(found=1, expected=2)");
    assertThat(reason.error()).isEqualTo("WrongFee");
  }

  @Test
  void tellsErrorsWithoutArguments() {
    assertThat(explain("EmptyBatch()")).hasToString("EmptyBatch()");
  }

  @Test
  void tellsMembersOfEnumsByName() {
    String lane = "0x" + "%064x".formatted(2);

    assertThat(explain("WrongStanding(bytes32,uint64,uint8)", 2, 1, 2))
        .hasToString("WrongStanding(lane=%s, nonce=1, found=Held)".formatted(lane));
    assertThat(explain("WrongStanding(bytes32,uint64,uint8)", 2, 1, 255))
        .hasToString("WrongStanding(lane=%s, nonce=1, found=255)".formatted(lane));
    assertThat(explain("InvalidKind(uint8)", 3)).hasToString("InvalidKind(found=Release)");
  }

  @Test
  void tellsErrorsOfTheAccessManagement() {
    assertThat(explain("AccessManagedUnauthorized(address)", 2))
        .hasToString(
            "AccessManagedUnauthorized(caller=0x0000000000000000000000000000000000000002)");
  }

  @Test
  void tellsErrorsOfTokensThatContractsCall() {
    assertThat(explain("ERC20InsufficientBalance(address,uint256,uint256)", 2, 1, 3))
        .hasToString(
            "ERC20InsufficientBalance(sender=0x0000000000000000000000000000000000000002, balance=1, needed=3)");
  }

  @Test
  void tellsWhatSolidityItselfFound() {
    assertThat(explain("Panic(uint256)", 0x11))
        .hasToString("Panic(code=arithmetic overflow or underflow)");
    assertThat(explain("Panic(uint256)", 0x99)).hasToString("Panic(code=153)");
    assertThat(explain("Error(string)", 32, 3, 0)).hasToString("Error(message=\"\0\0\0\")");
  }

  @ParameterizedTest
  @CsvSource({
    "0x, no reason given",
    "0x08c379, no reason given",
    "0xaabbccdd, unknown error 0xaabbccdd",
    "0x08c379a0ffff, Error(unreadable arguments 0x08c379a0ffff)"
  })
  void tellsWhatItCanOfOtherData(String data, String text) {
    assertThat(Contracts.revertReasons().explain(Bytes.fromHex(data))).hasToString(text);
  }
}
