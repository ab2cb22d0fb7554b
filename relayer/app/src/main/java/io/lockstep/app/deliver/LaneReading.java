package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.core.Failure;
import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.SourceChain;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages out of the logs of the source gateway. No provider is believed: hashed from the
 * head that the destination has executed, the messages must end in the head that is signed.
 */
final class LaneReading {
  private final SourceChain source;
  private final int providers;
  private final long firstBlock;

  /**
   * Reads nothing yet.
   *
   * @param providers how many there are to turn to
   * @param firstBlock the gateway's first
   */
  LaneReading(SourceChain source, int providers, long firstBlock) {
    this.source = source;
    this.providers = providers;
    this.firstBlock = firstBlock;
  }

  /**
   * The messages between two heads.
   *
   * @throws CliException if no provider has them
   */
  List<Message> between(LaneHead executed, LaneHead signed) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < providers; i++) {
      ChainProvider provider = source.provider();
      try {
        return read(provider, executed, signed);
      } catch (Failure | NotTheLane e) {
        String why = "%s: %s".formatted(provider.name(), e.getMessage());
        found.add(why);
        source.turnFrom(provider.name(), why);
      }
    }
    throw CliException.temporary(
        "messages %d to %d: found no provider that has them, expected one whose logs end in the signed head; %s"
            .formatted(executed.nonce() + 1, signed.nonce(), String.join("; ", found)));
  }

  /** What a provider tells does not hang together, or ends in another head. */
  private static final class NotTheLane extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTheLane(String message) {
      super(message);
    }
  }

  private List<Message> read(ChainProvider provider, LaneHead executed, LaneHead signed) {
    List<Message> messages = new ArrayList<>();
    LaneHead head = executed;
    long tip = provider.tip().block().number();
    long from = firstBlock;
    while (from <= tip && head.nonce() < signed.nonce()) {
      AppendedPage page = provider.appended(from, tip);
      for (AppendedLog log : page.logs()) {
        if (log.nonce() > executed.nonce() && head.nonce() < signed.nonce()) {
          head = next(head, log);
          messages.add(log.message());
        }
      }
      from = page.through().number() + 1;
    }
    if (!head.equals(signed)) {
      throw new NotTheLane(
          "found a lane that ends at message %d with head %s, expected message %d with head %s"
              .formatted(head.nonce(), head.head(), signed.nonce(), signed.head()));
    }
    return messages;
  }

  private static LaneHead next(LaneHead head, AppendedLog log) {
    if (log.nonce() != head.nonce() + 1) {
      throw new NotTheLane(
          "found the log of message %d, expected that of message %d"
              .formatted(log.nonce(), head.nonce() + 1));
    }
    return head.append(log.message());
  }
}
