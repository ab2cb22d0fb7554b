package io.lockstep.app.config;

/** When a block of a chain counts as final. */
public sealed interface FinalityConfig {
  /** The chain's own tag. */
  record Finalized() implements FinalityConfig {}

  /** The chain's own tag for what is hardly ever undone. */
  record Safe() implements FinalityConfig {}

  /** So many blocks below the tip, for chains that know no such tag. */
  record Depth(int blocks) implements FinalityConfig {}

  int DEPTH_MAX = 100_000;

  static Value<FinalityConfig> read(Section section, String key) {
    if (section.hasSection(key)) {
      Section depth = section.section(key);
      Value<Integer> blocks = depth.required("depth", Scalar.wholeNumber(1, DEPTH_MAX));
      depth.refuseUnknown();
      return Values.all(blocks).then(() -> new Depth(blocks.get()));
    }
    return section.required(key, FinalityConfig::word);
  }

  private static FinalityConfig word(String text) {
    return switch (text) {
      case "finalized" -> new Finalized();
      case "safe" -> new Safe();
      default -> throw new IllegalArgumentException("finalized, safe or { depth: BLOCKS }");
    };
  }
}
