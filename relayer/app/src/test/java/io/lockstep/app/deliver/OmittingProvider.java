package io.lockstep.app.deliver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A server of a chain that leaves out the last log of every answer that has some. */
final class OmittingProvider implements AutoCloseable {
  private final URI honest;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  OmittingProvider(URI honest) {
    this.honest = honest;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] question = exchange.getRequestBody().readAllBytes();
      byte[] answer = ask(question);
      if (new String(question, StandardCharsets.UTF_8).contains("eth_getLogs")) {
        answer = withoutLastLog(answer);
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] ask(byte[] question) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(honest)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] withoutLastLog(byte[] answer) {
    JsonNode root = JsonMapper.shared().readTree(answer);
    if (root.get("result") instanceof ArrayNode logs && !logs.isEmpty()) {
      logs.remove(logs.size() - 1);
    }
    return JsonMapper.shared().writeValueAsBytes(root);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
