package io.lockstep.app.watch;

import io.lockstep.app.ExitCode;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a command that is told to end by SIGTERM or Ctrl-C end its work first, with its own exit
 * code.
 */
public final class Termination {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::endInOrder, "termination");
  private volatile int exitCode = ExitCode.RETRY_MAY_HELP;

  private Termination() {}

  public static Termination bySignal() {
    Termination termination = new Termination();
    Runtime.getRuntime().addShutdownHook(termination.hook);
    return termination;
  }

  /** Opens when the process is told to end. */
  public CountDownLatch asked() {
    return asked;
  }

  /** The JVM would end with the signal's code, which a service manager takes for a failure. */
  private void endInOrder() {
    asked.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /** The work is done; if the process was told to end, it does so now. */
  public void over(int code) {
    exitCode = code;
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is about to end, by the hook.
    }
  }
}
