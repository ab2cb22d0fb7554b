package io.lockstep.core.domain.delivery;

/** What became of the wish to open a submission. */
public sealed interface Opening {
  /** It is kept, with its signed bytes. */
  record Opened(Submission submission) implements Opening {}

  /** Nothing was kept and nothing signed that could go out. */
  record Refused(String why) implements Opening {}
}
