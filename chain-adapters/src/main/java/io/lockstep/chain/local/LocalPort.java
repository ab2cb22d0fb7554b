package io.lockstep.chain.local;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class LocalPort {

  private LocalPort() {}

  static int findFree() {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("this machine has no free port", e);
    }
  }

  static void requireFree(int port, String program) {
    try (ServerSocket socket = bind(port)) {
      if (socket.getLocalPort() != port) {
        throw taken(port, program);
      }
    } catch (IOException e) {
      throw taken(port, program);
    }
  }

  static ChainException taken(int port, String program) {
    return new ChainException(
        Code.PORT_TAKEN,
        "port %d is taken, so %s cannot listen there; end the program that uses it or choose another port"
            .formatted(port, program));
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
