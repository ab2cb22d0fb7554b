package io.lockstep.app.attester;

import io.lockstep.app.CliException;
import io.lockstep.app.transport.AttesterAddress;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the other attesters of a roster are: as it says, unless the configuration knows better. */
public record PeerAddresses(Map<Identifier, URI> byAttester) {
  public PeerAddresses {
    byAttester = Map.copyOf(byAttester);
  }

  public static PeerAddresses of(Roster roster, Identifier self, List<PeerConfig> moved) {
    Map<Identifier, URI> addresses = new HashMap<>();
    for (PeerConfig peer : moved) {
      if (peer.attester().equals(self) || roster.find(peer.attester()).isEmpty()) {
        throw CliException.permanent(
            "peers: found attester %s, expected another one of the roster"
                .formatted(peer.attester()));
      }
      addresses.put(peer.attester(), peer.address());
    }
    for (RosterMember member : roster.members()) {
      if (!member.identifier().equals(self)) {
        addresses.computeIfAbsent(member.identifier(), _ -> ofRoster(member));
      }
    }
    return new PeerAddresses(addresses);
  }

  private static URI ofRoster(RosterMember member) {
    try {
      return AttesterAddress.of(member.address()).uri();
    } catch (IllegalArgumentException e) {
      throw CliException.permanent(
          "roster: found %s as the address of attester %s, expected %s; say under peers where it is"
              .formatted(member.address(), member.identifier(), e.getMessage()));
    }
  }
}
