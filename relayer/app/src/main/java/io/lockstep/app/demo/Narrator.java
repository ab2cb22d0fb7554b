package io.lockstep.app.demo;

import io.lockstep.chain.transaction.Receipt;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells the story: one line for what happened, with the gas that it took. */
final class Narrator {

  private final PrintWriter out;
  private int chapter;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    line("");
    line("%d. %s".formatted(chapter, title));
  }

  void step(String what) {
    line("   " + what);
  }

  void step(String what, Receipt receipt) {
    line(String.format(Locale.ROOT, "   %-78s %,11d gas", what, receipt.gasUsed()));
  }

  /** Shown at once: whoever watches sees where it is, even when it is slow. */
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
