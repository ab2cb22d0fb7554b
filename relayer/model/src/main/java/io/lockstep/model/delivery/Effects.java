package io.lockstep.model.delivery;

/**
 * Counts what a process does to the world outside of it, and ends it after so many. What was done
 * stays done.
 */
public final class Effects {
  private int done;
  private int crashAfter = Integer.MAX_VALUE;

  /** From now on, counted anew. */
  public void crashAfter(int count) {
    done = 0;
    crashAfter = count;
  }

  public void neverCrash() {
    crashAfter(Integer.MAX_VALUE);
  }

  public int done() {
    return done;
  }

  void happened() {
    done++;
    if (done >= crashAfter) {
      throw new Crash();
    }
  }
}
