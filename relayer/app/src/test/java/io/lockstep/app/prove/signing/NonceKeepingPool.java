package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CommitmentOffer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.RefusalReason;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Signs with the same nonces as often as it is asked, and offers them to everybody. The library
 * cannot be brought to that, so this one makes the nonces anew from the seed they came from.
 */
final class NonceKeepingPool implements Parts.Pool {
  private final Parts.Signer signer;
  private final Map<SigningCommitment, Long> seeds = new HashMap<>();

  NonceKeepingPool(Parts.Signer signer) {
    this.signer = signer;
    for (long seed = 0; seed < Allotment.SIZE_MAX; seed++) {
      seeds.put(nonces(seed).commitment(), seed);
    }
  }

  private SigningNonces nonces(long seed) {
    return SigningNonces.generate(signer.share(), new DrawnRandom(new Random(seed)));
  }

  private Allotment allotment() {
    return new Allotment(signer.share().identifier(), new ArrayList<>(seeds.keySet()));
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return said(
        MessageKind.SIGNING_COMMITMENTS,
        signer.key().hash(),
        new CommitmentOffer(coordinator, allotment()).encode());
  }

  @Override
  public SignedMessage answer(
      CoordinatorId coordinator, SigningSession session, ApprovedMessage approved) {
    Optional<Long> seed = session.commitments().find(signer.share().identifier()).map(seeds::get);
    if (seed.isEmpty()) {
      return refusal(session, RefusalReason.UNKNOWN_COMMITMENT);
    }
    SigningRound round =
        SigningRound.of(signer.key().publicKeys(), session.commitments(), session.digest().bytes());
    Answer answer =
        new Answer.Share(
            round.sign(signer.share(), nonces(seed.get())),
            1,
            new Allotment(signer.share().identifier(), List.of()));
    return said(MessageKind.SIGNING_ANSWER, session.hash(), answer.encode());
  }

  @Override
  public SignedMessage decline(CoordinatorId coordinator, SigningSession session) {
    return refusal(session, RefusalReason.NOT_APPROVED);
  }

  private SignedMessage refusal(SigningSession session, RefusalReason reason) {
    return said(
        MessageKind.SIGNING_ANSWER,
        session.hash(),
        new Answer.Refused(reason, allotment()).encode());
  }

  private SignedMessage said(MessageKind kind, Hash32 scope, Bytes body) {
    return SignedMessage.sign(signer.identity(), signer.share().identifier(), kind, scope, body);
  }
}
