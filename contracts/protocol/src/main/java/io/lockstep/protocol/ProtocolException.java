package io.lockstep.protocol;

/**
 * A value that the protocol does not have: bytes that nobody who follows docs/PROTOCOL.md could
 * have written. It is the only exception that this module throws for what it is given.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for callers that decide by it. */
  public enum Code {
    /** Text that is not {@code 0x} and pairs of hexadecimal digits. */
    NOT_HEX,
    WRONG_LENGTH,
    OUT_OF_RANGE,
    /** A list that must rise and does not. */
    OUT_OF_ORDER,
    /** A kind or version that this version of the protocol does not know, or does not allow yet. */
    UNKNOWN,
    /** Bytes that mean something, but are not the one way to write it. */
    NOT_CANONICAL,
    NOT_ON_CURVE,
    /** Values that are right by themselves and wrong together. */
    INCONSISTENT
  }

  private final Code code;

  ProtocolException(Code code, String what, Object found, Object expected) {
    super(what + ": found " + found + ", expected " + expected);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
