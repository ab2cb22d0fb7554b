package io.lockstep.app.transport;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.signing.CoordinatorId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call an attester: the others on its roster, and those who may coordinate. An attester
 * coordinates too, when a message has stayed unsigned for too long.
 */
public final class Callers {
  private final Map<IdentityKey, Identifier> attesters = new HashMap<>();
  private final Map<IdentityKey, CoordinatorId> coordinators = new HashMap<>();
  private final Map<CoordinatorId, String> names = new HashMap<>();

  /**
   * @param relayers the allow-list, by the names that they are called here
   */
  public Callers(Roster roster, Map<IdentityKey, String> relayers) {
    for (RosterMember member : roster.members()) {
      attesters.put(member.identity(), member.identifier());
      CoordinatorId coordinator = coordinatorOf(member.identifier());
      coordinators.put(member.identity(), coordinator);
      names.put(coordinator, "attester " + member.identifier());
    }
    relayers.forEach((identity, name) -> {
      CoordinatorId coordinator = coordinatorOf(name);
      coordinators.put(identity, coordinator);
      names.put(coordinator, "relayer " + name);
    });
  }

  /** A relayer, by the name that attesters call it. */
  public static CoordinatorId coordinatorOf(String relayer) {
    return CoordinatorId.named("relayer " + relayer);
  }

  /** An attester, when it coordinates. */
  public static CoordinatorId coordinatorOf(Identifier attester) {
    return CoordinatorId.named("attester " + attester);
  }

  Optional<Identifier> attester(IdentityKey identity) {
    return Optional.ofNullable(attesters.get(identity));
  }

  Optional<CoordinatorId> coordinator(IdentityKey identity) {
    return Optional.ofNullable(coordinators.get(identity));
  }

  /** As people call it. */
  public String name(CoordinatorId coordinator) {
    return names.getOrDefault(coordinator, "somebody else");
  }

  public Set<CoordinatorId> coordinators() {
    return Set.copyOf(coordinators.values());
  }

  public Set<IdentityKey> identities() {
    Set<IdentityKey> identities = new HashSet<>(attesters.keySet());
    identities.addAll(coordinators.keySet());
    return Set.copyOf(identities);
  }
}
