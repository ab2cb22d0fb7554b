package io.lockstep.chain.provider;

import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.port.ChainProvider;
import java.time.Duration;
import java.util.function.IntSupplier;

/** How fast logs are read from one Anvil, beside web3j. Run by hand: it asserts nothing. */
final class LogsThroughput {

  private static final int MESSAGES = 100_000;
  private static final int AT_ONCE = 1_000;
  private static final int ROUNDS = 3;
  private static final long BLOCKS_BY_WEB3J = 10;

  private LogsThroughput() {}

  @SuppressWarnings("SystemOut") // its figures are what it is for
  public static void main(String[] arguments) {
    try (SourceLane lane = SourceLane.start(AnvilSettings.of(63), AnvilSettings.of(64))) {
      lane.setBlockGasLimit(2_000_000_000L);
      for (int i = 0; i < MESSAGES; i += AT_ONCE) {
        lane.send(AT_ONCE);
      }
      try (Watch watch =
          Watch.of(lane)
              .provider(
                  ProviderSettings.of("provider-a", lane.chain().endpoint())
                      .withAnswerBytesMax(1L << 30))
              .limits(LogLimits.USUAL)
              .begin()) {
        for (int round = 0; round < ROUNDS; round++) {
          System.out.println("ours:  " + measured(() -> read(watch, lane)));
          System.out.println("web3j: " + measured(() -> readByWeb3j(lane)));
        }
      }
    }
  }

  private static int read(Watch watch, SourceLane lane) {
    ChainProvider provider = watch.source().provider();
    AppendedPage page =
        provider.appended(lane.start().block().number() + 1, provider.tip().block().number());
    return page.logs().size();
  }

  /** In parts, because it takes no answer as large as all of them. */
  private static int readByWeb3j(SourceLane lane) {
    long tip = lane.chain().latest().block().number();
    int logs = 0;
    for (long from = 0; from <= tip; from += BLOCKS_BY_WEB3J) {
      ChainState state =
          ChainState.at(lane.chain().connection(), Math.min(tip, from + BLOCKS_BY_WEB3J - 1));
      logs += GatewayEvents.of(state.logs(lane.gateway(), from), lane.gateway()).size();
    }
    return logs;
  }

  private static String measured(IntSupplier work) {
    long start = System.nanoTime();
    int logs = work.getAsInt();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return "%d logs in %d ms: %d logs/s"
        .formatted(logs, elapsed.toMillis(), logs * 1_000L / Math.max(1, elapsed.toMillis()));
  }
}
