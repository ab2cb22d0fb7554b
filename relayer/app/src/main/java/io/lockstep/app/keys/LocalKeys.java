package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A ceremony with all attesters in this process. */
final class LocalKeys {
  @Option(
      names = "--local",
      required = true,
      paramLabel = "T-of-N",
      description = "Hold the ceremony in this process, for N attesters of whom T sign.",
      converter = QuorumSize.Converter.class)
  private QuorumSize size = new QuorumSize(3, 4);

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where the roster and the sealed files of a local ceremony go; it must be new or empty. .lockstep/keys if not given.")
  private Path folder = Path.of(".lockstep/keys");

  @Option(
      names = "--addresses",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Where the attesters of a local ceremony will be reached, one for each.",
      converter = SeatOptions.AddressConverter.class)
  private List<AttesterAddress> addresses = new ArrayList<>();

  void make(long keyEpoch, Optional<Passphrase> said, PrintWriter out) {
    requireEmpty();
    SecureRandom random = new SecureRandom();
    LocalCeremony ceremony;
    List<CertifiedKey> keys;
    try {
      ceremony = ceremony(random);
      keys = ceremony.newKey(size.threshold(), keyEpoch);
    } catch (AttestationException e) {
      throw CliException.permanent("a key for %s: %s".formatted(size, e.getMessage()));
    }
    KeyFolder files = KeyFolder.create(folder);
    Passphrase passphrase = said.orElseGet(() -> files.generatePassphrase(random));
    write(files, ceremony, keys, Sealing.standard(passphrase, random));
    tell(keys.getFirst(), keyEpoch, out);
    if (said.isEmpty()) {
      out.println("The passphrase lies beside them, as nobody said one: this is for a demo only.");
    }
  }

  private LocalCeremony ceremony(SecureRandom random) {
    if (addresses.isEmpty()) {
      return LocalCeremony.among(size.count(), random);
    }
    if (addresses.size() != size.count()) {
      throw CliException.permanent(
          "--addresses: found %d, expected %d, one for each attester"
              .formatted(addresses.size(), size.count()));
    }
    return LocalCeremony.among(addresses.stream().map(AttesterAddress::toString).toList(), random);
  }

  private void requireEmpty() {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw CliException.permanent(
            "%s: found files, expected a new or an empty folder".formatted(folder));
      }
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(folder, e));
    }
  }

  private static void write(
      KeyFolder files, LocalCeremony ceremony, List<CertifiedKey> keys, Sealing sealing) {
    files.writeRoster(ceremony.roster());
    for (int i = 0; i < keys.size(); i++) {
      CertifiedKey key = keys.get(i);
      files.writeIdentity(key.identifier(), ceremony.signers().get(i), sealing);
      files.writeShare(key, sealing);
    }
  }

  private void tell(CertifiedKey key, long keyEpoch, PrintWriter out) {
    out.printf("%s attesters hold a share each; the key itself is nowhere.%n", size.count());
    out.printf("  key epoch    %s%n", keyEpoch);
    out.printf("  px           0x%064x%n", key.groupKey().px());
    out.printf("  py           0x%064x%n", key.groupKey().py());
    out.printf("  certificate  %s, signed by all%n", key.certificate().hash());
    out.printf("  files        %s%n", folder);
    out.printf("Look at one with: ./lockstep keys show %s 1%n", folder);
  }
}
