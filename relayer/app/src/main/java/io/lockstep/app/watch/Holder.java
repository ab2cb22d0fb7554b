package io.lockstep.app.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;

/** Under which name a process holds leases: whose it is, for people, and no other's ever. */
public final class Holder {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Holder() {}

  public static String create() {
    return "%s-%d-%08x".formatted(host(), ProcessHandle.current().pid(), RANDOM.nextInt());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "host";
    }
  }
}
