package io.lockstep.chain.rpc;

import io.lockstep.chain.ForeignText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the envelopes of JSON-RPC answers, of one question or of a batch of them. */
final class AnswerReader<R> {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build();

  private static final int MESSAGE_CHARS_MAX = 300;

  private final ResultReader<R> results;

  AnswerReader(ResultReader<R> results) {
    this.results = results;
  }

  /** An answer, and which question it says that it answers: none, if it is not even told. */
  private record Envelope<R>(@Nullable Long id, Reply<R> reply) {}

  Reply<R> readOne(byte[] answer, long id) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), answer)) {
      in.nextToken();
      Envelope<R> envelope = readEnvelope(in);
      requireEnd(in);
      return requireId(envelope, id);
    }
  }

  /** In the order of the questions, whatever the order of the answers. */
  List<Reply<R>> readBatch(byte[] answer, long firstId, int count) {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), answer)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        // An error instead of a batch is one for all of its questions.
        Reply<R> refusal = readEnvelope(in).reply();
        return Collections.nCopies(count, requireRefusal(refusal));
      }
      JsonValues.requireArray(in, "batch");
      Map<Long, Reply<R>> replies = new HashMap<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        Envelope<R> envelope = readEnvelope(in);
        if (envelope.id() == null || replies.put(envelope.id(), envelope.reply()) != null) {
          throw new UnreadableAnswer("id in a batch", envelope.id(), "each question's, once");
        }
      }
      requireEnd(in);
      return inOrder(replies, firstId, count);
    }
  }

  private List<Reply<R>> inOrder(Map<Long, Reply<R>> replies, long firstId, int count) {
    List<Reply<R>> ordered = new ArrayList<>();
    for (long id = firstId; id < firstId + count; id++) {
      Reply<R> reply = replies.get(id);
      if (reply == null || replies.size() != count) {
        throw new UnreadableAnswer(
            "ids in a batch", replies.keySet(), "%d to %d".formatted(firstId, firstId + count - 1));
      }
      ordered.add(reply);
    }
    return ordered;
  }

  private static <R> Reply<R> requireRefusal(Reply<R> reply) {
    if (reply instanceof Reply.Result<R>) {
      throw new UnreadableAnswer("batch", "one result", "an array of answers");
    }
    return reply;
  }

  private static <R> Reply<R> requireId(Envelope<R> envelope, long id) {
    boolean unreadQuestion = envelope.id() == null && envelope.reply() instanceof Reply.Refused;
    if (!unreadQuestion && !Long.valueOf(id).equals(envelope.id())) {
      throw new UnreadableAnswer("id", envelope.id(), id + ", the question's");
    }
    return envelope.reply();
  }

  private static void requireEnd(JsonParser in) {
    if (in.nextToken() != null) {
      throw new UnreadableAnswer("answer", "more after its end", "one JSON value");
    }
  }

  private Envelope<R> readEnvelope(JsonParser in) {
    JsonValues.requireObject(in, "answer");
    Long id = null;
    Reply<R> reply = null;
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "id" -> id = in.currentToken() == JsonToken.VALUE_NUMBER_INT ? readId(in) : null;
        case "result" -> reply = requireFirst(reply, new Reply.Result<>(results.read(in)));
        case "error" -> reply = JsonValues.isNull(in) ? reply : requireFirst(reply, refusal(in));
        default -> in.skipChildren();
      }
    }
    if (reply == null) {
      throw new UnreadableAnswer("answer", "neither result nor error", "one of them");
    }
    return new Envelope<>(id, reply);
  }

  private static long readId(JsonParser in) {
    return in.getLongValue();
  }

  /** Some nodes send an empty result beside an error. */
  private static <R> Reply<R> requireFirst(@Nullable Reply<R> before, Reply<R> reply) {
    if (before == null || (before instanceof Reply.Result<R>(var value) && value == null)) {
      return reply;
    }
    throw new UnreadableAnswer("answer", "two results or errors", "one of them");
  }

  private static <R> Reply<R> refusal(JsonParser in) {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      return new Reply.Refused<>(0, shortened(in.getString()));
    }
    JsonValues.requireObject(in, "error");
    long code = 0;
    String message = "no message";
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      JsonToken token = in.nextToken();
      if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
        code = in.getLongValue();
      } else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
        message = shortened(in.getString());
      } else {
        in.skipChildren();
      }
    }
    return new Reply.Refused<>(code, message);
  }

  private static String shortened(String text) {
    return ForeignText.excerpt(text, MESSAGE_CHARS_MAX);
  }
}
