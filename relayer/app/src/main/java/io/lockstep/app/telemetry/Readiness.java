package io.lockstep.app.telemetry;

import java.util.List;

/**
 * Whether a process does what it is there for.
 *
 * @param ready if not, it should not be counted on, and starting it anew would not help
 * @param parts each with its state and the reason
 */
public record Readiness(boolean ready, List<Part> parts) {
  /** Something that the process does. */
  public record Part(String name, String state, String why) {}

  public Readiness {
    parts = List.copyOf(parts);
  }
}
