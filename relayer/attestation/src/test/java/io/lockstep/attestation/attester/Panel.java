package io.lockstep.attestation.attester;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CommitmentOffer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.UsedCommitments;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Attesters 1 to n with a key that they made, and all their secrets. */
record Panel(LocalCeremony ceremony, List<CertifiedKey> shares) {
  static final CoordinatorId RELAYER = CoordinatorId.named("relayer");

  static Panel of(int threshold, int count) {
    LocalCeremony ceremony = LocalCeremony.among(count, new SecureRandom());
    return new Panel(ceremony, ceremony.newKey(threshold, 1));
  }

  Panel refreshed() {
    return new Panel(ceremony, ceremony.refresh(shares));
  }

  QuorumKey key() {
    CertifiedKey first = shares.getFirst();
    return new QuorumKey(ceremony.roster(), first.keyEpoch(), first.key().publicKeys());
  }

  static Identifier id(int attester) {
    return Identifier.of(attester);
  }

  KeyPackage share(int attester) {
    return shares.get(attester - 1).key();
  }

  IdentitySigner identity(int attester) {
    return ceremony.signers().get(attester - 1);
  }

  SignerPool pool(int attester, UsedCommitments used) {
    return new SignerPool(
        key(), share(attester), identity(attester), Set.of(RELAYER), used, new SecureRandom());
  }

  /** One of those that a pool offers to the relayer. */
  static SigningCommitment commitment(SignerPool pool, int attester) {
    SignedMessage offer = pool.offer(RELAYER, new Allotment(id(attester), List.of()));
    return CommitmentOffer.decode(offer.sender(), offer.body())
        .allotment()
        .commitments()
        .getFirst();
  }

  /** A session of attesters 1, 2 and 3, of which the first signs with this pool. */
  SigningSession session(Hash32 digest, SignerPool first) {
    List<SigningCommitment> commitments = new ArrayList<>();
    commitments.add(commitment(first, 1));
    for (int attester = 2; attester <= 3; attester++) {
      commitments.add(commitment(pool(attester, (_, _) -> new CommitmentUse.First(1)), attester));
    }
    return new SigningSession(key().hash(), digest, new CommitmentList(commitments));
  }

  SignedMessage says(int attester, MessageKind kind, Hash32 scope, Bytes body) {
    return SignedMessage.sign(identity(attester), id(attester), kind, scope, body);
  }

  SignedMessage holds(int attester, HoldStatement statement) {
    return says(attester, MessageKind.HOLD, key().hash(), statement.encode());
  }
}
