package io.lockstep.core.stage;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.SignerState;
import io.lockstep.core.domain.delivery.SignerView;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.policy.delivery.RetryPolicy;
import io.lockstep.core.port.Pauses;
import io.lockstep.core.port.SendingChain;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.TransactionSigner;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Stage 5, one for each signer: sees every transaction nonce through until it is used at finality.
 *
 * <p>Whatever has happened, whether a crash, a lost pool, a reorg, a backup or a key used
 * elsewhere, it looks at the chain and does what is missing: fills what nothing was signed for,
 * rebroadcasts what is signed, offers more for what waits too long, and gives up what nobody needs
 * any more by an empty transaction in its place.
 */
public final class TrackSubmission implements Stage {
  private final SignerStore store;
  private final TransactionSigner signer;
  private final SendingChain chain;
  private final Pauses pauses;
  private final FeePolicy fees;
  private final RetryPolicy reverts;
  private final Duration rebroadcastAfter;
  private final InstantSource clock;

  /** Forgotten in a restart, after which each is sent once more than needed. */
  private final Map<Hash32, Instant> sentAt = new HashMap<>();

  /**
   * A stage for the signer of the store.
   *
   * @param reverts after how many reverts alike a person is told
   * @param rebroadcastAfter how long a transaction that is not mined is left to the nodes
   */
  public TrackSubmission(
      SignerStore store,
      TransactionSigner signer,
      SendingChain chain,
      Pauses pauses,
      FeePolicy fees,
      RetryPolicy reverts,
      Duration rebroadcastAfter,
      InstantSource clock) {
    this.store = store;
    this.signer = signer;
    this.chain = chain;
    this.pauses = pauses;
    this.fees = fees;
    this.reverts = reverts;
    this.rebroadcastAfter = rebroadcastAfter;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "TrackSubmission";
  }

  @Override
  public Step step() {
    SignerState state = store.state();
    List<Submission> open = store.open();
    SignerView view = chain.look(store.signer(), hashesOf(open));
    if (!state.compared() || view.nonce() > state.next()) {
      return compare(state, view);
    }
    OptionalLong gap = gap(state, view, open);
    if (gap.isPresent() && pauses.daemon().isEmpty()) {
      return fill(gap.getAsLong());
    }
    Round round = new Round(view);
    open.forEach(round::track);
    sentAt.keySet().retainAll(hashesOf(open));
    return round.outcome(open.size());
  }

  private static List<Hash32> hashesOf(List<Submission> open) {
    return open.stream()
        .flatMap(submission -> submission.attempts().stream())
        .map(attempt -> attempt.transaction().hash())
        .toList();
  }

  private Step compare(SignerState state, SignerView view) {
    boolean drifted = state.next() > 0 && view.nonce() > state.next();
    String what =
        "%s: found account nonce %d, expected at most %d: it goes on from there"
            .formatted(store.signer(), view.nonce(), state.next());
    store.compare(
        view.nonce(),
        drifted ? Optional.of(new Incident(Incident.Kind.SIGNER_DRIFTED, what)) : Optional.empty());
    return new Step.Moved(
        drifted
            ? what
            : "%s is held against the chain, at %d".formatted(store.signer(), view.nonce()));
  }

  // A nonce that nothing was signed for holds up all behind it

  private static OptionalLong gap(SignerState state, SignerView view, List<Submission> open) {
    List<Long> signedFor = open.stream().map(Submission::transactionNonce).toList();
    return LongStream.range(Math.max(view.nonce(), state.settled()), state.next())
        .filter(nonce -> !signedFor.contains(nonce))
        .findFirst();
  }

  private Step fill(long nonce) {
    SignedTransaction empty = signer.empty(nonce, fees.first(chain.quote()));
    Submission filled = store.fill(nonce, empty);
    return new Step.Moved("%s: %s".formatted(filled, chain.broadcast(empty.bytes())));
  }

  /** One look at all that is open. */
  private final class Round {
    private final SignerView view;
    private final boolean sending = pauses.daemon().isEmpty();
    private final Instant now = clock.instant();
    private final List<String> moved = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<FeeQuote> quote = Optional.empty();

    Round(SignerView view) {
      this.view = view;
    }

    Step outcome(int open) {
      if (!moved.isEmpty()) {
        return new Step.Moved(String.join("; ", moved));
      }
      return refused.isEmpty()
          ? new Step.Idle("%d transactions are open".formatted(open))
          : new Step.Blocked(String.join("; ", refused));
    }

    void track(Submission submission) {
      long nonce = submission.transactionNonce();
      Optional<Mined> mined = mined(submission);
      if (mined.isPresent()) {
        mined(submission, mined.get());
      } else if (nonce < view.finalNonce()) {
        concede(submission);
      } else if (nonce >= view.nonce()) {
        pending(submission);
      }
      // Otherwise a stranger's transaction has the nonce, and finality decides; or we are not told.
    }

    // In a block

    private record Mined(Attempt attempt, Receipt receipt) {}

    private Optional<Mined> mined(Submission submission) {
      return submission.attempts().stream()
          .flatMap(attempt ->
              view
                  .find(attempt.transaction().hash())
                  .map(receipt -> new Mined(attempt, receipt))
                  .stream())
          .findFirst();
    }

