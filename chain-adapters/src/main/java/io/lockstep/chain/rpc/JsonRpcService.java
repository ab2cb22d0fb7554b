package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** web3j's transport over the JDK's HTTP client. */
final class JsonRpcService extends Service {

  private final RpcEndpoint endpoint;
  private final HttpExchange http;

  JsonRpcService(RpcEndpoint endpoint) {
    super(false);
    this.endpoint = endpoint;
    this.http = new HttpExchange(endpoint, HttpExchange.ANSWER_BYTES_MAX);
  }

  @Override
  protected InputStream performIO(String question) {
    return new ByteArrayInputStream(http.ask(question));
  }

  @Override
  @SuppressWarnings("rawtypes") // as web3j declares it
  public <T extends Response> T send(Request request, Class<T> type) {
    byte[] answer = http.ask(objectMapper.writeValueAsString(request));
    try {
      T response = objectMapper.treeToValue(read(answer), type);
      if (response == null) {
        throw malformed(answer, null);
      }
      return response;
    } catch (JacksonException e) {
      throw malformed(answer, e);
    }
  }

  private JsonNode read(byte[] answer) {
    JsonNode tree = objectMapper.readTree(answer);
    if (!(tree instanceof ObjectNode object) || !(object.has("result") || object.has("error"))) {
      throw malformed(answer, null);
    }
    if (object.get("error") instanceof ObjectNode error) {
      flattenData(error);
    }
    return object;
  }

  /** Ganache sends an object where web3j, and everybody else, has the revert data as text. */
  private static void flattenData(ObjectNode error) {
    if (error.get("data") instanceof ObjectNode data) {
      JsonNode result = data.get("result");
      error.put("data", result != null && result.isString() ? result.stringValue() : null);
    }
  }

  private ChainException malformed(byte[] answer, @Nullable Throwable e) {
    return new ChainException(
        Code.RPC_MALFORMED,
        "%s: found %s, expected a JSON-RPC answer; is it the address of a node?"
            .formatted(
                endpoint,
                answer.length == 0 ? "nothing" : "\"" + HttpExchange.quote(answer) + "\""),
        e);
  }

  @Override
  public void close() {
    http.close();
  }
}
