package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.fault.Faults;
import io.lockstep.protocol.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 14: five configured providers over real sockets, quorum four. Every subset of them lies, in
 * every way. Up to three liars make nothing false final, and fewer than four that confirm make
 * nothing final at all.
 */
@ExtendWith(SharedLane.class)
class LiarsOverSocketsTest {

  private static final int CONFIGURED = 5;
  private static final int QUORUM = 4;

  /** How a provider lies. */
  enum Lie {
    SILENT(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on(FaultProxy.ANY, Faults.status("500 Oops", "", "oops"));
      }
    },
    TALKS_NONSENSE(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on(FaultProxy.ANY, Faults.text("<html>"));
      }
    },
    ANSWERS_OTHER_QUESTIONS(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on(FaultProxy.ANY, Faults.wrongId());
      }
    },
    SPEAKS_FOR_ANOTHER_CHAIN(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_chainId", Faults.result(id -> Json.text("0x5")));
      }
    },
    HIDES_LOGS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getLogs", Lies.hiddenLog());
      }
    },
    INVENTS_LOGS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getLogs", Lies.inventedLog());
      }
    },
    ALTERS_LOGS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getLogs", Lies.alteredLog());
      }
    },
    REPEATS_LOGS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getLogs", Lies.repeatedLog());
      }
    },
    LOGS_OF_ANOTHER_BRANCH(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getLogs", Lies.logOfAnotherBranch());
      }
    },
    REFUSES_PROOFS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getProof", Faults.refused(-32000, "missing trie node"));
      }
    },
    EXCHANGES_NONCE_AND_HEAD(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getProof", Lies.exchangedSlots(0, 1));
      }
    },
    DAMAGES_PROOFS(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getProof", Lies.damagedProof());
      }
    },
    CALLS_ALL_FINAL(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getBlockByNumber", Lies.allFinal());
      }
    },
    IS_FROZEN(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        String first = Lies.quantity(lane.start().block().number());
        proxy.on(
            "eth_getBlockByNumber",
            Lies.frozenAt(lane.chain().connection().ask("eth_getBlockByNumber", first, false)));
      }
    },
    CLAIMS_A_HEIGHT(true) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        String first = Lies.quantity(lane.start().block().number());
        proxy.on(
            "eth_getBlockByNumber",
            Lies.inTheSky(lane.chain().connection().ask("eth_getBlockByNumber", first, false)));
      }
    },
    NAMES_OTHER_BLOCKS(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getBlockByNumber", Lies.forkedAbove(lane.start().block().number()));
      }
    },
    CALLS_OTHER_BLOCKS_FINAL(false) {
      @Override
      void tell(FaultProxy proxy, SourceLane lane) {
        proxy.on("eth_getBlockByNumber", Lies.forkedAndFinalAbove(lane.start().block().number()));
      }
    };

    /** Whether it may confirm a block that is final. */
    private final boolean confirms;

    Lie(boolean confirms) {
      this.confirms = confirms;
    }

    abstract void tell(FaultProxy proxy, SourceLane lane);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void upToThreeLiarsMakeNothingFalseFinal(Lie lie, SourceLane lane) {
    Map<Integer, Watch> watches = new HashMap<>();
    try (FaultProxy liar = FaultProxy.before(lane.chain().endpoint())) {
      lie.tell(liar, lane);
      for (int subset = 1; subset < 1 << CONFIGURED; subset++) {
        watches.put(subset, watch(lane, liar, subset));
      }
      lane.send(4);
      watches.values().forEach(LiarsOverSocketsTest::follow);
      List<Message> truth = messages(lane);
      lane.mine(SharedLane.FINALITY - 1);
      lane.send(2);

      watches.values().forEach(LiarsOverSocketsTest::follow);

      watches.forEach((subset, watch) -> assertHolds(lie, subset, watch, truth));
    } finally {
      watches.values().forEach(Watch::close);
    }
  }

  /** Far enough for what is proven to become final, and what is not to try. */
  private static void follow(Watch watch) {
    watch.providers().survey();
    watch.observeUntilProven();
    watch.settle(1);
  }

  private static Watch watch(SourceLane lane, FaultProxy liar, int subset) {
    Watch.Plan plan =
        Watch.of(lane).finality(new FinalityPolicy.Finalized()).quorum(QUORUM).blocksBehindMax(0);
    for (int i = 0; i < CONFIGURED; i++) {
      boolean lies = (subset & (1 << i)) != 0;
      plan.provider(lies ? liar.endpoint() : lane.chain().endpoint());
    }
    return plan.begin();
  }

  private static List<Message> messages(SourceLane lane) {
    return lane.truth().stream().map(MessageAppended::message).toList();
  }

  private static void assertHolds(Lie lie, int subset, Watch watch, List<Message> truth) {
    int liars = Integer.bitCount(subset);
    String scene = "%s by %s".formatted(lie, Integer.toBinaryString(subset));
    if (liars < QUORUM) {
      assertThat(watch.finalMessages()).as(scene).isIn(List.of(), truth);
      assertThat(watch.store().halted()).as(scene).isEmpty();
    }
    int confirming = CONFIGURED - (lie.confirms ? watch.quarantines().quarantined().size() : liars);
    if (confirming < QUORUM) {
      assertThat(watch.finalMessages()).as(scene).isEmpty();
    } else if (liars < QUORUM) {
      assertThat(watch.finalMessages()).as(scene).isEqualTo(truth);
    }
  }
}