    private void mined(Submission submission, Mined mined) {
      long nonce = submission.transactionNonce();
      Receipt receipt = mined.receipt();
      if (!submission.transaction().equals(new TransactionState.Included(receipt))) {
        store.include(nonce, receipt);
        moved.add(submission + " is in " + receipt.block());
      }
      if (submission.isLive() && mined.attempt().empty()) {
        store.cancel(nonce);
        moved.add(submission + " was given up");
      } else if (submission.isLive() && !receipt.succeeded()) {
        revert(submission, receipt);
      }
      if (nonce < view.finalNonce() && receipt.block().number() <= view.finalHeight()) {
        store.finish(nonce, receipt);
        moved.add(submission + " is final");
      }
    }

    private void revert(Submission submission, Receipt receipt) {
      Revert revert = chain.explain(receipt);
      int count = store.revertsLike(submission.transactionNonce()) + 1;
      String what = "%s has reverted with %s".formatted(submission, revert.text());
      store.revert(
          submission.transactionNonce(),
          revert,
          reverts.isReported(count)
              ? Optional.of(
                  new Incident(
                      Incident.Kind.DELIVERY_REVERTED, what + ", %d times now".formatted(count)))
              : Optional.empty());
      moved.add(what);
    }

    private void concede(Submission submission) {
      String what =
          submission + ": its nonce is used at finality by a transaction that is not on record";
      store.concede(
          submission.transactionNonce(), new Incident(Incident.Kind.SIGNER_DRIFTED, what));
      moved.add(what);
    }

    // In no block

    private void pending(Submission submission) {
      if (submission.transaction() instanceof TransactionState.Included(Receipt receipt)) {
        store.vanish(submission.transactionNonce());
        moved.add("%s was in %s, which is gone".formatted(submission, receipt.block()));
      }
      if (!sending) {
        return;
      }
      boolean givingUp = isUnwanted(submission) && !submission.newest().empty();
      if (givingUp || isDue(submission)) {
        replace(submission, givingUp);
      } else if (isSilentTooLong(submission.newest())) {
        send(submission, submission.newest());
      }
    }

    /**
     * What others have done, and what a pause must not let happen. What was in a block that is gone
     * will most likely be in another, so it is left alone.
     */
    private boolean isUnwanted(Submission submission) {
      boolean neverMined = submission.transaction() instanceof TransactionState.Pending;
      boolean paused =
          submission.intent() instanceof Intent.OfLane ofLane
              && pauses.lane(ofLane.lane()).isPresent();
      return paused || (!submission.isLive() && neverMined);
    }

    private boolean isDue(Submission submission) {
      Attempt newest = submission.newest();
      Duration since = Duration.between(newest.signedAt(), now);
      return fees.isDue(newest.transaction().fees(), quote(), since);
    }

    private FeeQuote quote() {
      if (quote.isEmpty()) {
        quote = Optional.of(chain.quote());
      }
      return quote.get();
    }

    /** Sends another in its place, or the same again if no more may be offered. */
    private void replace(Submission submission, boolean givingUp) {
      replacement(submission, givingUp)
          .ifPresentOrElse(
              attempt -> send(submission, attempt), () -> send(submission, submission.newest()));
    }

    /** Kept before it goes out. */
    private Optional<Attempt> replacement(Submission submission, boolean givingUp) {
      long nonce = submission.transactionNonce();
      Attempt newest = submission.newest();
      Duration age = Duration.between(submission.openedAt(), now);
      Optional<Fees> offer = fees.replacement(newest.transaction().fees(), quote(), age);
      return offer.map(more -> {
        SignedTransaction transaction =
            givingUp
                ? signer.empty(nonce, more)
                : signer.reprice(newest.transaction().bytes(), more);
        Attempt attempt = new Attempt(transaction, givingUp || newest.empty(), now);
        store.add(nonce, attempt);
        moved.add("%s is replaced, for %s".formatted(submission, more));
        return attempt;
      });
    }

    private boolean isSilentTooLong(Attempt attempt) {
      Instant sent = sentAt.getOrDefault(attempt.transaction().hash(), attempt.signedAt());
      return !now.isBefore(sent.plus(rebroadcastAfter));
    }

    private void send(Submission submission, Attempt attempt) {
      sentAt.put(attempt.transaction().hash(), now);
      switch (chain.broadcast(attempt.transaction().bytes())) {
        case Broadcast.Taken _, Broadcast.NonceTooLow _, Broadcast.Unknown _ -> {}
        case Broadcast.Underpriced(String text) -> outbid(submission, text);
        case Broadcast.InsufficientFunds(String text) ->
            refused.add("%s: %s: fund %s".formatted(submission, text, submission.signer()));
        case Broadcast.Refused(String text) -> refused.add(submission + ": " + text);
      }
    }

    /** The node has another under this nonce, or wants more: a bump at a time, up to the cap. */
    private void outbid(Submission submission, String text) {
      Submission current =
          store.open().stream()
              .filter(one -> one.transactionNonce() == submission.transactionNonce())
              .findFirst()
              .orElse(submission);
      Optional<Attempt> more = replacement(current, false);
      more.ifPresentOrElse(
          attempt -> chain.broadcast(attempt.transaction().bytes()),
          () -> refused.add("%s: %s, and the cap allows no more".formatted(submission, text)));
    }
  }
}
