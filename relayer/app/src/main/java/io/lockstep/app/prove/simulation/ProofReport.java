package io.lockstep.app.prove.simulation;

import io.lockstep.app.ExitCode;
import java.io.PrintWriter;

/** What a proof has found. */
public interface ProofReport {
  boolean held();

  /** In one line. */
  String json();

  /** For people. */
  void tell(PrintWriter out);

  /** Told in one way or the other; the exit code says whether it held. */
  default int told(boolean asJson, PrintWriter out) {
    if (asJson) {
      out.println(json());
    } else {
      tell(out);
    }
    out.flush();
    return held() ? ExitCode.DONE : ExitCode.RETRY_MAY_HELP;
  }
}
