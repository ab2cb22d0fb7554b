package io.lockstep.app.prove.simulation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Constants as JSON and people write them. */
public final class Names {
  private static final Pattern WORD_START = Pattern.compile("_(.)");

  private Names() {}

  public static String camelCase(String constant) {
    String lower = constant.toLowerCase(Locale.ROOT);
    return WORD_START.matcher(lower).replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT));
  }

  public static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
