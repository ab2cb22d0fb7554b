package io.lockstep.core.stage;

/** One of the stages of a lane. */
public interface Stage {
  String name();

  /**
   * Reads a position, asks one port, moves the position.
   *
   * @throws io.lockstep.core.Failure if the world is in the way; nothing has changed then
   */
  Step step();
}
