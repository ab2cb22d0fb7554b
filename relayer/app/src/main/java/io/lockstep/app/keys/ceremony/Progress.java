package io.lockstep.app.keys.ceremony;

/** What an operator is told while a ceremony is held. May be called by several threads. */
@FunctionalInterface
public interface Progress {
  void tell(String line);
}
