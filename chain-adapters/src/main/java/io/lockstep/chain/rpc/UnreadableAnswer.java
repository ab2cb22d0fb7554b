package io.lockstep.chain.rpc;

import io.lockstep.chain.ForeignText;
import org.jspecify.annotations.Nullable;

/** A part of an answer that is not what was asked for. */
public final class UnreadableAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableAnswer(String what, @Nullable Object found, Object expected) {
    super(ForeignText.visible("%s: found %s, expected %s".formatted(what, found, expected)));
  }
}
