package io.lockstep.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.app.CliException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterFileTest {
  private static final Path REFERENCE = Path.of("../../ops/config/roster.yaml");

  @TempDir private Path folder;

  private String refusal(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("roster.yaml"), yaml);
    CliException refusal = catchThrowableOfType(CliException.class, () -> RosterFile.read(file));
    assertThat(refusal).as("refusal of\n" + yaml).isNotNull();
    assertThat(refusal.exitCode()).isEqualTo(2);
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void readsTheReference() {
    Roster roster = RosterFile.read(REFERENCE);

    assertThat(roster.identifiers())
        .containsExactly(Identifier.of(1), Identifier.of(2), Identifier.of(3), Identifier.of(4));
    assertThat(roster.members())
        .extracting(RosterMember::address)
        .startsWith("one.example:7443", "two.example:7443");
  }

  /** Two files that say the same in another order or form are one roster, with one hash. */
  @Test
  void orderAndFormDoNotMatter() throws IOException {
    String reference = Files.readString(REFERENCE);
    int first = reference.indexOf("  - number: 1");
    int second = reference.indexOf("  - number: 2");
    int third = reference.indexOf("  - number: 3");
    String other =
        reference.substring(0, first)
            + reference.substring(second, third)
            + reference
                .substring(first, second)
                .replace("one.example:7443", "https://one.example:7443/")
            + reference.substring(third);
    Path file = Files.writeString(folder.resolve("other.yaml"), other);

    assertThat(other).isNotEqualTo(reference);
    assertThat(RosterFile.read(file).hash()).isEqualTo(RosterFile.read(REFERENCE).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number: 1 | number: 0 | attesters[0].number: found \"0\"",
        "number: 2 | number: 1 | attesters: identifier on the roster: found 1, expected more than 1",
        "0xd75a | 0xd75b | expected an identity as lockstep keys identity prints it",
        "one.example:7443 | one.example | expected HOST:PORT or https://HOST:PORT",
        "one.example:7443 | http://one.example:7443 | expected HOST:PORT or https://HOST:PORT",
        "one.example:7443 | one.example:7443/path | expected HOST:PORT or https://HOST:PORT",
        "one.example:7443 | one.example:70000 | expected HOST:PORT or https://HOST:PORT",
        "address: two | adress: two | found an unknown key",
        "version: 1 | version: 2 | version: found \"2\"",
      })
  void whatIsWrongIsNamed(String right, String wrong, String text) throws IOException {
    assertThat(refusal(Files.readString(REFERENCE).replaceFirst(right, wrong))).contains(text);
  }

  @Test
  void everythingIsNamedAtOnce() throws IOException {
    String yaml =
        Files.readString(REFERENCE)
            .replaceFirst("number: 1", "number: x")
            .replaceFirst("two.example:7443", "two.example");

    assertThat(refusal(yaml)).contains("2 problems", "attesters[0].number", "attesters[1].address");
  }
}
