package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.protocol.ChainId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import tools.jackson.databind.JsonNode;

/** A node of one chain whose id is known. May be used by many threads at once. */
public final class ChainConnection implements AutoCloseable {

  private final RpcEndpoint endpoint;
  private final Web3jService service;
  private final Web3j web3j;
  private final ChainId chainId;

  private ChainConnection(
      RpcEndpoint endpoint, Web3jService service, Web3j web3j, ChainId chainId) {
    this.endpoint = endpoint;
    this.service = service;
    this.web3j = web3j;
    this.chainId = chainId;
  }

  /** Connects to whatever chain is there. */
  public static ChainConnection open(RpcEndpoint endpoint) {
    Web3jService service = new JsonRpcService(endpoint);
    Web3j web3j = Web3j.build(service);
    try {
      ChainId chainId = new ChainId(ask(endpoint, web3j.ethChainId()).getChainId());
      return new ChainConnection(endpoint, service, web3j, chainId);
    } catch (RuntimeException e) {
      web3j.shutdown();
      throw e;
    }
  }

  /** Connects to one certain chain and refuses any other. */
  public static ChainConnection open(RpcEndpoint endpoint, ChainId expected) {
    ChainConnection connection = open(endpoint);
    if (!connection.chainId.equals(expected)) {
      connection.close();
      throw new ChainException(
          Code.WRONG_CHAIN,
          "%s: found chain %s, expected chain %s; check the address"
              .formatted(endpoint, connection.chainId, expected));
    }
    return connection;
  }

  public RpcEndpoint endpoint() {
    return endpoint;
  }

  public ChainId chainId() {
    return chainId;
  }

  public Web3j web3j() {
    return web3j;
  }

  /** The answer, or an exception: an answer that is a JSON-RPC error is never returned. */
  public <T extends Response<?>> T ask(Request<?, T> request) {
    return ask(endpoint, request);
  }

  private static <T extends Response<?>> T ask(RpcEndpoint endpoint, Request<?, T> request) {
    T response = exchange(request);
    if (response.hasError()) {
      throw new ChainException(
          Code.RPC_ERROR,
          "%s: %s failed: %s (code %d)"
              .formatted(
                  endpoint,
                  request.getMethod(),
                  response.getError().getMessage(),
                  response.getError().getCode()));
    }
    return response;
  }

  /** The answer as it came, for callers to whom a JSON-RPC error means something. */
  public static <T extends Response<?>> T exchange(Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException("our transport throws no such exception", e);
    }
  }

  /** Asks by a method that web3j has no name for. */
  public JsonNode ask(String method, Object... parameters) {
    Request<Object, AnyResponse> request =
        new Request<>(method, Arrays.asList(parameters), service, AnyResponse.class);
    return ask(request).getResult();
  }

  /** An answer whose result is any JSON. */
  static final class AnyResponse extends Response<JsonNode> {}

  @Override
  public void close() {
    web3j.shutdown();
  }

  @Override
  public String toString() {
    return "chain %s at %s".formatted(chainId, endpoint);
  }
}
