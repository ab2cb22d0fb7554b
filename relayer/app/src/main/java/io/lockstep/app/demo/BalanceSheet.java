package io.lockstep.app.demo;

import io.lockstep.app.demo.Transfers.Place;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Both sides of one asset on one lane pair, while nothing moves.
 *
 * @param inVault the vault's balance of the token, as the token says
 * @param locked what the vault's book says that the lane has locked
 * @param claimable what waits to be claimed
 * @param credited the sum of the margin of everybody who was ever credited
 * @param minted the sum of the tokens of everybody who was ever minted any
 * @param outstanding what the ledger's book says is credited and minted
 * @param onTheWay locked, and not yet at the ledger; or given up, and not yet at the vault
 * @param parked what the destinations have parked or hold
 * @param notRefunded voided, and not yet refunded
 */
record BalanceSheet(
    String symbol,
    BigInteger inVault,
    BigInteger locked,
    BigInteger claimable,
    BigInteger credited,
    BigInteger minted,
    BigInteger outstanding,
    BigInteger onTheWay,
    BigInteger parked,
    BigInteger notRefunded) {

  static BalanceSheet of(
      CollateralLanes lanes, Address asset, Transfers allOut, Transfers allHome, Effects effects) {
    Set<Address> paid = Set.of(lanes.holder(), lanes.receiver());
    Transfers out = allOut.of(asset);
    Transfers home = allHome.of(asset);
    return new BalanceSheet(
        lanes.collateral(asset).symbol(),
        lanes.collateral(asset).balanceOf(lanes.vault()),
        lanes.route(asset).locked(),
        sum(paid.stream().map(account -> lanes.claimable(asset, account))),
        sum(effects.credited().stream().map(account -> lanes.creditOf(asset, account))),
        sum(effects.minted().stream().distinct().map(lanes.minted(asset)::balanceOf)),
        lanes.holding(asset).outstanding(),
        out.sum(Place.IN_FLIGHT).add(home.sum(Place.IN_FLIGHT)),
        out.sum(Place.PARKED).add(home.sum(Place.PARKED)),
        out.sum(transfer ->
            transfer.place() == Place.VOIDED
                && !effects.refundedNonces().contains(transfer.nonce())));
  }

  private static BigInteger sum(Stream<BigInteger> amounts) {
    return amounts.reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** I1. */
  Optional<String> backing() {
    BigInteger expected = accountedFor();
    if (!locked.equals(expected)) {
      return Optional.of(
          "%s locked: found %s, expected %s from everything else"
              .formatted(symbol, locked, expected));
    }
    BigInteger held = credited.add(minted);
    return outstanding.equals(held)
        ? Optional.empty()
        : Optional.of("%s outstanding: found %s, expected %s".formatted(symbol, outstanding, held));
  }

  /** I2. */
  Optional<String> solvency() {
    BigInteger owed = locked.add(claimable);
    return inVault.compareTo(owed) >= 0
        ? Optional.empty()
        : Optional.of("the vault has %s of %s, owes %s".formatted(inVault, symbol, owed));
  }

  void tell(Narrator narrator) {
    narrator.line("");
    narrator.line(row("chain A, where " + symbol + " lives", "", "chain B, where it is used", ""));
    narrator.line(row("locked for this lane", text(locked), "margin credited", text(credited)));
    narrator.line(row("waiting to be claimed", text(claimable), "tokens minted", text(minted)));
    narrator.line(row("", "", "on the way", text(onTheWay)));
    narrator.line(row("", "", "parked or held", text(parked)));
    narrator.line(row("", "", "voided, not yet refunded", text(notRefunded)));
    narrator.line(row("in the vault", text(inVault), "must equal locked", text(accountedFor())));
  }

  private BigInteger accountedFor() {
    return credited.add(minted).add(onTheWay).add(parked).add(notRefunded);
  }

  private static String row(String left, String leftAmount, String right, String rightAmount) {
    return String.format(
            Locale.ROOT, "   %-30s %18s   %-26s %18s", left, leftAmount, right, rightAmount)
        .stripTrailing();
  }

  private String text(BigInteger amount) {
    return CollateralTerms.text(amount, symbol);
  }
}
