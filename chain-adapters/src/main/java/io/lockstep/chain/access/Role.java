package io.lockstep.chain.access;

/** A role of an access manager. */
public record Role(long id) {

  /** Whatever loosens: its members wait before they act. It also gives and takes every role. */
  public static final Role ADMIN = new Role(0);

  /** Whatever tightens: its members act at once. */
  public static final Role GUARDIAN = new Role(1);

  @Override
  public String toString() {
    return equals(ADMIN)
        ? "ADMIN"
        : equals(GUARDIAN) ? "GUARDIAN" : "role " + Long.toUnsignedString(id);
  }
}
