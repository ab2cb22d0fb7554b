package io.lockstep.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between client and server, and cuts every connection when the client says a word. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket entrance;
  private final int serverPort;
  private final byte[] word;
  private final boolean passedOn;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CuttingProxy(ServerSocket entrance, int serverPort, String word, boolean passedOn) {
    this.entrance = entrance;
    this.serverPort = serverPort;
    this.word = word.getBytes(StandardCharsets.UTF_8);
    this.passedOn = passedOn;
  }

  /**
   * A proxy in front of the tests' server.
   *
   * @param passedOn whether the server still hears the word
   */
  static CuttingProxy cuttingAt(String word, boolean passedOn) throws IOException {
    ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CuttingProxy proxy = new CuttingProxy(entrance, TestServer.port(), word, passedOn);
    proxy.threads.execute(proxy::serve);
    return proxy;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(entrance.getLocalPort(), database);
  }

  private void serve() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        threads.execute(() -> pass(client, server));
        threads.execute(() -> copy(server, client));
      }
    } catch (IOException e) {
      // Closed: nobody comes any more.
    }
  }

  private void pass(Socket client, Socket server) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean cut = says(buffer, read);
        if (!cut || passedOn) {
          out.write(buffer, 0, read);
        }
        if (cut) {
          return;
        }
      }
    } catch (IOException e) {
      // One of both has gone.
    }
  }

  private boolean says(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
        .contains(new String(word, StandardCharsets.ISO_8859_1));
  }

  private static void copy(Socket server, Socket client) {
    try (client;
        server) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of both has gone.
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
