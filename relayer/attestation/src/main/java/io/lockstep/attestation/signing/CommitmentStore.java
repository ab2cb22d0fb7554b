package io.lockstep.attestation.signing;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The commitments that one coordinator may use, from one signing to the next, so that a signing
 * takes one round trip. In memory only: what is lost is offered again.
 *
 * <p>Safe for several threads, and shared by all signings of one coordinator with one key: what one
 * of them draws, no other sees again.
 */
public final class CommitmentStore {
  /** What became of an offer. */
  public enum Receipt {
    TAKEN,
    /** All of it is known already, or less fresh than what is known. */
    NOTHING_NEW,
    /** Of another roster, epoch, or generation of shares, for another coordinator, or no offer. */
    FOREIGN,
    NOT_SIGNED,
    UNREADABLE
  }

  private final QuorumKey key;
  private final Hash32 keyHash;
  private final CoordinatorId coordinator;
  private final Map<Identifier, Stock> stocks;

  public CommitmentStore(QuorumKey key, CoordinatorId coordinator) {
    this.key = key;
    this.keyHash = key.hash();
    this.coordinator = coordinator;
    this.stocks =
        key.roster().identifiers().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new Stock()));
  }

  /**
   * Takes a signer's whole allotment, in the place of what earlier offers have told. What an answer
   * has told since stands: an offer says nothing of when it was made.
   */
  public Receipt accept(SignedMessage message) {
    if (message.kind() != MessageKind.SIGNING_COMMITMENTS || !message.scope().equals(keyHash)) {
      return Receipt.FOREIGN;
    }
    if (!message.isSigned(key.roster())) {
      return Receipt.NOT_SIGNED;
    }
    try {
      return accept(CommitmentOffer.decode(message.sender(), message.body()));
    } catch (AttestationException e) {
      return Receipt.UNREADABLE;
    }
  }

  private Receipt accept(CommitmentOffer offer) {
    if (!offer.coordinator().equals(coordinator)) {
      return Receipt.FOREIGN;
    }
    return offered(offer.allotment()) ? Receipt.TAKEN : Receipt.NOTHING_NEW;
  }

  /** How many commitments of a signer wait to be used. */
  public synchronized int size(Identifier signer) {
    return stock(signer).size();
  }

  QuorumKey key() {
    return key;
  }

  Hash32 keyHash() {
    return keyHash;
  }

  private synchronized boolean offered(Allotment everything) {
    return stock(everything.signer()).offered(everything);
  }

  /** From a refusal: all that the signer has. */
  synchronized void replaceBy(Allotment everything) {
    stock(everything.signer()).left(everything);
  }

  /** From a share: what the signer has made for it. */
  synchronized void add(Allotment fresh) {
    stock(fresh.signer()).replenished(fresh);
  }

  /**
   * One commitment of each of the first signers that have one, or nothing if those are too few.
   *
   * @param signers the preferred ones first
   */
  synchronized Optional<CommitmentList> draw(List<Identifier> signers, int count) {
    List<Stock> chosen =
        signers.stream().map(this::stock).filter(s -> !s.isEmpty()).limit(count).toList();
    if (chosen.size() < count) {
      return Optional.empty();
    }
    return Optional.of(
        CommitmentList.sorting(
            chosen.stream().map(Stock::draw).flatMap(Optional::stream).toList()));
  }

  /** The signer has not said that it has used this one, and nobody waits for it any more. */
  synchronized void abandon(SigningCommitment commitment) {
    stock(commitment.identifier()).abandon(commitment);
  }

  /** What a signer is told to forget when it is asked for more. */
  synchronized Allotment abandoned(Identifier signer) {
    return stock(signer).abandoned(signer);
  }

  private Stock stock(Identifier signer) {
    Stock stock = stocks.get(signer);
    if (stock == null) {
      throw new IllegalArgumentException(
          "Signer %s: found on no roster, expected one of %s.".formatted(signer, stocks.keySet()));
    }
    return stock;
  }
}
