package io.lockstep.app.status;

import java.io.PrintWriter;

/** Titles, and under each what there is to say, name by name. */
record Lines(PrintWriter out) {
  void title(String text) {
    out.println(text);
  }

  void line(String name, Object value) {
    out.println("  %-11s  %s".formatted(name, value));
  }
}
