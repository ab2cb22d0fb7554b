package io.lockstep.app.demo;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.chain.collateral.CollateralEvent;
import io.lockstep.chain.collateral.CollateralEvents;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.MessageId;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What vault, ledger and token say that they did, in their own logs: a witness beside the gateways.
 *
 * @param creditIds of every message that was credited, as often as it was
 * @param minted to whom, each time that tokens were minted
 * @param refundedNonces of every message that was refunded, as often as it was
 */
record Effects(
    List<CollateralEvent> vault,
    List<CollateralEvent> ledger,
    List<MessageId> creditIds,
    List<Address> minted,
    List<Long> refundedNonces) {

  /** {@code CrosschainMint(address,uint256,address)} of ERC-7802. */
  private static final String MINT_TOPIC =
      Keccak256.ofText("CrosschainMint(address,uint256,address)").toString();

  static Effects of(CollateralLanes lanes) {
    List<CollateralEvent> vault =
        CollateralEvents.of(lanes.out().source().latest().logs(lanes.vault(), 0), lanes.vault());
    List<CollateralEvent> ledger =
        CollateralEvents.of(
            lanes.out().destination().latest().logs(lanes.ledger(), 0), lanes.ledger());
    List<Address> minted =
        lanes.assets().stream()
            .flatMap(
                asset -> lanes.out().destination().latest().logs(lanes.tokenOf(asset), 0).stream())
            .filter(log -> log.getTopics().getFirst().equals(MINT_TOPIC))
            .map(log -> account(log.getTopics().get(1)))
            .toList();
    return new Effects(
        vault,
        ledger,
        ledger.stream().flatMap(Effects::creditId).toList(),
        minted,
        vault.stream().flatMap(Effects::refundedNonce).toList());
  }

  /** Of a topic, which is a whole word. */
  private static Address account(String topic) {
    return Address.fromHex("0x" + topic.substring(topic.length() - 2 * Address.LENGTH));
  }

  /** Everybody who was ever credited. */
  Set<Address> credited() {
    return ledger.stream().flatMap(Effects::creditedAccount).collect(Collectors.toSet());
  }

  /** What left the vault's books of an asset, released or refunded. */
  BigInteger paidOut(Address asset) {
    return vault.stream()
        .map(event -> paidOut(event, asset))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static Stream<MessageId> creditId(CollateralEvent event) {
    return event instanceof CollateralEvent.Credited credited
        ? Stream.of(credited.message())
        : Stream.empty();
  }

  private static Stream<Address> creditedAccount(CollateralEvent event) {
    return event instanceof CollateralEvent.Credited credited
        ? Stream.of(credited.account())
        : Stream.empty();
  }

  private static Stream<Long> refundedNonce(CollateralEvent event) {
    return event instanceof CollateralEvent.Refunded refunded
        ? Stream.of(refunded.nonce())
        : Stream.empty();
  }

  private static BigInteger paidOut(CollateralEvent event, Address asset) {
    return switch (event) {
      case CollateralEvent.Released(var _, var _, var _, Address what, BigInteger amount)
          when what.equals(asset) ->
          amount;
      case CollateralEvent.Refunded(var _, var _, var _, Address what, BigInteger amount)
          when what.equals(asset) ->
          amount;
      default -> BigInteger.ZERO;
    };
  }

  long entered() {
    return (long) creditIds.size() + minted.size();
  }
}
