package io.lockstep.model.delivery;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Opening;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.Reverts;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerState;
import io.lockstep.core.domain.delivery.SignerView;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.SendingChain;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.Submissions;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** What must make a property fail; otherwise the property says nothing. */
enum Mutation {
  NONE,
  /** What is not final at the source is vouched for. */
  ATTESTS_THE_TIP,
  /** A receipt is the end. */
  CLOSES_ON_A_RECEIPT,
  /** The list of holds is left out. */
  DROPS_HOLDS,
  /** What is under way is planned again, and no constraint stands in the way. */
  FORGETS_LIVE_RANGES,
  /** The bytes go out and are kept afterwards. */
  BROADCASTS_BEFORE_STORING,
  /** No answer is taken for a refusal. */
  TREATS_UNKNOWN_AS_FAILED,
  /** What was once planned counts as executed. */
  PLANS_FROM_MEMORY,
  /** Any lease will do. */
  NO_FENCING,
  /** What is signed is sent once. */
  NEVER_REBROADCASTS,
  /** The source gives back what is late, without asking the destination. */
  REFUNDS_BY_THE_SOURCES_CLOCK;

  boolean attestsTheTip() {
    return this == ATTESTS_THE_TIP;
  }

  boolean dropsHolds() {
    return this == DROPS_HOLDS;
  }

  /** Whether what it breaks is stuck before it is unsafe. */
  boolean breaksSafetyLater() {
    return this == ATTESTS_THE_TIP;
  }

  /** Whether the source pays back its first message. */
  boolean refunds(SimulatedDestination.State destination) {
    SimulatedGateway gateway = destination.atFinality().gateway();
    return this == REFUNDS_BY_THE_SOURCES_CLOCK
        || gateway.standings().get(new SimulatedGateway.Place(DeliveryScene.LANE, 1))
            == SimulatedGateway.Standing.VOIDED;
  }

  void prepare(DeliveryScene scene) {
    if (this == NO_FENCING) {
      scene.database.withoutFence();
    }
    if (this == FORGETS_LIVE_RANGES) {
      scene.database.withoutConstraints();
    }
    if (this == NEVER_REBROADCASTS) {
      scene.rebroadcastAfter = Duration.ofDays(10_000);
    }
    scene.wiring = wiring(scene);
  }

  private Wiring wiring(DeliveryScene scene) {
    return switch (this) {
      case NONE,
          ATTESTS_THE_TIP,
          DROPS_HOLDS,
          NO_FENCING,
          NEVER_REBROADCASTS,
          REFUNDS_BY_THE_SOURCES_CLOCK ->
          new Wiring() {};
      case CLOSES_ON_A_RECEIPT ->
          new Wiring() {
            @Override
            public SignerStore signer(SignerStore store) {
              return new Signing(store) {
                @Override
                public void include(long nonce, Receipt receipt) {
                  super.include(nonce, receipt);
                  super.finish(nonce, receipt);
                }

                @Override
                public void finish(long nonce, Receipt receipt) {}
              };
            }
          };
      case FORGETS_LIVE_RANGES ->
          new Wiring() {
            @Override
            public DeliveryStore delivery(DeliveryStore store) {
              return new Delivering(store) {
                @Override
                public List<Submission> liveRanges() {
                  return List.of();
                }
              };
            }
          };
      case BROADCASTS_BEFORE_STORING ->
          new Wiring() {
            @Override
            public Submissions submissions(Submissions submissions) {
              return new Submissions() {
                @Override
                public int openCount() {
                  return submissions.openCount();
                }

                @Override
                public Opening open(Intent.OfLane intent, LongFunction<SignedTransaction> sign) {
                  return submissions.open(
                      intent,
                      nonce -> {
                        SignedTransaction transaction = sign.apply(nonce);
                        scene.chain.broadcast(transaction.bytes());
                        return transaction;
                      });
                }
              };
            }
          };
      case TREATS_UNKNOWN_AS_FAILED ->
          new Wiring() {
            @Override
            public SendingChain chain(SendingChain chain, SignerStore store) {
              return new Sending(chain) {
                @Override
                public Broadcast broadcast(Bytes transaction) {
                  Broadcast answer = super.broadcast(transaction);
                  if (answer instanceof Broadcast.Unknown(String text)) {
                    store.revert(
                        store.open().getLast().transactionNonce(),
                        new Revert("Unknown", text),
                        Optional.empty());
                  }
                  return answer;
                }
              };
            }
          };
      case PLANS_FROM_MEMORY ->
          new Wiring() {
            @Override
            public DeliveryStore delivery(DeliveryStore store) {
              return new Delivering(store) {
                @Override
                public List<Submission> liveRanges() {
                  return scene.database.rows().submissions().stream()
                      .map(Rows.SubmissionRow::submission)
                      .filter(one ->
                          one.range().filter(range -> range.lane().equals(lane())).isPresent())
                      .filter(one -> one.range().orElseThrow().last() > executed().newest().nonce())
                      .toList();
                }
              };
            }
          };
    };
  }

