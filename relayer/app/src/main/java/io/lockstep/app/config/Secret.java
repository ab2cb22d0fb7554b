package io.lockstep.app.config;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a secret is to be found. The configuration never holds it, so that the file may be shown to
 * anybody; it is looked up when it is needed.
 */
public sealed interface Secret {
  record InFile(Path path) implements Secret {}

  record InEnvironment(String variable) implements Secret {}

  /** The secret, without the line break at its end. */
  default String reveal() {
    return reveal(System.getenv());
  }

  default String reveal(Map<String, String> environment) {
    return switch (this) {
      case InFile(Path path) ->
          new String(new SecretFile(path).read(), StandardCharsets.UTF_8).stripTrailing();
      case InEnvironment(String variable) -> {
        String value = environment.get(variable);
        if (value == null) {
          throw CliException.permanent(
              "environment variable %s: found none, expected a secret".formatted(variable));
        }
        yield value;
      }
    };
  }

  /** A section with either {@code file} or {@code env}. */
  static Value<Secret> read(Section parent, String key) {
    return parent
        .findSection(key)
        .map(section -> read(section, parent, key))
        .orElseGet(() -> missing(parent, key));
  }

  private static Value<Secret> missing(Section parent, String key) {
    parent.wrong(key, "found nothing, expected a secret: { file: PATH } or { env: NAME }");
    return Value.wrong();
  }

  private static Value<Secret> read(Section section, Section parent, String key) {
    Supplier<Value<Secret>> wrong =
        () -> {
          parent.wrong(key, "expected a secret: { file: PATH } or { env: NAME }, one of both");
          return Value.wrong();
        };
    var file = section.optional("file", Scalar.path());
    var variable = section.optional("env", Scalar.text());
    section.refuseUnknown();
    if (!file.isRight() || !variable.isRight()) {
      return Value.wrong();
    }
    if (file.get().isPresent() == variable.get().isPresent()) {
      return wrong.get();
    }
    return Value.of(
        file.get()
            .<Secret>map(InFile::new)
            .orElseGet(() -> new InEnvironment(variable.get().orElseThrow())));
  }
}
