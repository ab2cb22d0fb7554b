package io.lockstep.app.attester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.app.CliException;
import io.lockstep.app.config.AddressConfig;
import io.lockstep.app.config.Secret;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.core.policy.judging.AllowedAccounts;
import io.lockstep.core.policy.judging.AllowedAssets;
import io.lockstep.core.policy.judging.AmountAbove;
import io.lockstep.core.policy.judging.DeniedAccounts;
import io.lockstep.core.policy.judging.DeniedAssets;
import io.lockstep.core.policy.judging.Rule;
import io.lockstep.core.policy.judging.VolumeAbove;
import io.lockstep.core.policy.judging.YoungerThan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttesterConfigTest {
  private static final Path REFERENCE = Path.of("../../ops/config/attester.yaml");

  @TempDir private Path folder;

  private static String reference() {
    try {
      return Files.readString(REFERENCE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String refusal(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("attester.yaml"), yaml);
      CliException refusal =
          catchThrowableOfType(CliException.class, () -> AttesterConfig.read(file));
      assertThat(refusal).as("refusal of\n" + yaml).isNotNull();
      assertThat(refusal.exitCode()).isEqualTo(2);
      return String.valueOf(refusal.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsTheReference() {
    AttesterConfig config = AttesterConfig.read(REFERENCE);

    assertThat(config.watching().lanes()).hasSize(2);
    assertThat(config.keys().attester()).isEqualTo(Identifier.of(1));
    assertThat(config.keys().passphrase())
        .isEqualTo(new Secret.InFile(Path.of("/etc/lockstep/passphrase")));
    assertThat(config.listen()).isEqualTo(new AddressConfig("0.0.0.0", 7443));
    assertThat(config.watching().health()).hasValue(new AddressConfig("127.0.0.1", 7080));
    assertThat(config.coordinators()).map(CoordinatorConfig::name).containsExactly("one");
    assertThat(config.peers())
        .containsExactly(
            new PeerConfig(Identifier.of(3), URI.create("https://attester-3.example:7443")));
    assertThat(config.coordinatesAfter()).hasValue(Duration.ofMinutes(5));
    assertThat(config.policy().foreignHoldsPerHour()).isEqualTo(16);
    assertThat(config.policy().policy().waitMax()).isEqualTo(Duration.ofHours(1));
    assertThat(config.policy().policy().rules())
        .<Class<?>>map(Rule::getClass)
        .containsExactly(
            DeniedAccounts.class,
            AllowedAccounts.class,
            DeniedAssets.class,
            AllowedAssets.class,
            AmountAbove.class,
            VolumeAbove.class,
            YoungerThan.class);
  }

  /** Every key of the reference is one that somebody reads. */
  @Test
  void noKeyOfTheReferenceCanBeMisspelt() {
    reference()
        .lines()
        .map(line -> line.replaceAll("#.*", "").replaceAll("^( *)- ", "$1"))
        .filter(line -> line.matches(" *[a-z-]+:.*"))
        .map(line -> line.strip().replaceAll(":.*", ""))
        .distinct()
        .forEach(key ->
            assertThat(
                    refusal(
                        reference().replaceFirst("(?m)^( *(- )?)" + key + ":", "$1" + key + "x:")))
                .contains(key + "x: found an unknown key"));
  }

  @Test
  void aPolicyMayBeEmpty() throws IOException {
    String yaml = reference();
    int begin = yaml.indexOf("policy:");
    String without =
        yaml.substring(0, begin) + "policy: {}\n" + yaml.substring(yaml.indexOf("chains:", begin));
    Path file = Files.writeString(folder.resolve("attester.yaml"), without);

    assertThat(AttesterConfig.read(file).policy().policy().rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attester: 1 | attester: 0 | keys.attester: found \"0\"",
        "port: 7443 | port: 70000 | listen.port: found \"70000\"",
        "denied-assets: [] | denied-assets: [\"0x12\"] | policy.denied-assets[0]: found \"0x12\"",
        "denied-assets: [] | denied-assets: none | policy.denied-assets: found a value, expected a list",
        "above: 1000000000000 | above: much | policy.amounts[0].above: found \"much\"",
        "attester: 3 | attester: 0 | peers[0].attester: found \"0\"",
        "https://attester-3 | http://attester-3 | peers[0].address: found",
        "after: 5m | after: 25h | self-coordination.after: found \"25h\"",
        "minimum-age: 30s | minimum-age: 30 | policy.minimum-age: found \"30\""
      })
  void saysWhatIsWrong(String right, String wrong, String said) {
    assertThat(refusal(reference().replace(right, wrong))).contains(said);
  }

  @Test
  void aLaneNeedsTheOneBack() {
    String yaml = reference();
    String alone = yaml.substring(0, yaml.lastIndexOf("  - source: settlement"));

    assertThat(refusal(alone)).contains("lanes: found the lane from ethereum to settlement alone");
  }

  @Test
  void aSecondCoordinatorOfOneNameIsRefused() {
    String twice =
        reference()
            .replace(
                "coordinators:\n",
                "coordinators:\n  - name: one\n    identity: \"0x3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\"\n");

    assertThat(refusal(twice)).contains("coordinators: found a name or an identity twice");
  }

  @Test
  void anIdentityIsAPointOfTheCurve() {
    assertThat(refusal(reference().replace("0xd75a98", "0xd75a99")))
        .contains("coordinators[0].identity: found");
  }
}
