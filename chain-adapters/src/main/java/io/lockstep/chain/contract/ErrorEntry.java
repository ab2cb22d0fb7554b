package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One error of an ABI: how to recognise it and how to tell its arguments. */
record ErrorEntry(FunctionSelector selector, List<Parameter> parameters) {

  /** The type that Solidity calls it by keeps an enum's name, which the ABI's own type does not. */
  record Parameter(String name, String type, String internalType) {}

  static ErrorEntry of(JsonNode error) {
    List<Parameter> parameters =
        error
            .required("inputs")
            .valueStream()
            .map(input ->
                new Parameter(
                    input.required("name").stringValue(),
                    input.required("type").stringValue(),
                    input.required("internalType").stringValue()))
            .toList();
    return new ErrorEntry(FunctionSelector.of(error), parameters);
  }

  /** Solidity's own errors stand in no ABI. */
  static ErrorEntry standard(String name, String type, String parameter, String internalType) {
    FunctionSelector selector = FunctionSelector.of(name + "(" + type + ")");
    return new ErrorEntry(selector, List.of(new Parameter(parameter, type, internalType)));
  }

  String describe(Bytes data) {
    List<String> arguments = new ArrayList<>();
    try {
      List<Object> values = AbiDecoding.decode(types(), argumentsOf(data));
      for (int i = 0; i < parameters.size(); i++) {
        arguments.add(
            parameters.get(i).name() + "=" + ErrorArgument.text(parameters.get(i), values.get(i)));
      }
    } catch (RuntimeException e) {
      return selector.name() + "(unreadable arguments " + data + ")";
    }
    return selector.name() + "(" + String.join(", ", arguments) + ")";
  }

  private List<String> types() {
    return parameters.stream().map(Parameter::type).toList();
  }

  private static Bytes argumentsOf(Bytes data) {
    return data.slice(Integer.BYTES, data.length() - Integer.BYTES);
  }
}
