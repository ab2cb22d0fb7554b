package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mischief;
import io.lockstep.attestation.attester.CheckpointDraft;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.RulingProposal;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Ruling;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a coordinator wants signed of a lane.
 *
 * @param source where the lane begins
 * @param heads of the lane as the coordinator has them, from none on
 */
record Wish(
    ChainSide source, long from, long nonce, List<LaneHead> heads, Optional<Mischief> mischief) {
  private static final CoordinatorId STRANGER = CoordinatorId.named("stranger");

  /** Nothing if there is nothing to be signed, or no way to do this mischief. */
  static Optional<Wish> of(World world, Lane lane, Optional<Mischief> mischief) {
    ChainSide source = world.source(lane.id());
    long executed = world.source(lane.paired().id()).finalExecuted().nonce();
    List<LaneHead> heads =
        ChainSide.heads(
            mischief.equals(Optional.of(Mischief.FORGED_BRANCH))
                ? world.falseBranch(lane).orElse(source.chain())
                : source.chain());
    long known = heads.size() - 1L;
    long last = source.finalHead().nonce();
    Wish right = new Wish(source, executed, last, heads, mischief);
    Wish wish =
        mischief
            .map(what ->
                switch (what) {
                  case FORGED_BRANCH -> right.through(known);
                  case BEYOND_FINAL -> right.through(known > last ? known : last + 1);
                  case FROM_AHEAD -> new Wish(source, last - 1, last, heads, mischief);
                  case CONTRADICTING_HEAD,
                      HOLDS_LEFT_OUT,
                      HOLDS_INVENTED,
                      FOREIGN_EPOCH,
                      SESSION_OVER_ANOTHER_DIGEST,
                      RULING_OF_NOBODY,
                      BY_A_STRANGER ->
                      right;
                })
            .orElse(right);
    return Optional.of(wish).filter(Wish::isPossible).filter(one -> one.differs(executed));
  }

  private Wish through(long end) {
    return new Wish(source, from, end, heads, mischief);
  }

  private boolean isPossible() {
    return from >= 0 && from < nonce;
  }

  /** What is not even wrong is no mischief. */
  private boolean differs(long executed) {
    if (is(Mischief.FROM_AHEAD)) {
      return from > executed;
    }
    return !is(Mischief.FORGED_BRANCH)
        || !ChainSide.heads(source.chain()).contains(heads.get((int) nonce));
  }

  private boolean is(Mischief what) {
    return mischief.equals(Optional.of(what));
  }

  /** Whether this attester's word on holds is wanted. A forger asks those who believe it. */
  boolean hears(Node node) {
    return needsHolds() || (is(Mischief.FORGED_BRANCH) && !node.isSound());
  }

  boolean needsHolds() {
    return !is(Mischief.HOLDS_LEFT_OUT)
        && !is(Mischief.FORGED_BRANCH)
        && !is(Mischief.RULING_OF_NOBODY);
  }

  Request request(CheckpointDraft draft, Coordinator coordinator) {
    CheckpointProposal drafted = draft.through(nonce, this::head);
    Checkpoint right = drafted.checkpoint();
    CheckpointProposal proposal =
        mischief
            .map(what ->
                switch (what) {
                  case CONTRADICTING_HEAD -> of(contradicting(right), drafted);
                  case FOREIGN_EPOCH -> of(of(right, right.head(), right.holds(), 2), drafted);
                  case HOLDS_INVENTED -> of(of(right, right.head(), all(right), 1), drafted);
                  case BEYOND_FINAL,
                      HOLDS_LEFT_OUT,
                      FROM_AHEAD,
                      SESSION_OVER_ANOTHER_DIGEST,
                      FORGED_BRANCH,
                      RULING_OF_NOBODY,
                      BY_A_STRANGER ->
                      drafted;
                })
            .orElse(drafted);
    return request(proposal, coordinator);
  }

  private Request request(CheckpointProposal proposal, Coordinator coordinator) {
    DomainSeparator domain = DomainSeparator.of(source.outbound().destination());
    Checkpoint shown = proposal.checkpoint();
    if (is(Mischief.RULING_OF_NOBODY)) {
      Ruling ruling =
          new Ruling(shown.lane(), 1, source.messageHashes().getFirst(), Decision.DELIVER, 1);
      return new Request(
          coordinator.id(),
          coordinator.store(),
          new RulingProposal(ruling),
          List.of(),
          ruling.digest(domain));
    }
    Checkpoint wanted = is(Mischief.SESSION_OVER_ANOTHER_DIGEST) ? contradicting(shown) : shown;
    CoordinatorId asker = is(Mischief.BY_A_STRANGER) ? STRANGER : coordinator.id();
    CommitmentStore store =
        is(Mischief.BY_A_STRANGER)
            ? new CommitmentStore(coordinator.key(), STRANGER)
            : coordinator.store();
    return new Request(asker, store, proposal, List.of(shown, wanted), wanted.digest(domain));
  }

  private Hash32 head(long at) {
    return at < heads.size() ? heads.get((int) at).head() : Keccak256.ofText("a head to come");
  }

  private static Checkpoint contradicting(Checkpoint right) {
    return of(right, Keccak256.of(right.head().bytes()), right.holds(), right.keyEpoch());
  }

  private static Checkpoint of(Checkpoint right, Hash32 head, Holds holds, long keyEpoch) {
    return new Checkpoint(right.lane(), right.from(), right.nonce(), head, holds, keyEpoch);
  }

  private static CheckpointProposal of(Checkpoint checkpoint, CheckpointProposal drafted) {
    return new CheckpointProposal(checkpoint, drafted.statements());
  }

  private static Holds all(Checkpoint of) {
    return new Holds(LongStream.rangeClosed(of.from() + 1, of.nonce()).boxed().toList());
  }
}
