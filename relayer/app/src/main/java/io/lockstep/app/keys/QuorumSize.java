package io.lockstep.app.keys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many sign, of how many: {@code 3-of-4}. */
record QuorumSize(int threshold, int count) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,2})-of-([0-9]{1,2})");

  /** As it stands on a command line. */
  static final class Converter implements ITypeConverter<QuorumSize> {
    @Override
    public QuorumSize convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "found '%s', expected a quorum such as 3-of-4".formatted(text));
      }
      return new QuorumSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }

  @Override
  public String toString() {
    return threshold + "-of-" + count;
  }
}
