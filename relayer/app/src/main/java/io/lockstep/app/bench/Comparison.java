package io.lockstep.app.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a path must and should cost, and what it costs with others: whole transactions of theirs in
 * steady state, verified on chain, per transfer.
 */
record Comparison(String path, int n, long must, long aim, String peers) {

  private static final List<Comparison> ALL =
      List.of(
          new Comparison(
              "lock",
              1,
              75_000,
              66_000,
              "Omni 65,472; CCTP v1 91,861; Wormhole 96,413; Sygma 108,544; Hyperlane 178,492"),
          new Comparison("credit", 1, 77_000, 66_000, "Sygma 81,831"),
          new Comparison("credit", 10, 17_000, 15_000, ""),
          new Comparison("credit", 50, 11_400, 10_100, "Sygma 25,410"),
          new Comparison("credit", 100, 10_700, 9_500, "Sygma 24,923"),
          new Comparison("mint", 1, 81_800, 77_000, ""),
          new Comparison(
              "mint", 50, 12_800, 11_200, "Stargate bus 21,275; Hyperlane 70,424; CCTP v1 74,679"),
          new Comparison("mint", 100, 12_000, 10_400, "Stargate bus 18,413"),
          new Comparison("credit_erc7786", 100, 14_000, 11_500, ""));

  static Optional<Comparison> with(GasRow row) {
    return ALL.stream()
        .filter(known -> known.path.equals(row.path()) && known.n == row.n())
        .filter(_ -> row.recipient().equals(GasRow.WARM))
        .findFirst();
  }
}
