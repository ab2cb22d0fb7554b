package io.lockstep.persistence;

/** A password, which does not show itself in a log. */
public record Password(String value) {
  /** For servers that ask for none. */
  public static final Password NONE = new Password("");

  @Override
  public String toString() {
    return "(hidden)";
  }
}