  /** Everything as it is. */
  private static class Delivering implements DeliveryStore {
    private final DeliveryStore store;

    Delivering(DeliveryStore store) {
      this.store = store;
    }

    @Override
    public LaneId lane() {
      return store.lane();
    }

    @Override
    public Optional<String> halted() {
      return store.halted();
    }

    @Override
    public LaneHead finalHead() {
      return store.finalHead();
    }

    @Override
    public Optional<Hash32> head(long nonce) {
      return store.head(nonce);
    }

    @Override
    public List<FinalMessage> messages(long first, int countMax) {
      return store.messages(first, countMax);
    }

    @Override
    public Executed executed() {
      return store.executed();
    }

    @Override
    public Delivered delivered() {
      return store.delivered();
    }

    @Override
    public List<Submission> liveRanges() {
      return store.liveRanges();
    }

    @Override
    public Reverts reverts(long first) {
      return store.reverts(first);
    }

    @Override
    public Optional<KeptCheckpoint> furthest(Set<Long> epochs, long start, long nonceMax) {
      return store.furthest(epochs, start, nonceMax);
    }

    @Override
    public void confirm(Delivered delivered, Executed executed, Optional<Incident> incident) {
      store.confirm(delivered, executed, incident);
    }

    @Override
    public void haltPair(Incident incident) {
      store.haltPair(incident);
    }
  }

  /** Everything as it is. */
  private static class Signing implements SignerStore {
    private final SignerStore store;

    Signing(SignerStore store) {
      this.store = store;
    }

    @Override
    public Signer signer() {
      return store.signer();
    }

    @Override
    public SignerState state() {
      return store.state();
    }

    @Override
    public List<Submission> open() {
      return store.open();
    }

    @Override
    public void compare(long accountNonce, Optional<Incident> incident) {
      store.compare(accountNonce, incident);
    }

    @Override
    public Submission fill(long nonce, SignedTransaction transaction) {
      return store.fill(nonce, transaction);
    }

    @Override
    public void add(long nonce, Attempt attempt) {
      store.add(nonce, attempt);
    }

    @Override
    public void include(long nonce, Receipt receipt) {
      store.include(nonce, receipt);
    }

    @Override
    public void vanish(long nonce) {
      store.vanish(nonce);
    }

    @Override
    public void revert(long nonce, Revert revert, Optional<Incident> incident) {
      store.revert(nonce, revert, incident);
    }

    @Override
    public void cancel(long nonce) {
      store.cancel(nonce);
    }

    @Override
    public void finish(long nonce, Receipt receipt) {
      store.finish(nonce, receipt);
    }

    @Override
    public void concede(long nonce, Incident incident) {
      store.concede(nonce, incident);
    }

    @Override
    public int revertsLike(long nonce) {
      return store.revertsLike(nonce);
    }
  }

  /** Everything as it is. */
  private static class Sending implements SendingChain {
    private final SendingChain chain;

    Sending(SendingChain chain) {
      this.chain = chain;
    }

    @Override
    public SignerView look(Signer signer, Collection<Hash32> transactions) {
      return chain.look(signer, transactions);
    }

    @Override
    public Broadcast broadcast(Bytes transaction) {
      return chain.broadcast(transaction);
    }

    @Override
    public FeeQuote quote() {
      return chain.quote();
    }

    @Override
    public Revert explain(Receipt receipt) {
      return chain.explain(receipt);
    }
  }
}
