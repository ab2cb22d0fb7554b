package io.lockstep.chain.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that answers each method with what it was told to. */
final class ScriptedNode implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, String> results = new ConcurrentHashMap<>();

  private ScriptedNode(HttpServer server) {
    this.server = server;
  }

  static ScriptedNode start() throws IOException {
    ScriptedNode node =
        new ScriptedNode(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    node.server.createContext("/", node::answer);
    node.server.start();
    return node.answering("eth_chainId", "\"0x29\"");
  }

  /**
   * @param result as JSON
   */
  ScriptedNode answering(String method, String result) {
    results.put(method, result);
    return this;
  }

  ChainConnection connect() {
    return ChainConnection.open(RpcEndpoint.local(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode question = JSON.readTree(exchange.getRequestBody());
      String result = results.getOrDefault(question.required("method").stringValue(), "null");
      byte[] answer =
          "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
              .formatted(question.required("id"), result)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
