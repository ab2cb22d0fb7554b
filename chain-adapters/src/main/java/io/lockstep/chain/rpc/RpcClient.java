package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.ProtocolException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC for those who watch: answers are read as they stream by, in bounded time and memory, and
 * no more is asked than the server is to bear. May be used by many threads at once.
 */
public final class RpcClient implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  /** A block without its transactions, a proof. */
  private static final Set<String> SMALL_ANSWERS = Set.of("eth_getBlockByNumber", "eth_getProof");

  private static final long ONE_ANSWER_BYTES_MAX = 1L << 20;
  private static final long MANY_ANSWERS_BYTES_MAX = 1L << 18;

  private final RpcEndpoint endpoint;
  private final RequestLimits limits;
  private final long answerBytesMax;
  private final HttpExchange http;
  private final RequestGate gate;
  private final AtomicLong nextId = new AtomicLong(1);

  public RpcClient(RpcEndpoint endpoint, RequestLimits limits, long answerBytesMax, Ticker ticker) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.answerBytesMax = answerBytesMax;
    this.http = new HttpExchange(endpoint, answerBytesMax);
    this.gate = new RequestGate(limits, ticker);
  }

  public <R> Reply<R> ask(RpcCall<R> call) {
    long id = nextId.getAndIncrement();
    AnswerReader<R> reader = new AnswerReader<>(call.result());
    HttpResponse<byte[]> response = exchange(question(call, id), bytesMax(call, 1));
    Reply<R> reply =
        readOr(response, call.method(), () -> call.checked(reader.readOne(response.body(), id)));
    if (response.statusCode() != 200 && reply instanceof Reply.Result) {
      throw http.refused(response);
    }
    return reply;
  }

  /** What the node answers; an error of its is an exception. */
  public <R> R require(RpcCall<R> call) {
    return require(call.method(), ask(call));
  }

  public <R> R require(String method, Reply<R> reply) {
    return switch (reply) {
      case Reply.Result<R>(R value) -> value;
      case Reply.Refused<R> refused ->
          throw new ChainException(
              Code.RPC_ERROR, "%s: %s failed: %s".formatted(endpoint, method, refused));
    };
  }

  /** Questions of one kind in one exchange, answered in their order. */
  public <R> List<Reply<R>> askTogether(List<RpcCall<R>> calls) {
    RpcCall<R> first = calls.getFirst();
    long firstId = nextId.getAndAdd(calls.size());
    List<Map<String, Object>> questions = new ArrayList<>();
    for (RpcCall<R> call : calls) {
      questions.add(question(call, firstId + questions.size()));
    }
    AnswerReader<R> reader = new AnswerReader<>(first.result());
    HttpResponse<byte[]> response = exchange(questions, bytesMax(first, calls.size()));
    return readOr(
        response,
        first.method(),
        () -> checked(calls, reader.readBatch(response.body(), firstId, calls.size())));
  }

  private static <R> List<Reply<R>> checked(List<RpcCall<R>> calls, List<Reply<R>> replies) {
    List<Reply<R>> checked = new ArrayList<>();
    for (RpcCall<R> call : calls) {
      checked.add(call.checked(replies.get(checked.size())));
    }
    return checked;
  }

  private static Map<String, Object> question(RpcCall<?> call, long id) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("jsonrpc", "2.0");
    question.put("id", id);
    question.put("method", call.method());
    question.put("params", call.parameters());
    return question;
  }

  /** Only logs may be large: a server that pads everything else must not fill the memory. */
  private long bytesMax(RpcCall<?> call, int count) {
    return SMALL_ANSWERS.contains(call.method())
        ? Math.min(answerBytesMax, Math.max(ONE_ANSWER_BYTES_MAX, count * MANY_ANSWERS_BYTES_MAX))
        : answerBytesMax;
  }

  private HttpResponse<byte[]> exchange(Object question, long bytesMax) {
    byte[] text = JSON.writeValueAsBytes(question);
    HttpResponse<byte[]> response = gate.pass(endpoint, () -> http.exchange(text, bytesMax));
    if (response.statusCode() == 429 || response.statusCode() == 503) {
      gate.closeFor(RetryAfter.of(response, Instant.now()).orElse(limits.busyPause()));
      throw http.refused(response);
    }
    return response;
  }

  /** Some servers give their JSON-RPC errors the status of an HTTP error as well. */
  private <T> T readOr(HttpResponse<byte[]> response, String method, Supplier<T> read) {
    try {
      return read.get();
    } catch (JacksonException | UnreadableAnswer | ProtocolException e) {
      if (response.statusCode() != 200) {
        throw http.refused(response);
      }
      throw new ChainException(
          Code.RPC_MALFORMED,
          "%s: the answer to %s cannot be read: %s; it says: %s"
              .formatted(endpoint, method, reason(e), HttpExchange.quote(response.body())),
          e);
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof JacksonException json
        ? String.valueOf(json.getOriginalMessage())
        : String.valueOf(e.getMessage());
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
