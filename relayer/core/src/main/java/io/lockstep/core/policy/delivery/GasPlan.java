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

  private static final int RUN_FRAME_BYTES = 288;

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
    Draft draft = new Draft(messages, parked, gasMax - TAIL_MAX * use.tailHash());
    while (draft.planned < messages.size()) {
      int fitting = draft.fitting(endOfRun(messages, draft.planned));
      if (fitting == 0) {
        break;
      }
      draft.add(fitting);
    }
    return new Batch(draft.runs, draft.planned, draft.needed, draft.planned < messages.size());
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

  /** A batch as far as it has come. */
  private final class Draft {
    private final List<Message> messages;
    private final IntPredicate parked;
    private final long gasMax;
    private final List<Run> runs = new ArrayList<>();
    private int planned;
    private long used = use.fixed();
    private long needed = use.fixed();
    private int bytes;

    Draft(List<Message> messages, IntPredicate parked, long gasMax) {
      this.messages = messages;
      this.parked = parked;
      this.gasMax = gasMax;
    }

    /** How many of the next messages, which are alike up to {@code end}, fit as one more run. */
    int fitting(int end) {
      int low = 0;
      int high = end - planned;
      while (low < high) {
        int middle = (low + high + 1) / 2;
        if (fits(middle)) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    private boolean fits(int count) {
      return needed(count) <= gasMax && bytes + bytesOf(next(), count) <= bytesMax;
    }

    void add(int count) {
      needed = Math.max(needed, needed(count));
      used += expected(count);
      bytes += bytesOf(next(), count);
      runs.add(Run.of(messages.subList(planned, planned + count)));
      planned += count;
    }

    private Message next() {
      return messages.get(planned);
    }

    /** The gas of a transaction in which this run finds what it must, and ends. */
    private long needed(int count) {
      // Calldata is paid for and hashed before any call.
      long reached = used + count * carried(next());
      return Math.max(reached + reserved(next(), count), used + expected(count) + FINISH);
    }

    private long expected(int count) {
      long parkedHere = IntStream.range(planned, planned + count).filter(parked).count();
      return count * GasPlan.this.expected(next()) + parkedHere * PARK;
    }
  }

  private long expected(Message message) {
    long worst = message.route().gasLimit() + PARK;
    return Math.min(use.ofMessage(message.route().kind()), worst) + carried(message);
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
    long last = (count - 1) * expected(message) + leaving(limit + PARK + FINISH);
    return Math.max(first, last);
  }

  /** The gas of which 63/64 are so much. */
  private static long leaving(long required) {
    return Math.ceilDiv(required * 64, 63L);
  }

  private static int bytesOf(Message message, int count) {
    return RUN_FRAME_BYTES + count * (message.payload().length() + Long.BYTES);
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
