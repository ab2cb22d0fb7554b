package io.lockstep.app.status;

import io.lockstep.chain.ForeignText;
import java.io.PrintWriter;

/** Titles, and under each what there is to say, name by name. */
record Lines(PrintWriter out) {
  void title(String text) {
    out.println(ForeignText.visible(text));
  }

  void line(String name, Object value) {
    out.println(ForeignText.visible("  %-11s  %s".formatted(name, value)));
  }
}
