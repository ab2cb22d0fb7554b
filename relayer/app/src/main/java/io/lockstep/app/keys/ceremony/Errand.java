package io.lockstep.app.keys.ceremony;

/** What attesters come together for. */
public enum Errand {
  NEW_KEY(0, "a new key"),
  REFRESH(1, "new shares of their key"),
  REGISTER(2, "the registration of their key");

  private final int code;
  private final String words;

  Errand(int code, String words) {
    this.code = code;
    this.words = words;
  }

  int code() {
    return code;
  }

  @Override
  public String toString() {
    return words;
  }
}
