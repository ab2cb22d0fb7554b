package io.lockstep.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.app.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  private static final byte[] SECRET = "a secret of some length\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private SecretFile file() {
    return new SecretFile(folder.resolve("share"));
  }

  private static void assertRefused(Runnable attempt, String text) {
    assertThatExceptionOfType(CliException.class)
        .isThrownBy(attempt::run)
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(2));
  }

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    file().write(SECRET);

    assertThat(Files.getPosixFilePermissions(file().path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(file().read()).isEqualTo(SECRET);
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing unfinished is left").containsExactly(file().path());
    }
  }

  @Test
  void isNeverWrittenOver() throws IOException {
    file().write(SECRET);

    assertRefused(() -> file().write(new byte[] {1}), "never written over");
    assertThat(file().read()).isEqualTo(SECRET);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file().path());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void isRefusedIfAnybodyElseHasToDoWithIt(String permissions) throws IOException {
    file().write(SECRET);
    Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString(permissions));

    assertRefused(() -> file().read(), "found permissions " + permissions);
  }

  /** Its access list shows as if a group could read; nobody else gets into the folder. */
  @Test
  void aCredentialOfTheServiceIsTaken() {
    Set<PosixFilePermission> listed = PosixFilePermissions.fromString("r--r-----");
    Map<String, String> service = Map.of("CREDENTIALS_DIRECTORY", folder.toString());

    assertThat(SecretFile.isCredential(folder.resolve("share"), listed, service)).isTrue();
    assertThat(SecretFile.isCredential(folder.resolve("share"), listed, Map.of())).isFalse();
    assertThat(SecretFile.isCredential(folder.resolve("../share"), listed, service)).isFalse();
    assertThat(
            SecretFile.isCredential(
                folder.resolve("share"), PosixFilePermissions.fromString("rw-r--r--"), service))
        .isFalse();
  }

  @Test
  void absentOrHugeFilesAreNamed() throws IOException {
    assertRefused(() -> file().read(), "found no such file");
    assertRefused(() -> new SecretFile(folder).read(), "found a folder");
    file().write(new byte[(1 << 20) + 1]);
    assertRefused(() -> file().read(), "found 1048577 bytes");
    assertRefused(
        () -> new SecretFile(folder.resolve("absent/share")).write(SECRET), "cannot be written");
  }

  /** A pipe says that it has no bytes, however many come out of it. */
  @Test
  void endlessPipesAreLeftAlone() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString()).start().waitFor())
        .isZero();
    Process writer = new ProcessBuilder("sh", "-c", "yes > \"$0\"", pipe.toString()).start();
    try {
      assertRefused(() -> new SecretFile(pipe).read(), "found 1048577 bytes or more");
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void passphraseComesFromAFileOrTheEnvironment() {
    file().write("correct horse battery\r\n".getBytes(StandardCharsets.UTF_8));
    Map<String, String> environment = Map.of(PassphraseOption.VARIABLE, "staple of the env");

    Passphrase ofFile =
        PassphraseOption.passphrase(Optional.of(file().path()), environment).orElseThrow();
    Passphrase ofEnvironment =
        PassphraseOption.passphrase(Optional.empty(), environment).orElseThrow();

    assertThat(ofFile.reveal()).asString(StandardCharsets.UTF_8).isEqualTo("correct horse battery");
    assertThat(ofEnvironment.reveal())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("staple of the env");
    assertThat(ofFile).hasToString("Passphrase[hidden]");
    assertThat(PassphraseOption.passphrase(Optional.empty(), Map.of())).isEmpty();
  }

  /** Where it is seen as such: a service runs with LC_ALL=C more often than not. */
  @Test
  void passphraseThatTheLocaleHasDestroyedIsRefused() throws Exception {
    String twelveBytes = "$(printf '\\320\\277%.0s' 1 2 3 4 5 6)";
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "LC_ALL=C %s=%s exec \"$@\"".formatted(PassphraseOption.VARIABLE, twelveBytes),
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PassphraseInEnvironment.class.getName());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said).contains("this locale cannot read").contains("--passphrase-file");
  }

  /** Asks for the passphrase of a process of its own. */
  static final class PassphraseInEnvironment {
    private PassphraseInEnvironment() {}

    public static void main(String[] arguments) {
      try {
        System.out.println(PassphraseOption.passphrase(Optional.empty(), System.getenv()));
      } catch (CliException e) {
        System.out.println(e.getMessage());
        System.exit(e.exitCode());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "too short\n", "a line\nand another one", "a bell \u0007 in the middle"})
  void passphrasesAreOneLineOfSomeLength(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertRefused(() -> Passphrase.of(bytes, "the test"), "passphrase from the test");
  }

  @Test
  void passphrasesAreText() {
    byte[] bytes = "not UTF-8 in here ".getBytes(StandardCharsets.UTF_8);
    bytes[3] = (byte) 0xff;

    assertRefused(() -> Passphrase.of(bytes, "the test"), "no text");
  }
}
