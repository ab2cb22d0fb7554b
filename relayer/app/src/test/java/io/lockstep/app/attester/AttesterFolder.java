package io.lockstep.app.attester;

import io.lockstep.app.watch.World;
import io.lockstep.attestation.roster.IdentitySigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/** Configurations of attester 1, each with a database of its own. */
public record AttesterFolder(String database, Path config) {
  public static final IdentitySigner RELAYER = IdentitySigner.generate(new SecureRandom());

  /**
   * Writes one.
   *
   * @param policy as it stands under {@code policy:}
   * @param peers the ports of the others, by number
   */
  public static AttesterFolder create(Path folder, String policy, Map<Integer, Integer> peers) {
    return over(World.attesterDatabase(), folder, policy, peers);
  }

  public static AttesterFolder over(
      String database, Path folder, String policy, Map<Integer, Integer> peers) {
    try {
      Path file = World.config(folder, database);
      Files.writeString(file, Files.readString(file) + own(folder, policy, peers));
      return new AttesterFolder(database, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String own(Path folder, String policy, Map<Integer, Integer> peers) {
    return """
    keys: { attester: 1, folder: "%s", passphrase: { file: "%s" } }
    listen: { host: 127.0.0.1, port: 0 }
    coordinators:
      - { name: one, identity: "%s" }
    policy: %s
    peers:
    %s
    """
        .formatted(
            folder.resolve("keys"),
            folder.resolve("keys/passphrase"),
            RELAYER.key(),
            policy,
            peers.entrySet().stream()
                .map(peer ->
                    "  - { attester: %d, address: \"https://127.0.0.1:%d\" }"
                        .formatted(peer.getKey(), peer.getValue()))
                .collect(Collectors.joining("\n")));
  }

  public AttesterConfig read() {
    return AttesterConfig.read(config);
  }
}
