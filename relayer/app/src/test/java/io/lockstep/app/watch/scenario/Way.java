package io.lockstep.app.watch.scenario;

import io.lockstep.app.watch.scenario.Calls.Call;
import io.lockstep.app.watch.scenario.Calls.Events;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;

/** How a process is disturbed at one of its calls. */
enum Way {
  /** It ends before the call, and starts again at once. */
  DIES_BEFORE(false, true, false),
  /** It ends after the call, and is away until something new has happened. */
  DIES_AFTER(true, true, true),
  /** It goes on without knowing that nothing was committed. */
  LOSES_A_COMMIT(false, false, false),
  /** It goes on without knowing that all was committed. */
  LOSES_THE_ANSWER(true, false, false);

  private final boolean afterwards;
  private final boolean fatal;
  private final boolean staysAway;

  Way(boolean afterwards, boolean fatal, boolean staysAway) {
    this.afterwards = afterwards;
    this.fatal = fatal;
    this.staysAway = staysAway;
  }

  boolean staysAway() {
    return staysAway;
  }

  boolean concerns(Call call) {
    return (!afterwards && fatal) || call.isWrite();
  }

  Events at(int number) {
    return new Events() {
      @Override
      public void before(Call call) {
        if (!afterwards && call.number() == number) {
          strike(call);
        }
      }

      @Override
      public void after(Call call) {
        if (afterwards && call.number() == number) {
          strike(call);
        }
      }
    };
  }

  private void strike(Call call) {
    if (fatal) {
      throw new Killed("%s at %s".formatted(this, call));
    }
    throw new StorageException(Code.OUTCOME_UNKNOWN, "%s at %s".formatted(this, call));
  }
}
