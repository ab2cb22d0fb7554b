package io.lockstep.chain;

/**
 * Text that somebody else wrote, made fit to be shown: on a terminal, control characters move the
 * cursor, change what was printed before, or turn a line around.
 */
public final class ForeignText {

  /** Stands in the place of a character that is not to be shown. */
  public static final char PLACEHOLDER = '·';

  private ForeignText() {}

  /** The text with a placeholder for every character that controls instead of being seen. */
  public static String visible(String text) {
    if (text.codePoints().allMatch(ForeignText::isSeen)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSeen(point) ? point : PLACEHOLDER)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  /** The beginning, if it is longer, and only what can be seen. */
  public static String excerpt(String text, int charsMax) {
    return text.length() <= charsMax ? visible(text) : visible(text.substring(0, charsMax)) + "…";
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
