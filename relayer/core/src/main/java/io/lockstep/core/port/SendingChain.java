package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerView;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.Collection;

/**
 * A chain as one sees it who sends transactions there.
 *
 * <p>Every method but {@link #broadcast} throws a {@link io.lockstep.core.Failure} if there is no
 * answer.
 */
public interface SendingChain {
  /**
   * Looks at a signer and at its transactions. The account's nonces and the final height are what a
   * quorum of the configured providers reports (the q-th highest), so that one provider can neither
   * invent a gap nor close a nonce. Receipts are one provider's word: it may hide one, or show one
   * of a block that goes. Who is asked for them has reached the final height itself: it must not
   * seem that a nonce was used by a stranger because somebody is behind.
   */
  SignerView look(Signer signer, Collection<Hash32> transactions);

  /**
   * Hands a transaction to nodes, once or several times: the same bytes again change nothing. Never
   * throws for what a node or the network does: an unknown outcome is an answer.
   */
  Broadcast broadcast(Bytes transaction);

  FeeQuote quote();

  /** Why a mined transaction reverted, by replaying it. */
  Revert explain(Receipt receipt);
}
