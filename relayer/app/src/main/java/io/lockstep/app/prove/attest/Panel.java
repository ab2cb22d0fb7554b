package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.GroupKey;
import java.util.List;
import java.util.Random;

/**
 * Four attesters and their key, of which three sign; and the shares of the same key after a
 * refresh. The same in all runs, so that a round depends on its seed alone.
 */
final class Panel {
  static final int THRESHOLD = 3;
  static final int COUNT = 4;
  static final long KEY_EPOCH = 1;

  private final LocalCeremony ceremony = LocalCeremony.among(COUNT, new DrawnRandom(new Random(6)));
  private final List<CertifiedKey> dealt = ceremony.newKey(THRESHOLD, KEY_EPOCH);
  private final List<CertifiedKey> refreshed = ceremony.refresh(dealt);

  GroupKey groupKey() {
    return dealt.getFirst().groupKey();
  }

  List<Identifier> attesters() {
    return ceremony.roster().identifiers();
  }

  QuorumKey key(boolean afterRefresh) {
    return new QuorumKey(
        ceremony.roster(), KEY_EPOCH, shares(afterRefresh).getFirst().key().publicKeys());
  }

  /**
   * A share.
   *
   * @param attester its place on the roster, from 0
   */
  KeyPackage share(int attester, boolean afterRefresh) {
    return shares(afterRefresh).get(attester).key();
  }

  IdentitySigner identity(int attester) {
    return ceremony.signers().get(attester);
  }

  private List<CertifiedKey> shares(boolean afterRefresh) {
    return afterRefresh ? refreshed : dealt;
  }
}
