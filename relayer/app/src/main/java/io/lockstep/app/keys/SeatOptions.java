package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.config.Scalar;
import io.lockstep.app.keys.ceremony.Limits;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who an attester is in a command that all attesters run together, and how long it waits. */
class SeatOptions {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration EVIDENCE = Duration.ofSeconds(10);

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "This attester's own: its identity is there and its shares go there.")
  private Path folder = Path.of("");

  @Option(
      names = "--attester",
      required = true,
      paramLabel = "N",
      description = "Its number on the roster.")
  private long attester;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen, if the roster's address is not one of this machine.",
      converter = AddressConverter.class)
  private @Nullable AttesterAddress listen;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "How long all others are waited for at each step, such as 90s; 10m unless said.",
      converter = TimeConverter.class)
  private Duration timeout = Duration.ofMinutes(10);

  @Option(
      names = "--linger",
      paramLabel = "TIME",
      description = "How long to stay for those who are not done yet; 1m unless said.",
      converter = TimeConverter.class)
  private Duration linger = Duration.ofMinutes(1);

  final Path folder() {
    return folder;
  }

  final Identifier attester() {
    try {
      return Identifier.of(attester);
    } catch (AttestationException e) {
      throw CliException.permanent("--attester: " + e.getMessage());
    }
  }

  final AttesterAddress listenAt(String onRoster) {
    AttesterAddress said = listen;
    return said == null ? AttesterAddress.of(onRoster) : said;
  }

  final Limits limits() {
    return new Limits(timeout, EVIDENCE, linger);
  }

  /** As it stands on a command line. */
  static final class AddressConverter implements ITypeConverter<AttesterAddress> {
    @Override
    public AttesterAddress convert(String text) {
      try {
        return AttesterAddress.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "found '%s', expected %s".formatted(text, e.getMessage()));
      }
    }
  }

  /** As it stands in a configuration. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Scalar.duration(Duration.ofMillis(100), DAY).read(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "found '%s', expected %s".formatted(text, e.getMessage()));
      }
    }
  }
}
