package io.lockstep.chain.provider.logs;

import io.lockstep.chain.rpc.Reply;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How nodes and services say that a question for logs spans too much. There is no common code: some
 * use that of wrong parameters, some that of exceeded limits, which others use for a customer's
 * rate.
 */
enum RangeRefusal {
  /** Fewer blocks may help. */
  TOO_MUCH,
  /** Less often may help. */
  TOO_OFTEN,
  OTHER;

  private static final int LIMIT_EXCEEDED = -32005;

  private static final Pattern RATE =
      Pattern.compile(
          "rate|too many requests|per second|compute units|capacity|quota|credits|request count|throttl");

  private static final Pattern SIZE =
      Pattern.compile(
          "more than \\d+ (results|logs)"
              + "|too many (results|logs|blocks)"
              + "|(response|result|log|query).{0,30}(size|too (large|big)|exceed)"
              + "|(block|query|logs?)?.{0,20}range.{0,40}(too|limit|exceed|max|large|wide|big|over|greater)"
              + "|(limited|restricted|limit the query) to.{0,30}(blocks?|range|results|logs)"
              + "|up to (a |an )?\\S+ (block )?(range|blocks)"
              + "|exceeds? (the )?(max|limit|maximum|allowed)"
              + "|max(imum)?.{0,30}(blocks|range|results)"
              + "|(query|request|execution) (timeout|timed out|took too long)"
              + "|context deadline exceeded");

  static RangeRefusal of(Reply.Refused<?> refused) {
    String message = refused.message().toLowerCase(Locale.ROOT);
    if (SIZE.matcher(message).find()) {
      return TOO_MUCH;
    }
    if (RATE.matcher(message).find()) {
      return TOO_OFTEN;
    }
    return refused.code() == LIMIT_EXCEEDED ? TOO_MUCH : OTHER;
  }
}
