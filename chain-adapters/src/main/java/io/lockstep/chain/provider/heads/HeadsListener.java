package io.lockstep.chain.provider.heads;

/** What becomes of a subscription. */
public interface HeadsListener {

  default void connected(String provider) {}

  default void lost(String provider, String why) {}

  static HeadsListener silent() {
    return new HeadsListener() {};
  }
}
