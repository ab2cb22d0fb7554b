package io.lockstep.app.testnet.attesters;

import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.signing.QuorumKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ceremony in this process left to each attester, in the order of the roster. Whoever has
 * all of it could sign alone: a thing for demos.
 */
public record LocalKeys(Roster roster, List<CertifiedKey> shares, List<IdentitySigner> identities) {
  public LocalKeys {
    shares = List.copyOf(shares);
    identities = List.copyOf(identities);
  }

  /** Holds the ceremony of attesters who can be reached there. */
  static LocalKeys create(int threshold, List<LocalAddress> addresses, long keyEpoch) {
    SecureRandom random = new SecureRandom();
    List<IdentitySigner> identities = new ArrayList<>();
    List<RosterMember> members = new ArrayList<>();
    for (LocalAddress address : addresses) {
      IdentitySigner identity = IdentitySigner.generate(random);
      identities.add(identity);
      members.add(
          new RosterMember(
              Identifier.of(identities.size()), identity.key(), address.door().toString()));
    }
    LocalCeremony ceremony = new LocalCeremony(new Roster(members), identities, random);
    return new LocalKeys(ceremony.roster(), ceremony.newKey(threshold, keyEpoch), identities);
  }

  /** The same shares, used in this process. */
  public LocalQuorum quorum() {
    return LocalQuorum.of(roster, shares, identities);
  }

  public QuorumKey key() {
    CertifiedKey any = shares.getFirst();
    return new QuorumKey(roster, any.keyEpoch(), any.key().publicKeys());
  }
}
