package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** One argument of an error, for people: enums and panics by name, bytes as hexadecimal digits. */
final class ErrorArgument {

  /** Not a type of Solidity's: the parameter of its own error, to which it gives no name. */
  static final String PANIC_CODE = "panic code";

  /** The ABI keeps an enum's name and not its members. */
  private static final Map<String, List<String>> ENUMS =
      Map.of(
          "enum RouteKind", List.of("None", "Batch", "Erc7786", "Hello", "Voided"),
          "enum Standing", List.of("None", "Parked", "Held", "VoidPending", "Voided"),
          "enum Decision", List.of("None", "Deliver", "Void"),
          "enum CollateralKind", List.of("None", "Credit", "Mint", "Release"));

  private static final Map<BigInteger, String> PANICS =
      Map.of(
          BigInteger.valueOf(0x01), "assertion",
          BigInteger.valueOf(0x11), "arithmetic overflow or underflow",
          BigInteger.valueOf(0x12), "division by zero",
          BigInteger.valueOf(0x21), "no such member of the enum",
          BigInteger.valueOf(0x31), "pop from an empty array",
          BigInteger.valueOf(0x32), "index out of bounds",
          BigInteger.valueOf(0x41), "too much memory",
          BigInteger.valueOf(0x51), "call of an uninitialised function");

  private ErrorArgument() {}

  static String text(ErrorEntry.Parameter parameter, Object value) {
    if (value instanceof byte[] bytes) {
      return Bytes.copyOf(bytes).toString();
    }
    if (value instanceof BigInteger number) {
      return PANIC_CODE.equals(parameter.internalType())
          ? PANICS.getOrDefault(number, number.toString())
          : memberName(parameter.internalType(), number);
    }
    return value instanceof String text && "string".equals(parameter.type())
        ? '"' + text + '"'
        : String.valueOf(value);
  }

  private static String memberName(String internalType, BigInteger number) {
    List<String> members = ENUMS.getOrDefault(internalType, List.of());
    return number.bitLength() < Integer.SIZE && number.intValue() < members.size()
        ? members.get(number.intValue())
        : number.toString();
  }
}
