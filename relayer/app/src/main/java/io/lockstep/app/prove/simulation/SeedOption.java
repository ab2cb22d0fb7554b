package io.lockstep.app.prove.simulation;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The seed of a proof. It is always told, so that every failure can be seen again. */
public final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "A number that everything is drawn from; a new one if not given.")
  private @Nullable Long seed;

  /** The one that was given, or a new one. */
  public long drawn() {
    return seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
  }
}
