package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CeremonyTerms;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the operators of all attesters have agreed on beforehand. Attesters that were told different
 * things do not begin: each asks all others for the hash of it.
 *
 * @param gateways for which the key shall prove itself
 * @param session a text that was never used before
 * @param previous the share that is refreshed or registered
 */
public record Agreement(
    Errand errand,
    Roster roster,
    int threshold,
    long keyEpoch,
    List<InteroperableAddress> gateways,
    String session,
    Optional<CertifiedKey> previous) {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_NETWORKED_CEREMONY_V1");

  public Agreement {
    gateways =
        gateways.stream()
            .distinct()
            .sorted(Comparator.comparing(InteroperableAddress::toString))
            .toList();
  }

  public static Agreement onNewKey(
      Roster roster,
      int threshold,
      long keyEpoch,
      List<InteroperableAddress> gateways,
      String session) {
    return new Agreement(
        Errand.NEW_KEY, roster, threshold, keyEpoch, gateways, session, Optional.empty());
  }

  public static Agreement onRefresh(Roster roster, CertifiedKey key, String session) {
    return onKey(Errand.REFRESH, roster, key, List.of(), session);
  }

  public static Agreement onRegistration(
      Roster roster, CertifiedKey key, List<InteroperableAddress> gateways) {
    return onKey(Errand.REGISTER, roster, key, gateways, "registration");
  }

  private static Agreement onKey(
      Errand errand,
      Roster roster,
      CertifiedKey key,
      List<InteroperableAddress> gateways,
      String session) {
    return new Agreement(
        errand,
        roster,
        key.key().publicKeys().threshold(),
        key.keyEpoch(),
        gateways,
        session,
        Optional.of(key));
  }

  /**
   * An attempt has a session of its own. The share that is refreshed has no part in it, so that
   * whoever has replaced it finds the session again.
   */
  Hash32 sessionId(int attempt) {
    Keccak256 hash =
        new Keccak256()
            .add(TAG)
            .add(errand.code())
            .add(roster.hash())
            .add(threshold)
            .add(keyEpoch)
            .add(gateways.size());
    gateways.forEach(gateway -> hash.add(Keccak256.of(gateway.encode())));
    return hash.add(Keccak256.ofText(session)).add(attempt).finish();
  }

  CeremonyTerms terms(int attempt) {
    return errand == Errand.REFRESH
        ? CeremonyTerms.refresh(roster, previous.orElseThrow().certificate(), sessionId(attempt))
        : CeremonyTerms.newKey(roster, threshold, keyEpoch, sessionId(attempt));
  }

  /**
   * Checks that a ceremony takes these terms.
   *
   * @throws io.lockstep.attestation.AttestationException if not
   */
  public void requireSound() {
    terms(1);
  }

  /** What all must have in common. */
  Hash32 hash() {
    Hash32 followed = previous.map(key -> key.certificate().hash()).orElse(Hash32.ZERO);
    return new Keccak256().add(TAG).add(sessionId(0)).add(followed).finish();
  }

  /** For people. */
  String told() {
    return "%s, %d of %d, key epoch %d, roster %s, session \"%s\", gateways %s, after %s"
        .formatted(
            errand,
            threshold,
            roster.size(),
            keyEpoch,
            roster.hash(),
            session,
            gateways.isEmpty()
                ? "none"
                : gateways.stream()
                    .map(one -> one.chain() + ":" + one.account())
                    .collect(Collectors.joining(" ")),
            previous.map(key -> "certificate " + key.certificate().hash()).orElse("no key"));
  }
}
