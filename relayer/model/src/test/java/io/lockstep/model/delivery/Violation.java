package io.lockstep.model.delivery;

import java.util.List;

/**
 * A property that does not hold.
 *
 * @param trace the actions that lead to it, the fewest that do
 */
record Violation(String property, List<String> trace) {
  @Override
  public String toString() {
    return property + "\n  " + String.join("\n  ", trace);
  }
}
