package io.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service files say what the command line understands, and give away nothing. */
class ServiceUnitsTest {
  private static final Path OPS = Path.of("../../ops");
  private static final String ATTESTER = "lockstep-attester.service";
  private static final String RELAYER = "lockstep-relayer.service";

  private static Map<String, List<String>> unit(String name) throws IOException {
    Map<String, List<String>> settings = new HashMap<>();
    for (String line : Files.readAllLines(OPS.resolve("systemd").resolve(name))) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("[")) {
        continue;
      }
      assertThat(line).matches("[A-Za-z]+=.*");
      String[] parts = line.split("=", 2);
      settings.merge(
          parts[0],
          List.of(parts[1]),
          (one, other) -> Stream.of(one, other).flatMap(List::stream).toList());
    }
    return settings;
  }

  private static String one(String name, String key) throws IOException {
    return unit(name).getOrDefault(key, List.of()).getFirst();
  }

  private static List<String> arguments(String name) throws IOException {
    List<String> command = Arrays.asList(one(name, "ExecStart").split(" "));
    int jar = command.indexOf("-jar");
    assertThat(command.getFirst()).isEqualTo("/usr/bin/java");
    assertThat(command.get(jar + 1)).endsWith("/lockstep.jar");
    return command.subList(jar + 2, command.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {ATTESTER, RELAYER})
  void startsACommandThatThereIs(String name) throws IOException {
    String[] arguments = arguments(name).toArray(String[]::new);

    assertThatCode(() -> Lockstep.commandLine(Path.of("")).parseArgs(arguments))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({ATTESTER + ",attester.yaml", RELAYER + ",relayer.yaml"})
  void namesAConfigurationWithAReference(String name, String reference) throws IOException {
    assertThat(arguments(name)).contains("/etc/lockstep/" + reference);
    assertThat(OPS.resolve("config").resolve(reference)).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {ATTESTER, RELAYER})
  void isHardened(String name) throws IOException {
    Map<String, List<String>> unit = unit(name);

    assertThat(unit)
        .containsEntry("NoNewPrivileges", List.of("yes"))
        .containsEntry("ProtectSystem", List.of("strict"))
        .containsEntry("CapabilityBoundingSet", List.of(""))
        .containsEntry("LimitCORE", List.of("0"))
        .containsEntry("Restart", List.of("on-failure"))
        .containsEntry(
            "RestartPreventExitStatus", List.of(String.valueOf(ExitCode.RETRY_WILL_NOT_HELP)))
        .containsEntry("TimeoutStopSec", List.of("60s"));
    assertThat(one(name, "User")).isNotEqualTo("root");
  }

  @ParameterizedTest
  @CsvSource({
    ATTESTER + ",passphrase",
    ATTESTER + ",database-password",
    RELAYER + ",database-password"
  })
  void secretsComeAsCredentials(String name, String credential) throws IOException {
    assertThat(unit(name).get("LoadCredential"))
        .contains(credential + ":/etc/lockstep/credentials/" + credential);
    assertThat(Files.readString(OPS.resolve("systemd").resolve(name)))
        .contains("/run/credentials/" + name + "/" + credential);
  }
}
