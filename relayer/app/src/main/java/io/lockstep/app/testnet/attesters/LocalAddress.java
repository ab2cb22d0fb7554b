package io.lockstep.app.testnet.attesters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an attester listens on this machine.
 *
 * @param port of its door
 * @param healthPort of its health and metrics
 */
public record LocalAddress(int port, int healthPort) {
  public static final String HOST = "127.0.0.1";

  /** Ports that nobody uses now. All are held until the last is found, so no two are the same. */
  static List<LocalAddress> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<LocalAddress> found = new ArrayList<>();
      for (int i = 0; i < held.size(); i += 2) {
        found.add(new LocalAddress(held.get(i).getLocalPort(), held.get(i + 1).getLocalPort()));
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + HOST, e);
    }
  }

  public URI door() {
    return URI.create("https://%s:%d".formatted(HOST, port));
  }

  public URI health() {
    return URI.create("http://%s:%d".formatted(HOST, healthPort));
  }
}
