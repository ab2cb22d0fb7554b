package io.lockstep.core.policy.delivery;

import io.lockstep.protocol.Message;
import io.lockstep.protocol.RouteKind;
import io.lockstep.protocol.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How many messages fit a transaction, and in which runs.
 *
 * <p>Before it calls a recipient the gateway demands that {@code gasleft · 63/64} covers the gas
 * limits of the whole call and the parking of all its messages ({@code Recipients._requireGas}), or
 * everything reverts. That is far more than is used in the end, so the runs of a batch shrink
 * towards its end: what the first runs really use is little, and what a run must find when it is
 * reached is much.
 *
 * @param gasMax the most gas of a transaction
 * @param bytesMax the most bytes of records, as nodes refuse large transactions
 */
public record GasPlan(GasUse use, long gasMax, int bytesMax) {
  public static final long PARK = 30_000;
  public static final long FINISH = 30_000;
  public static final int TAIL_MAX = 512;

  /** Nodes take 128 KiB; the tail may be 16 KiB, the rest is for the frame. */
  public static final int BYTES_MAX = 100_000;

  private static final long RUN_FRAME_BYTES = 288L;

  /**
   * The messages that fit, at the beginning of those that were given.
   *
   * @param gasLimit without what a tail needs
   * @param full whether a message was left over
   */
  public record Batch(List<Run> runs, int count, long gasLimit, boolean full) {
    public Batch {
      runs = List.copyOf(runs);
    }
  }

  /** The same, prepared for recipients that use all they may. */
  public GasPlan cautious() {
    GasUse worst = new GasUse(use.fixed(), Long.MAX_VALUE, Long.MAX_VALUE, use.tailHash());
    return new GasPlan(worst, gasMax, bytesMax);
  }

  /** What a transaction needs with that many hashes behind the batch. */
  public long gasLimit(Batch batch, int tail) {
    return batch.gasLimit() + tail * use.tailHash();
  }

  /**
   * Cuts messages that follow each other into the runs of one transaction.
   *
   * @param parked which of them, by index, the gateway will park instead of calling anybody
   */
  public Batch plan(List<Message> messages, IntPredicate parked) {
    int fitting = 0;
    int tooMany = messages.size() + 1;
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) / 2;
      if (new Draft(messages.subList(0, middle), parked).isWhole()) {
        fitting = middle;
      } else {
        tooMany = middle;
      }
    }
    Draft draft = new Draft(messages.subList(0, fitting), parked);
    return new Batch(draft.runs(), fitting, draft.needed(), fitting < messages.size());
  }

  private static int endOfRun(List<Message> messages, int start) {
    Message first = messages.get(start);
    int limit = Math.min(messages.size(), start + Run.COUNT_MAX);
    int end = start + 1;
    while (end < limit && fitTogether(first, messages.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean fitTogether(Message one, Message other) {
    return one.payload().length() == other.payload().length() && one.route().equals(other.route());
  }

  /**
   * Some messages cut into the longest runs that find enough. The calldata of all is paid for and
   * hashed before the first call, so each message more leaves less to every run.
   */
  private final class Draft {
    private final List<Message> messages;
    private final IntPredicate parked;
    private final List<Integer> counts = new ArrayList<>();
    private final long carried;
    private final long bytes;
    private int planned;
    private long used;

    /** The most that any run must find, with what is used before it. */
    private long peak;

    Draft(List<Message> messages, IntPredicate parked) {
      this.messages = messages;
      this.parked = parked;
      this.carried = use.fixed() + messages.stream().mapToLong(GasPlan::carried).sum();
      long budget = gasMax - TAIL_MAX * use.tailHash() - carried;
      int count = -1;
      while (planned < messages.size() && count != 0) {
        count = fitting(endOfRun(messages, planned) - planned, budget);
        add(count);
      }
      this.bytes =
          counts.size() * RUN_FRAME_BYTES
              + messages.stream().mapToLong(one -> one.payload().length() + Long.BYTES).sum();
    }

    boolean isWhole() {
      return planned == messages.size() && bytes <= bytesMax;
    }

    long needed() {
      return carried + peak;
    }

    List<Run> runs() {
      List<Run> runs = new ArrayList<>();
      int start = 0;
      for (int count : counts) {
        runs.add(Run.of(messages.subList(start, start + count)));
        start += count;
      }
      return runs;
    }

    /** How many of the next messages, which are alike, fit as one more run. */
    private int fitting(int alike, long budget) {
      int fitting = 0;
      int tooMany = alike + 1;
      while (tooMany - fitting > 1) {
        int middle = (fitting + tooMany) / 2;
        if (used + here(middle) <= budget) {
          fitting = middle;
        } else {
          tooMany = middle;
        }
      }
      return fitting;
    }

    private void add(int count) {
      if (count > 0) {
        peak = Math.max(peak, used + here(count));
        used += expected(count);
        counts.add(count);
        planned += count;
      }
    }

    /** What must be left when the run is reached, and what it uses. */
    private long here(int count) {
      return Math.max(reserved(messages.get(planned), count), expected(count) + FINISH);
    }

    private long expected(int count) {
      long parkedHere = IntStream.range(planned, planned + count).filter(parked).count();
      return count * GasPlan.this.expected(messages.get(planned)) + parkedHere * PARK;
    }
  }

  /** In its call and for its parking. */
  private long expected(Message message) {
    long worst = message.route().gasLimit() + PARK;
    return Math.min(use.ofMessage(message.route().kind()), worst);
  }

  private static long carried(Message message) {
    return (message.payload().length() + Long.BYTES) * GasUse.PER_BYTE;
  }

  /** What {@code gasleft} must be when the run is reached, so that all of its calls find enough. */
  private long reserved(Message message, int count) {
    long limit = message.route().gasLimit();
    if (message.route().kind() == RouteKind.BATCH) {
      return leaving((limit + PARK) * count + FINISH);
    }
    long first = leaving(limit + count * PARK + FINISH);
    long last = (count - 1) * leaving(expected(message)) + leaving(limit + PARK + FINISH);
    return Math.max(first, last);
  }

  /** The gas of which 63/64 are so much. */
  private static long leaving(long required) {
    return Math.ceilDiv(required * 64, 63L);
  }

  /**
   * The gas of a call that settles one message.
   *
   * @param attempts how many have failed: a retry may be given more than the message's limit
   */
  public long settling(Message message, int attempts) {
    long limit = message.route().gasLimit();
    long generous = limit << Math.min(attempts, 5);
    long carried = 4L * message.payload().length() * GasUse.PER_BYTE;
    long around = 2 * use.fixed() + carried;
    return Math.min(gasMax, around + leaving(generous + PARK + FINISH));
  }
}
