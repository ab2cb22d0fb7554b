package io.lockstep.chain.provider.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A question that arrived at the proxy, or a batch of them, and the means to answer it. */
public final class Exchange {

  private static final JsonMapper JSON = new JsonMapper();

  private final Socket client;
  private final JsonNode question;
  private final Upstream node;

  Exchange(Socket client, byte[] body, Upstream node) {
    this.client = client;
    this.question = JSON.readTree(body);
    this.node = node;
  }

  List<JsonNode> questions() {
    List<JsonNode> questions = new ArrayList<>();
    if (question instanceof ArrayNode array) {
      array.forEach(questions::add);
    } else {
      questions.add(question);
    }
    return questions;
  }

  String method() {
    return questions().getFirst().required("method").stringValue();
  }

  /** Of the first question. */
  public JsonNode parameters() {
    return questions().getFirst().required("params");
  }

  /** What the node really answers. */
  JsonNode answer() throws IOException {
    return JSON.readTree(node.ask(JSON.writeValueAsBytes(question)));
  }

  void sendJson(JsonNode answer) throws IOException {
    send("200 OK", "", JSON.writeValueAsBytes(answer));
  }

  /** Headers end with a line break each. */
  void send(String status, String headers, byte[] body) throws IOException {
    head(status, headers, body.length);
    out().write(body);
    out().flush();
  }

  void head(String status, String headers, long length) throws IOException {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, headers, length);
    out().write(head.getBytes(StandardCharsets.US_ASCII));
    out().flush();
  }

  OutputStream out() throws IOException {
    return client.getOutputStream();
  }

  /** Returns when the client has given up. */
  void awaitClientLeaving() throws IOException {
    InputStream in = client.getInputStream();
    while (in.read() >= 0) {
      // Whatever else it says is not answered either.
    }
  }

  void breakOff() throws IOException {
    client.close();
  }
}
