package io.lockstep.chain.codegen;

import java.io.IOException;
import java.nio.file.Path;

/** A contract that forge has not compiled yet. Told in one line: the trace would only hide it. */
final class NotCompiled extends IOException {

  private static final long serialVersionUID = 1L;

  NotCompiled(Path file) {
    super("%s is missing: the contracts are not compiled; run ./lockstep build".formatted(file));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
