package io.lockstep.app.watch.display;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a service as lines of its log. With {@code LOCKSTEP_LOG_FORMAT=json} they take the
 * place of what is printed for people; logback.xml knows the same word.
 */
public final class ServiceLog {
  private static final String VARIABLE = "LOCKSTEP_LOG_FORMAT";
  private static final Logger LOG = LoggerFactory.getLogger("io.lockstep.service");

  private ServiceLog() {}

  /** Whether the environment asks for them. */
  public static boolean isWanted() {
    return "json".equals(System.getenv(VARIABLE));
  }

  static void tell(String line) {
    LOG.info(line);
  }
}
