package io.lockstep.app.demo;

import io.lockstep.app.testnet.TwoChains;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 8545,8546}. */
final class PortsConverter implements ITypeConverter<TwoChains.Ports> {

  private static final Pattern PAIR = Pattern.compile("(\\d{1,5}),(\\d{1,5})");
  private static final int PORT_MAX = 65_535;

  @Override
  public TwoChains.Ports convert(String value) {
    Matcher pair = PAIR.matcher(value);
    if (!pair.matches()) {
      throw refused(value);
    }
    int a = Integer.parseInt(pair.group(1));
    int b = Integer.parseInt(pair.group(2));
    if (a == b || !isPort(a) || !isPort(b)) {
      throw refused(value);
    }
    return new TwoChains.Ports(OptionalInt.of(a), OptionalInt.of(b));
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= PORT_MAX;
  }

  private static TypeConversionException refused(String value) {
    return new TypeConversionException(
        "found %s, expected two different ports from 1 to %d, as in 8545,8546"
            .formatted(value, PORT_MAX));
  }
}
