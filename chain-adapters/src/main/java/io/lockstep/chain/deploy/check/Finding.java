package io.lockstep.chain.deploy.check;

import io.lockstep.protocol.ChainId;
import java.util.Optional;

/** One point of a deployment: what it should be and what the chain says. */
public record Finding(ChainId chain, String point, String expected, String found, boolean holds) {

  static Finding of(ChainId chain, String point, Object expected, Object found) {
    return new Finding(chain, point, text(expected), text(found), expected.equals(found));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> maybe
        ? maybe.map(Object::toString).orElse("nothing")
        : value.toString();
  }

  @Override
  public String toString() {
    return "chain %s, %s: found %s, expected %s".formatted(chain, point, found, expected);
  }
}
