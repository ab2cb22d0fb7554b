package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;

/**
 * Why a contract refused.
 *
 * @param error the error's name, or a few words when it has none
 * @param text the error with its arguments by name, as in {@code WrongFee(found=1, expected=0)}
 * @param data as the contract returned it
 */
public record RevertReason(String error, String text, Bytes data) {

  /** For a failure that came without data. */
  public static RevertReason without(String text) {
    return new RevertReason(text, text, Bytes.EMPTY);
  }

  @Override
  public String toString() {
    return text;
  }
}
