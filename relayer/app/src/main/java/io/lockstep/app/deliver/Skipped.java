package io.lockstep.app.deliver;

/** Something that was found and is of no use. */
record Skipped(String what, String why) {
  @Override
  public String toString() {
    return what + ": " + why;
  }
}
