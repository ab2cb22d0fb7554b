package io.lockstep.attestation.attester;

import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One attester with one share of one key: what it says to a coordinator, and what it would say to
 * anybody. Safe for several threads.
 */
public final class Attester {
  /**
   * What a coordinator hears.
   *
   * @param why what a person would want to know of a refusal; not signed, and nothing depends on it
   */
  public record Reply(SignedMessage message, Optional<Refusal> why) {}

  private final QuorumKey key;
  private final Hash32 keyHash;
  private final KeyPackage share;
  private final IdentitySigner identity;
  private final SigningLedger ledger;
  private final SignerPool pool;
  private final Vouching vouching;

  /**
   * Begins with an empty pool.
   *
   * @param coordinators who may ask for signatures
   * @param lanes the followed ones
   */
  public Attester(
      QuorumKey key,
      KeyPackage share,
      IdentitySigner identity,
      Set<CoordinatorId> coordinators,
      Collection<Lane> lanes,
      SigningLedger ledger,
      HoldQuota quota,
      Fence fence,
      SecureRandom random) {
    this.key = key;
    this.keyHash = key.hash();
    this.share = share;
    this.identity = identity;
    this.ledger = ledger;
    this.pool =
        new SignerPool(
            key,
            share,
            identity,
            coordinators,
            (commitment, session) ->
                ledger.use(Keccak256.of(commitment.encode()), session.digest()),
            random);
    Map<LaneId, Lane> byId =
        lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::id, Function.identity()));
    this.vouching = new Vouching(key.epoch(), byId, ledger, new ForeignHolds(key, quota), fence);
  }

  public QuorumKey key() {
    return key;
  }

  /** Commitments for a coordinator; see {@link SignerPool#offer}. */
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return pool.offer(coordinator, abandoned);
  }

  /** A share, if this attester vouches for the proposal and the session is about just that. */
  public Reply answer(CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    return switch (vouching.consider(proposal)) {
      case Vouching.Outcome.Approved(var approved) ->
          new Reply(pool.answer(coordinator, session, approved), Optional.empty());
      case Vouching.Outcome.Refused(Refusal refusal) ->
          new Reply(pool.decline(coordinator, session), Optional.of(refusal));
    };
  }

  /**
   * What this attester holds of the messages after {@code from} through {@code nonce}, for others
   * to put on their lists.
   */
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return ledger.lane(lane, from, nonce, Set.of()).holds().entrySet().stream()
        .map(hold -> new HoldStatement(lane, hold.getKey(), hold.getValue()))
        .map(statement ->
            SignedMessage.sign(
                identity, share.identifier(), MessageKind.HOLD, keyHash, statement.encode()))
        .toList();
  }

  /** Forgets all nonces, for instance because {@link ClockWatch} saw a jump. */
  public void forgetNonces() {
    pool.empty();
  }

  @Override
  public String toString() {
    return "attester " + share.identifier();
  }
}
