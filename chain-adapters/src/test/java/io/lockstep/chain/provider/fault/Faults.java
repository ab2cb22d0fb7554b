package io.lockstep.chain.provider.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways to misbehave. */
public final class Faults {

  private static final JsonMapper JSON = new JsonMapper();

  private Faults() {}

  public static Fault none() {
    return exchange -> exchange.sendJson(exchange.answer());
  }

  // Of the connection

  public static Fault hang() {
    return Exchange::awaitClientLeaving;
  }

  public static Fault breakOff() {
    return Exchange::breakOff;
  }

  public static Fault slow(Duration delay) {
    return exchange -> {
      LockSupport.parkNanos(delay.toNanos());
      exchange.sendJson(exchange.answer());
    };
  }

  /** A byte now and then, and never the last one. */
  public static Fault drip() {
    return exchange -> {
      exchange.head("200 OK", "", 1 << 20);
      while (true) {
        exchange.out().write(' ');
        exchange.out().flush();
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    };
  }

  public static Fault closeMidBody() {
    return exchange -> {
      byte[] body = JSON.writeValueAsBytes(exchange.answer());
      exchange.head("200 OK", "", body.length);
      exchange.out().write(body, 0, body.length / 2);
      exchange.out().flush();
      exchange.breakOff();
    };
  }

  // Of the answer as text

  public static Fault status(String status, String headers, String body) {
    return exchange -> exchange.send(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Fault text(String body) {
    return status("200 OK", "", body);
  }

  /** All of it but the end, and sent as if that were all. */
  public static Fault truncated() {
    return exchange -> {
      byte[] body = JSON.writeValueAsBytes(exchange.answer());
      exchange.send("200 OK", "", Arrays.copyOf(body, body.length / 2));
    };
  }

  public static Fault oversized(int bytes) {
    return exchange -> {
      byte[] body = new byte[bytes];
      Arrays.fill(body, (byte) ' ');
      exchange.send("200 OK", "", body);
    };
  }

  // Of the answer

  public static Fault wrongId() {
    return changing((question, answer) -> answer.put("id", answer.required("id").longValue() + 1));
  }

  public static Fault refused(int code, String message) {
    return changing((question, answer) -> {
      answer.remove("result");
      answer.putObject("error").put("code", code).put("message", message);
      return answer;
    });
  }

  public static Fault result(UnaryOperator<JsonNode> change) {
    return changing(
        (question, answer) -> answer.set("result", change.apply(answer.required("result"))));
  }

  public static Fault result(BiFunction<JsonNode, JsonNode, JsonNode> change) {
    return changing((question, answer) ->
        answer.set("result", change.apply(question.required("params"), answer.required("result"))));
  }

  public static Fault always(JsonNode result) {
    return result(honest -> result.deepCopy());
  }

  /** The first fault for so many questions, and then the other. */
  public static Fault first(int times, Fault fault, Fault then) {
    AtomicInteger left = new AtomicInteger(times);
    return exchange -> (left.getAndDecrement() > 0 ? fault : then).serve(exchange);
  }

  private static Fault changing(BiFunction<JsonNode, ObjectNode, JsonNode> change) {
    return exchange -> {
      JsonNode answer = exchange.answer();
      if (answer instanceof ArrayNode batch) {
        ArrayNode changed = JSON.createArrayNode();
        for (int i = 0; i < batch.size(); i++) {
          changed.add(change.apply(exchange.questions().get(i), (ObjectNode) batch.get(i)));
        }
        exchange.sendJson(changed);
      } else {
        exchange.sendJson(change.apply(exchange.questions().getFirst(), (ObjectNode) answer));
      }
    };
  }
}
