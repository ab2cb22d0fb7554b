package io.lockstep.chain.provider;

import java.time.Duration;

/** How a provider does, from the best to the worst, with a reason that a person can read. */
public sealed interface Health {

  String reason();

  /** The lower, the sooner it is read from. */
  int rank();

  /** Nothing was asked yet. */
  record Untried() implements Health {
    @Override
    public String reason() {
      return "not asked yet";
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  record Healthy(Duration latency) implements Health {
    @Override
    public String reason() {
      return "answers in %d ms".formatted(latency.toMillis());
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  record Slow(Duration latency, Duration expected) implements Health {
    @Override
    public String reason() {
      return "answers in %d ms, expected %d ms or less"
          .formatted(latency.toMillis(), expected.toMillis());
    }

    @Override
    public int rank() {
      return 1;
    }
  }

  /** Others know newer blocks. */
  record Behind(long height, long newest) implements Health {
    @Override
    public String reason() {
      return "is at block %d, and another provider at %d".formatted(height, newest);
    }

    @Override
    public int rank() {
      return 2;
    }
  }

  /** A stage turned away from it: it may be behind, or on another branch. */
  record Doubted(String reason) implements Health {
    @Override
    public int rank() {
      return 3;
    }
  }

  /** It wants to be left alone for a while, or more is asked of it than it is given time for. */
  record Busy(String reason) implements Health {
    @Override
    public int rank() {
      return 4;
    }
  }

  record Unreachable(String reason) implements Health {
    @Override
    public int rank() {
      return 5;
    }
  }

  /** It answers, but not with what was asked for. */
  record Faulty(String reason) implements Health {
    @Override
    public int rank() {
      return 6;
    }
  }

  /** It cannot do what it is configured for. Something here must be changed. */
  record Misconfigured(String reason) implements Health {
    @Override
    public int rank() {
      return 7;
    }
  }

  /** Its own header disproved its logs. Neither read from nor counted until an operator decides. */
  record Quarantined(String reason) implements Health {
    @Override
    public int rank() {
      return 8;
    }
  }
}
