package io.lockstep.app.config;

import io.lockstep.app.CliException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a configuration file, and tells all that is wrong with it at once. */
public final class ConfigFile {
  private static final long LENGTH_MAX = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(0).setAllowDuplicateKeys(true).build();

  private ConfigFile() {}

  /**
   * Reads the file into records.
   *
   * @param reading asks for every key; the value it returns is taken only if nothing was wrong
   * @throws CliException with every problem, a line for each
   */
  public static <T> T read(Path file, Function<Section, Value<T>> reading) {
    return parse(text(file), file.toString(), reading);
  }

  static <T> T parse(String yaml, String name, Function<Section, Value<T>> reading) {
    List<Problem> problems = new ArrayList<>();
    Section root = Section.of("", compose(yaml, name), problems);
    Value<T> value = reading.apply(root);
    root.refuseUnknown();
    if (!problems.isEmpty()) {
      throw CliException.permanent(
          "%s: %d %s%n%s"
              .formatted(
                  name,
                  problems.size(),
                  problems.size() == 1 ? "problem" : "problems",
                  problems.stream()
                      .sorted()
                      .map(problem -> "  " + problem)
                      .collect(Collectors.joining(System.lineSeparator()))));
    }
    return value.get();
  }

  private static Node compose(String yaml, String name) {
    try {
      return new Compose(SETTINGS)
          .composeString(yaml)
          .orElseThrow(() ->
              CliException.permanent(name + ": found an empty file, expected a configuration"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw CliException.permanent("%s, line %d: %s".formatted(name, line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw CliException.permanent("%s: %s".formatted(name, e.getMessage()));
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LENGTH_MAX) {
        throw CliException.permanent(
            "%s: found more than %d bytes, expected a configuration".formatted(file, LENGTH_MAX));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw CliException.permanent("%s: found no such file".formatted(file));
    } catch (CharacterCodingException _) {
      throw CliException.permanent(
          "%s: found bytes that are no UTF-8 text, expected a configuration".formatted(file));
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(file, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
  }
}
