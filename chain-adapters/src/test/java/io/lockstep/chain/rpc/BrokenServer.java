package io.lockstep.chain.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that sends one text to whoever connects, as it is, and then says no more. */
final class BrokenServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String answer;

  private BrokenServer(ServerSocket socket, String answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static BrokenServer saying(String answer) throws IOException {
    BrokenServer server =
        new BrokenServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  static BrokenServer withStatus(String status, String body) throws IOException {
    return saying(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body));
  }

  RpcEndpoint endpoint() {
    return RpcEndpoint.local(socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try {
      OutputStream out = client.getOutputStream();
      out.write(answer.getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = client.getInputStream();
      while (in.read() >= 0) {
        // Keeps the connection open for as long as the client does.
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
