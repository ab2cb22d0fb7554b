package io.lockstep.core.stage;

import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Opening;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.port.SendingChain;
import io.lockstep.core.port.Submissions;
import io.lockstep.core.port.TransactionSigner;

/**
 * Turns an intent into a transaction: signed and kept first, sent afterwards. What the node answers
 * changes nothing here, for only the chain says what has happened; stage 5 asks it.
 */
public final class Sender {
  private final TransactionSigner signer;
  private final Submissions submissions;
  private final SendingChain chain;
  private final FeePolicy fees;

  public Sender(
      TransactionSigner signer, Submissions submissions, SendingChain chain, FeePolicy fees) {
    this.signer = signer;
    this.submissions = submissions;
    this.chain = chain;
    this.fees = fees;
  }

  Signer signer() {
    return signer.signer();
  }

  int openCount() {
    return submissions.openCount();
  }

  Step send(Intent.OfLane intent, GatewayCall call, long gasLimit) {
    Fees offer = fees.first(chain.quote());
    return switch (submissions.open(intent, nonce -> signer.sign(call, nonce, gasLimit, offer))) {
      case Opening.Refused(String why) -> new Step.Blocked(why);
      case Opening.Opened(Submission submission) -> {
        Broadcast answer = chain.broadcast(submission.newest().transaction().bytes());
        yield new Step.Moved("%s: %s".formatted(submission, answer));
      }
    };
  }
}
