package io.lockstep.app.watch.scenario;

import io.lockstep.app.watch.scenario.Calls.Call;
import io.lockstep.app.watch.scenario.Calls.Events;

/** When a process is in the middle of something. */
enum Moment {
  /** It knows the tip, and has asked for no proof yet. */
  BEFORE_THE_PROOF("prove", false),
  /** It has a proof, and has read no logs yet. */
  BEFORE_THE_LOGS("appended", false),
  /** It has seen a part, and knows that it is there to read the next, which is not read yet. */
  BEFORE_THE_NEXT_LOGS("appended", false, 2),
  /** It has read, and stored nothing of it yet. */
  BETWEEN_READING_AND_STORING("appended", true),
  /** It has stored what no proof covers yet, unless the tip was but a block away. */
  AFTER_SEEING_A_PART("see", true),
  /** All that it has seen is proven. */
  AFTER_THE_PROOF("proofs", false),
  /** A quorum was asked how far the chain is final, and not yet which block that is. */
  WHILE_THE_QUORUM_VOTES("finalHeights", true),
  /** The quorum has spoken. */
  BEFORE_FINALIZING("finalize", false),
  /** A part is final, and what was seen above is not. */
  AFTER_FINALIZING_A_PART("finalize", true);

  private final String name;
  private final boolean afterwards;
  private final int time;

  Moment(String name, boolean afterwards) {
    this(name, afterwards, 1);
  }

  /**
   * A moment.
   *
   * @param time when the call is made for the first time, for the second, …
   */
  Moment(String name, boolean afterwards, int time) {
    this.name = name;
    this.afterwards = afterwards;
    this.time = time;
  }

  /** Whether it comes when so many blocks are read one by one. */
  boolean comesWithin(int blocks) {
    return blocks >= time;
  }

  /** Lets something happen at this moment, once, after it was armed. */
  static final class Once implements Events {
    private final Moment moment;
    private final Runnable event;
    private int times;
    private boolean armed;
    private boolean happened;

    Once(Moment moment, Runnable event) {
      this.moment = moment;
      this.event = event;
    }

    Once arm() {
      armed = true;
      return this;
    }

    boolean happened() {
      return happened;
    }

    @Override
    public void before(Call call) {
      happen(call, !moment.afterwards);
    }

    @Override
    public void after(Call call) {
      happen(call, moment.afterwards);
    }

    private void happen(Call call, boolean now) {
      if (armed && now && call.name().equals(moment.name) && ++times == moment.time) {
        happened = true;
        event.run();
      }
    }
  }
}
