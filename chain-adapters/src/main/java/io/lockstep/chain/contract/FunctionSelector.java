package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Keccak256;
import tools.jackson.databind.JsonNode;

/** The four bytes by which a function is called, and its signature for people. */
public record FunctionSelector(String signature, Bytes selector) {

  static FunctionSelector of(JsonNode function) {
    return of(AbiType.signature(function));
  }

  public static FunctionSelector of(String signature) {
    return new FunctionSelector(
        signature, Keccak256.ofText(signature).bytes().slice(0, Integer.BYTES));
  }

  public String name() {
    return signature.substring(0, signature.indexOf('('));
  }
}
