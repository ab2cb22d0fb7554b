package io.lockstep.app.config;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.ProtocolException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a value is read. YAML's own guesses are not used: 0x… is no number here. */
@FunctionalInterface
public interface Scalar<T> {
  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException with what was expected, if it is something else
   */
  T read(String text);

  /** A value that may hold a secret by mistake, and so is never told. */
  record Untold<T>(Scalar<T> scalar) implements Scalar<T> {
    @Override
    public T read(String text) {
      return scalar.read(text);
    }
  }

  Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
  Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));
  Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  static Scalar<String> text() {
    return text -> {
      require(!text.isBlank(), "some text");
      return text;
    };
  }

  /** What stands in metrics, logs and other keys. */
  static Scalar<String> name() {
    return text -> {
      require(
          NAME.matcher(text).matches(),
          "a name of at most 32 small letters, digits and dashes, a letter first");
      return text;
    };
  }

  static Scalar<Integer> wholeNumber(int min, int max) {
    return text -> longNumber(min, max).read(text).intValue();
  }

  static Scalar<Long> longNumber(long min, long max) {
    return text -> {
      String expected = "a whole number from %d to %d".formatted(min, max);
      require(text.matches("-?[0-9]{1,18}"), expected);
      long number = Long.parseLong(text);
      require(number >= min && number <= max, expected);
      return number;
    };
  }

  /** An amount in the smallest unit of its token, or of a chain's own coin. */
  static Scalar<BigInteger> amount() {
    return text -> {
      require(text.matches("[0-9]{1,78}"), "a whole number in the smallest unit");
      return new BigInteger(text);
    };
  }

  static Scalar<Duration> duration(Duration min, Duration max) {
    return text -> {
      String expected = "a duration from %s to %s".formatted(words(min), words(max));
      Matcher matcher = DURATION.matcher(text);
      require(matcher.matches(), expected);
      Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
      Duration duration = unit.multipliedBy(Long.parseLong(matcher.group(1)));
      require(duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0, expected);
      return duration;
    };
  }

  private static String words(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  static Scalar<ChainId> chainId() {
    return text -> {
      require(text.matches("[0-9]{1,20}"), "a chain id in decimal digits");
      return protocol("a chain id of at most 64 bits", () -> new ChainId(new BigInteger(text)));
    };
  }

  static Scalar<Address> address() {
    return text -> {
      String expected = "an address: 0x and 40 hexadecimal digits, not all zero";
      Address address = protocol(expected, () -> new Address(Bytes.fromHex(text)));
      require(!address.isZero(), expected);
      return address;
    };
  }

  static Scalar<Hash32> hash() {
    return text -> protocol("0x and 64 hexadecimal digits", () -> Hash32.fromHex(text));
  }

  static Scalar<URI> uri(String... schemes) {
    return new Untold<>(text -> {
      String expected = "an address that begins with " + String.join(":// or ", schemes) + "://";
      try {
        URI uri = new URI(text);
        require(
            Arrays.asList(schemes).contains(uri.getScheme()) && uri.getHost() != null, expected);
        // It would not be sent, and stands where a password is shown to anybody.
        require(
            uri.getRawUserInfo() == null, expected + " and has neither user nor password before @");
        return uri;
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(expected, e);
      }
    });
  }

  static Scalar<Path> path() {
    return text -> Path.of(text().read(text));
  }

  static <E extends Enum<E>> Scalar<E> word(Class<E> type) {
    return text -> {
      List<E> all = List.copyOf(Arrays.asList(type.getEnumConstants()));
      return all.stream()
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  String.join(
                      " or ",
                      all.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList())));
    };
  }

  static Scalar<Boolean> yesOrNo() {
    return text -> {
      require(Set.of("true", "false").contains(text), "true or false");
      return text.equals("true");
    };
  }

  private static <T> T protocol(String expected, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ProtocolException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
