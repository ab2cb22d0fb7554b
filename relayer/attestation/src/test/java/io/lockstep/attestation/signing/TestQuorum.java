package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.TrustedDealer;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Signers 1 to n with all their secrets: what every test here begins with. */
record TestQuorum(QuorumKey key, List<KeyPackage> shares, TestRoster test) {
  static final CoordinatorId RELAYER = CoordinatorId.named("relayer");
  static final CoordinatorId OTHER = CoordinatorId.named("other");
  static final Hash32 DIGEST = Hash32.fromHex("0x" + "d1".repeat(32));
  static final ApprovedMessage APPROVED = new ApprovedMessage(DIGEST);
  static final SecureRandom RANDOM = new SecureRandom();

  static TestQuorum of(int threshold, int count) {
    List<KeyPackage> shares = TrustedDealer.split(threshold, count, Seed.next().random());
    TestRoster roster = TestRoster.of(count, RANDOM);
    return new TestQuorum(
        new QuorumKey(roster.roster(), 1, shares.getFirst().publicKeys()), shares, roster);
  }

  /** The same people and the same shares in the next epoch. */
  TestQuorum nextEpoch() {
    return new TestQuorum(
        new QuorumKey(key.roster(), key.epoch() + 1, key.publicKeys()), shares, test);
  }

  static Identifier id(long value) {
    return Identifier.of(value);
  }

  KeyPackage share(long signer) {
    return shares.get((int) signer - 1);
  }

  IdentitySigner identity(long signer) {
    return test.signer(id(signer));
  }

  SignerPool pool(long signer) {
    return pool(signer, new UsedInMemory());
  }

  SignerPool pool(long signer, UsedCommitments used) {
    return new SignerPool(
        key, share(signer), identity(signer), Set.of(RELAYER, OTHER), used, RANDOM);
  }

  SignedMessage said(long signer, MessageKind kind, Hash32 scope, Bytes body) {
    return SignedMessage.sign(identity(signer), id(signer), kind, scope, body);
  }

  static Allotment none(long signer) {
    return Allotment.empty(id(signer));
  }

  static Allotment offered(SignedMessage offer) {
    return CommitmentOffer.decode(offer.sender(), offer.body()).allotment();
  }

  static Answer read(SignedMessage answer) {
    return Answer.decode(answer.sender(), answer.body());
  }
}
