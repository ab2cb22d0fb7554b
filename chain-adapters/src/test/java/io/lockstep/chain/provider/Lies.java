package io.lockstep.chain.provider;

import io.lockstep.chain.provider.fault.Fault;
import io.lockstep.chain.provider.fault.Faults;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a node may say that is not so. */
final class Lies {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long SKY = 1L << 40;

  private Lies() {}

  static long number(JsonNode quantity) {
    return Long.parseLong(quantity.stringValue().substring(2), 16);
  }

  static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }

  // Logs

  static Fault logs(UnaryOperator<List<ObjectNode>> change) {
    return Faults.result(result -> {
      List<ObjectNode> logs = new ArrayList<>();
      result.forEach(log -> logs.add((ObjectNode) log));
      ArrayNode changed = JSON.createArrayNode();
      change.apply(logs).forEach(changed::add);
      return changed;
    });
  }

  /** Of the newest one, if there is any. */
  static Fault newestLog(Consumer<ObjectNode> change) {
    return logs(logs -> {
      if (!logs.isEmpty()) {
        change.accept(logs.getLast());
      }
      return logs;
    });
  }

  static Fault hiddenLog() {
    return logs(logs -> logs.subList(0, Math.max(0, logs.size() - 1)));
  }

  /** One more than the gateway appended, in the place after the newest. */
  static Fault inventedLog() {
    return logs(logs -> {
      if (!logs.isEmpty()) {
        logs.add(next(logs.getLast()));
      }
      return logs;
    });
  }

  static Fault repeatedLog() {
    return logs(logs -> {
      if (!logs.isEmpty()) {
        logs.add(logs.getLast().deepCopy());
      }
      return logs;
    });
  }

  /** The newest one stands in a block that is not on this chain. */
  static Fault logOfAnotherBranch() {
    return newestLog(log -> log.put("blockHash", "0x" + "2".repeat(64)));
  }

  static ObjectNode next(ObjectNode log) {
    ObjectNode next = log.deepCopy();
    next.put("logIndex", quantity(number(log.required("logIndex")) + 1));
    BigInteger nonce = new BigInteger(log.required("topics").get(2).stringValue().substring(2), 16);
    ((ArrayNode) next.required("topics"))
        .set(2, JSON.valueToTree("0x%064x".formatted(nonce.add(BigInteger.ONE))));
    return next;
  }

  /** Another payload than was sent: the last bytes of the record. */
  static Fault alteredLog() {
    return newestLog(log -> log.put("data", altered(log.required("data").stringValue())));
  }

  /** The deadline is the beginning of the record. */
  private static String altered(String data) {
    int deadline = 2 + 2 * (5 * 32 + 7);
    return data.substring(0, deadline) + "7f" + data.substring(deadline + 2);
  }

  /** As services say it. */
  static Fault atMostBlocks(long blocksMax) {
    Fault refusal = Faults.refused(-32005, "block range is too wide, maximum is " + blocksMax);
    return exchange -> {
      JsonNode filter = exchange.parameters().get(0);
      long blocks = number(filter.required("toBlock")) - number(filter.required("fromBlock")) + 1;
      (blocks > blocksMax ? refusal : Faults.none()).serve(exchange);
    };
  }

  // Blocks

  /** Everything above a block is of another branch. */
  static Fault forkedAbove(long number) {
    return Faults.result(block -> forked(block, number));
  }

  /** The same, and all of it is final. */
  static Fault forkedAndFinalAbove(long number) {
    return Faults.result((parameters, block) -> finalIfAsked(parameters, forked(block, number)));
  }

  private static JsonNode forked(JsonNode block, long number) {
    if (block instanceof ObjectNode found && number(found.required("number")) > number) {
      found.put("hash", reversed(found.required("hash").stringValue()));
      if (number(found.required("number")) > number + 1) {
        found.put("parentHash", reversed(found.required("parentHash").stringValue()));
      }
    }
    return block;
  }

  private static String reversed(String hash) {
    return "0x" + new StringBuilder(hash.substring(2)).reverse();
  }

  /** The newest block it knows is that one. */
  static Fault frozenAt(JsonNode block) {
    long height = number(block.required("number"));
    return Faults.result((parameters, answer) -> {
      String asked = parameters.get(0).stringValue();
      if (!asked.startsWith("0x")) {
        return block.deepCopy();
      }
      return number(parameters.get(0)) > height ? JSON.nullNode() : answer;
    });
  }

  /** Claims a height out of nothing, and has any block up to there. */
  static Fault inTheSky(JsonNode block) {
    return Faults.result((parameters, answer) -> {
      String asked = parameters.get(0).stringValue();
      if (asked.equals("latest")) {
        return invented(block, SKY);
      }
      return answer.isNull() ? invented(block, number(parameters.get(0))) : answer;
    });
  }

  private static JsonNode invented(JsonNode block, long number) {
    ObjectNode invented = (ObjectNode) block.deepCopy();
    invented.put("number", quantity(number));
    invented.put("hash", "0x%064x".formatted(number));
    invented.put("parentHash", "0x%064x".formatted(number - 1));
    return invented;
  }

  /** Calls everything final, and more than there is. */
  static Fault allFinal() {
    return Faults.result(Lies::finalIfAsked);
  }

  private static JsonNode finalIfAsked(JsonNode parameters, JsonNode answer) {
    return parameters.get(0).stringValue().equals("finalized")
        ? ((ObjectNode) answer).put("number", "0x7fffffff")
        : answer;
  }

  // Proofs

  static Fault damagedProof() {
    return Faults.result(proof -> {
      ArrayNode nodes = (ArrayNode) proof.required("storageProof").get(1).required("proof");
      int last = nodes.size() - 1;
      String node = nodes.get(last).stringValue();
      char digit = node.charAt(node.length() - 1) == '0' ? '1' : '0';
      nodes.set(last, JSON.valueToTree(node.substring(0, node.length() - 1) + digit));
      return proof;
    });
  }

  /** The nonce of one block and the head of another, or of another lane. */
  static Fault exchangedSlots(int one, int other) {
    return Faults.result(proof -> {
      ArrayNode slots = (ArrayNode) proof.required("storageProof");
      ObjectNode first = (ObjectNode) slots.get(one);
      ObjectNode second = (ObjectNode) slots.get(other);
      JsonNode nodes = first.required("proof");
      first.set("proof", second.required("proof"));
      second.set("proof", nodes);
      return proof;
    });
  }
}
