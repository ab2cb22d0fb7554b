package io.lockstep.app.config;

/**
 * Something in a configuration file that is not as it must be.
 *
 * @param line where, from 1
 * @param path the key, with the keys that it stands under
 */
record Problem(int line, String path, String text) implements Comparable<Problem> {
  @Override
  public int compareTo(Problem other) {
    return Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return "line %d, %s: %s".formatted(line, path, text);
  }
}
