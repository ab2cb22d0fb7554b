package io.lockstep.chain.provider.fault;

import io.lockstep.chain.rpc.RpcEndpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a node and those who watch it, on a socket of its own, and misbehaves as it is
 * told, by method.
 */
public final class FaultProxy implements AutoCloseable {

  /** For every method that has no fault of its own. */
  public static final String ANY = "*";

  private final ServerSocket server;
  private final Upstream node;
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private FaultProxy(ServerSocket server, Upstream node) {
    this.server = server;
    this.node = node;
  }

  public static FaultProxy before(RpcEndpoint node) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(server, new Upstream(node));
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RpcEndpoint endpoint() {
    return RpcEndpoint.local(server.getLocalPort());
  }

  public FaultProxy on(String method, Fault fault) {
    faults.put(method, fault);
    return this;
  }

  /** As on the first day. */
  public void heal() {
    faults.clear();
    asked.clear();
  }

  /** How often a method was asked for, alone or in a batch. */
  public int asked(String method) {
    AtomicInteger count = asked.get(method);
    return count == null ? 0 : count.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        // Head and body are written apart, and would wait for each other.
        client.setTcpNoDelay(true);
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (true) {
        byte[] body = readRequest(in);
        if (body.length == 0) {
          return;
        }
        answer(new Exchange(client, body, node));
      }
    } catch (IOException e) {
      // The client has left, or was left.
    } finally {
      clients.remove(client);
    }
  }

  private void answer(Exchange exchange) throws IOException {
    asked
        .computeIfAbsent(exchange.method(), method -> new AtomicInteger())
        .addAndGet(exchange.questions().size());
    Fault fault = faults.get(exchange.method());
    if (fault == null) {
      fault = faults.getOrDefault(ANY, Faults.none());
    }
    fault.serve(exchange);
  }

  /** The body; empty at the end of the connection. */
  private static byte[] readRequest(InputStream in) throws IOException {
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    return in.readNBytes(length);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = in.read();
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "proxy at " + endpoint();
  }
}
