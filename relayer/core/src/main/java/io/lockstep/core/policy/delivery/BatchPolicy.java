package io.lockstep.core.policy.delivery;

import java.time.Duration;

/**
 * How large a batch is worth waiting for: a quiet lane sends one message at once, a busy one fills
 * its batches while others are under way.
 *
 * @param messagesMax the most messages in a batch
 * @param waitMax how long a message waits for others to join it
 * @param rangesMax the most ranges of a lane under way at once
 * @param openMax the most open transaction nonces of a signer
 */
public record BatchPolicy(int messagesMax, Duration waitMax, int rangesMax, int openMax) {
  public BatchPolicy {
    if (messagesMax < 1 || rangesMax < 1 || openMax < 1 || waitMax.isNegative()) {
      throw new IllegalArgumentException(
          "batch policy: found %d messages, %s, %d ranges and %d open, expected 1 or more, and no negative time"
              .formatted(messagesMax, waitMax, rangesMax, openMax));
    }
  }

  /**
   * Whether to send now.
   *
   * @param full whether no more messages would fit
   * @param waiting how long the batch's first message has waited
   * @param rangesLive how many ranges of the lane are under way
   */
  public boolean isWorthSending(boolean full, Duration waiting, int rangesLive) {
    return full || rangesLive == 0 || waiting.compareTo(waitMax) >= 0;
  }
}
