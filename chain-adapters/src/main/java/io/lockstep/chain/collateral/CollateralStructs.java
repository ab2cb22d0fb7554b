package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.address;
import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.chain;
import static io.lockstep.chain.contract.AbiValues.hash;
import static io.lockstep.chain.contract.AbiValues.number;

import io.lockstep.chain.bindings.CollateralLedger;
import io.lockstep.chain.bindings.CollateralVault;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.Optional;

/** The values of this package as the contracts' structs, and back. */
final class CollateralStructs {

  private CollateralStructs() {}

  static CollateralVault.Lock lock(LockRequest request) {
    CollateralPayload payload = request.payload();
    return new CollateralVault.Lock(
        bytes(request.lane()),
        payload.asset().toString(),
        number(payload.kind().code()),
        payload.account().toString(),
        payload.amount(),
        payload.refund().toString(),
        number(request.deadline()),
        payload.reference().toArray());
  }

  static CollateralVault.Listing listing(Listing listing) {
    return new CollateralVault.Listing(
        listing.ledger().toString(),
        number(listing.gasLimit()),
        listing.mintable(),
        listing.standard().map(standard -> standard.chain().value()).orElse(BigInteger.ZERO),
        listing
            .standard()
            .map(standard -> standard.channel().value())
            .orElse(Hash32.ZERO)
            .toArray(),
        listing.lockCap(),
        listing.payoutCap());
  }

  static Listing listing(CollateralVault.Listing listing) {
    Channel channel = new Channel(hash(listing.channel));
    Optional<Standard> standard =
        channel.value().equals(Hash32.ZERO)
            ? Optional.empty()
            : Optional.of(new Standard(chain(listing.chainId), channel));
    return new Listing(
        address(listing.ledger),
        listing.gasLimit.intValueExact(),
        listing.mintable,
        standard,
        listing.lockCap,
        listing.payoutCap);
  }

  static Route route(CollateralVault.Route route) {
    return new Route(
        address(route.ledger),
        route.gasLimit.intValueExact(),
        route.mintable,
        route.erc7786,
        route.locked,
        route.lockCap,
        route.lockedInWindow,
        route.payoutCap,
        route.paidInWindow);
  }

  static Holding holding(CollateralLedger.Holding holding) {
    return new Holding(
        holding.credited,
        holding.minted,
        holding.creditedInWindow,
        holding.mintedInWindow,
        holding.cap,
        unlessZero(address(holding.token)));
  }

  static Optional<Address> unlessZero(Address address) {
    return address.isZero() ? Optional.empty() : Optional.of(address);
  }
}
