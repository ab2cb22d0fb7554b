package io.lockstep.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  private static final String PASSPHRASE = "a passphrase of the test";

  @TempDir private Path folder;
  private Path keys;
  private Path passphrase;

  @BeforeEach
  void writePassphrase() throws IOException {
    keys = folder.resolve("keys");
    passphrase = folder.resolve("passphrase");
    Files.writeString(passphrase, PASSPHRASE + "\n");
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
  }

  private CommandLineRun ceremony(String size) {
    return run("keys", "ceremony", "--local", size, "--out", keys.toString());
  }

  private CommandLineRun show(int attester) {
    return run("keys", "show", keys.toString(), String.valueOf(attester));
  }

  private CommandLineRun run(String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--passphrase-file", passphrase.toString()))
            .toArray(String[]::new);
    return CommandLineRun.of(folder, all);
  }

  private static void assertRefused(CommandLineRun run, String text) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(text);
    assertThat(run.err().lines()).hasSize(1);
  }

  /** One ceremony for all that can be seen of it: opening a file costs what it should cost. */
  @Test
  void everyAttesterHasAShareThatNobodyElseCanRead() throws IOException {
    CommandLineRun made = ceremony("2-of-2");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).contains("2 attesters hold a share each");

    for (Path file : files()) {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!file.endsWith("roster")) {
        assertThat(permissions).as("%s", file).isEqualTo("rw-------");
      }
    }
    CommandLineRun shown = show(2);
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("attester 2 of 2, of whom 2 sign")
        .contains("The share opens, and is the one of the certificate.");
    assertThat(shown.out().lines().filter(line -> line.contains("px")).toList())
        .isEqualTo(made.out().lines().filter(line -> line.contains("px")).toList());

    assertRefused(ceremony("2-of-2"), "expected a new or an empty folder");
    assertNoSecretIsAnywhere(List.of(made, shown));

    Path share = keys.resolve("attester-2.share");
    Files.setPosixFilePermissions(share, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(show(2), "run chmod 600");
    Files.setPosixFilePermissions(share, PosixFilePermissions.fromString("rw-------"));
    byte[] sealed = Files.readAllBytes(share);
    sealed[sealed.length - 1] ^= 1;
    Files.write(share, sealed);
    assertRefused(show(2), "another passphrase or changed bytes");
    Files.copy(
        keys.resolve("attester-1.share"), share, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(show(2), "found the share of attester 1, expected that of 2");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(keys)) {
      return files.toList();
    }
  }

  /** The canary: whatever was written or printed, in every way of writing a secret. */
  private void assertNoSecretIsAnywhere(List<CommandLineRun> runs) throws IOException {
    KeyFolder files = new KeyFolder(keys);
    Roster roster = files.readRoster();
    Passphrase opened =
        Passphrase.of(PASSPHRASE.getBytes(StandardCharsets.UTF_8), "the test itself");
    CertifiedKey key = files.readShare(Identifier.of(1), roster, opened);
    byte[] identity = files.readIdentity(Identifier.of(1), roster, opened).reveal();

    List<String> texts =
        Stream.concat(
                runs.stream().flatMap(run -> Stream.of(run.out(), run.err())),
                Stream.of(key.toString(), opened.toString(), files.toString()))
            .toList();
    for (byte[] secret : List.of(key.key().secretShare().reveal(), identity)) {
      String hex = HexFormat.of().formatHex(secret);
      String base64 = Base64.getEncoder().encodeToString(secret);
      assertThat(texts)
          .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(hex) || text.contains(base64));
      for (Path file : files()) {
        String bytes = HexFormat.of().formatHex(Files.readAllBytes(file));
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as("%s", file).doesNotContain(hex);
        assertThat(text.toLowerCase(Locale.ROOT)).as("%s", file).doesNotContain(hex);
      }
    }
    assertThat(texts).noneMatch(text -> text.contains(PASSPHRASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3of4", "3-4", "-1-of-4", "", "3-of-400"})
  void quorumsAreWrittenInOneWay(String size) {
    assertRefused(ceremony(size), "expected a quorum such as 3-of-4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2-of-3", "1-of-1", "5-of-4", "3-of-5", "40-of-65"})
  void quorumsThatDoNotOverlapEnoughAreRefused(String size) {
    assertRefused(ceremony(size), "a key for " + size);
    assertThat(keys).doesNotExist();
  }

  /** To the letter of what a newcomer types. */
  @Test
  void demoRosterNeedsNothingSaid() throws IOException {
    CommandLineRun made =
        CommandLineRun.of(
            folder, "keys", "ceremony", "--local", "2-of-2", "--out", keys.toString());

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).contains("for a demo only");
    Path beside = keys.resolve("passphrase");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)))
        .isEqualTo("rw-------");
    assertThat(made.out()).doesNotContain(Files.readString(beside));
    CommandLineRun shown = CommandLineRun.of(folder, "keys", "show", keys.toString(), "1");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
  }

  @Test
  void passphraseIsNeeded() {
    assertRefused(
        CommandLineRun.of(folder, "keys", "show", keys.toString(), "1"), "--passphrase-file");
  }

  /** What no signed statement can name, no key is made for. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "9223372036854775808", "18446744073709551615"})
  void epochsThatNoStatementHasAreRefused(String epoch) {
    assertRefused(
        run(
            "keys",
            "ceremony",
            "--local",
            "3-of-4",
            "--out",
            keys.toString(),
            "--key-epoch",
            epoch),
        "epoch");
    assertThat(keys).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "0x0", "0x00"})
  void rosterThatIsNoneIsNamed(String text) throws IOException {
    Files.createDirectory(keys);
    Files.writeString(keys.resolve("roster"), text);

    assertRefused(show(1), "roster: ");
  }

  @Test
  void absentFolderIsNamed() {
    assertRefused(show(1), keys.resolve("roster").toString());
    assertRefused(run("keys", "show", keys.toString(), "0"), "identifier");
  }
}
