package io.lockstep.chain.provider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON for those who lie. */
final class Json {
  private Json() {}

  static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }
}
