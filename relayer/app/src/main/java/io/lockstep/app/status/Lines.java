package io.lockstep.app.status;

import io.lockstep.chain.ForeignText;
import java.io.PrintWriter;

/** Titles, and under each what there is to say, name by name. */
public record Lines(PrintWriter out) {
  public void title(String text) {
    out.println(ForeignText.visible(text));
  }

  public void line(String name, Object value) {
    out.println(ForeignText.visible("  %-11s  %s".formatted(name, value)));
  }
}
