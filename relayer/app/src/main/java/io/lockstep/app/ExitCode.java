package io.lockstep.app;

/** What the exit code tells a script or a service manager: whether trying again makes sense. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int RETRY_MAY_HELP = 1;
  public static final int RETRY_WILL_NOT_HELP = 2;

  private ExitCode() {}
}
