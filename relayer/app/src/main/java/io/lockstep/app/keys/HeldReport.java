package io.lockstep.app.keys;

import io.lockstep.app.keys.ceremony.Held;
import io.lockstep.app.keys.ceremony.Registration;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What came of a ceremony, for the operator of one attester. */
record HeldReport(PrintWriter out) {
  void tell(Held held, KeptKeys keys) {
    CertifiedKey key = held.key();
    out.printf(
        "attester %s holds its share, and %d of %d sign; the key itself is nowhere.%n",
        keys.attester(), key.key().publicKeys().threshold(), keys.roster().size());
    tellKey(out, key);
    out.printf("  folder       %s%n", keys.files().path());
    held.registrations().forEach(this::tell);
    if (!held.unstored().isEmpty()) {
      tellUnstored(held, keys);
    } else if (!held.unfinished().isEmpty()) {
      out.printf("Attesters %s were not done yet when this one left.%n", names(held.unfinished()));
    }
    out.flush();
  }

  static void tellKey(PrintWriter out, CertifiedKey key) {
    out.printf("  key epoch    %s%n", key.keyEpoch());
    out.printf("  generation   %s%n", Long.toUnsignedString(key.generation()));
    out.printf("  px           0x%064x%n", key.groupKey().px());
    out.printf("  py           0x%064x%n", key.groupKey().py());
    out.printf("  roster       %s%n", key.certificate().certification().rosterHash());
    out.printf("  certificate  %s, signed by all%n", key.certificate().hash());
  }

  private void tell(Registration registration) {
    out.printf(
        "The gateway on chain %s takes the key by this transaction of its administrator, who announces it first:%n",
        registration.gateway().chain());
    out.printf("  to    %s%n", registration.gateway().account());
    out.printf("  data  %s%n", registration.transaction().data());
  }

  private void tellUnstored(Held held, KeptKeys keys) {
    out.printf(
        "Attesters %s have not said that their shares are stored. Run the same command again, on them and on this one.%n",
        names(held.unstored()));
    if (Files.exists(keys.oldShare().path())) {
      out.printf("The share of before stays until they have: %s%n", keys.oldShare().path());
    }
  }

  private static String names(Collection<Identifier> identifiers) {
    return new TreeSet<>(identifiers)
        .stream().map(Identifier::toString).collect(Collectors.joining(", "));
  }
}
