package io.lockstep.app.watch.display;

import java.util.List;

/** Where a person sees how lanes do. May be used by many threads at once. */
public interface Display {
  /** Where all lanes stand now. */
  void show(List<LaneLine> lanes);

  /** What happened. */
  void say(String line);
}
