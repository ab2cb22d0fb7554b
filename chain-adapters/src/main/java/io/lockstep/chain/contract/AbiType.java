package io.lockstep.chain.contract;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Types as they stand in canonical signatures. */
final class AbiType {

  private AbiType() {}

  /** `name(type,type)` of a function, an event or an error. */
  static String signature(JsonNode entry) {
    return entry.required("name").stringValue() + parameters(entry.required("inputs"));
  }

  private static String parameters(JsonNode inputs) {
    return inputs.valueStream().map(AbiType::canonical).collect(Collectors.joining(",", "(", ")"));
  }

  /** A struct is written as the tuple of its members. */
  private static String canonical(JsonNode parameter) {
    String type = parameter.required("type").stringValue();
    return type.startsWith("tuple")
        ? parameters(parameter.required("components")) + type.substring("tuple".length())
        : type;
  }
}
