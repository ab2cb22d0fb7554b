package io.lockstep.chain.local;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The project's root folder, where npm has put the programs that play a chain. */
public record ProjectHome(Path folder) {

  private static final String PROPERTY = "lockstep.home";

  /** As the launcher says, or else the nearest folder above the working one that looks like it. */
  public static ProjectHome find() {
    String told = System.getProperty(PROPERTY);
    Path start = Path.of(told == null ? "" : told).toAbsolutePath().normalize();
    return ancestors(start)
        .filter(ProjectHome::isRoot)
        .findFirst()
        .map(ProjectHome::new)
        .orElseThrow(() ->
            new ChainException(
                Code.NOT_INSTALLED,
                "found no folder with pom.xml and contracts/ at or above %s; start Lockstep by ./lockstep or set -D%s"
                    .formatted(start, PROPERTY)));
  }

  private static Stream<Path> ancestors(Path start) {
    return Stream.<@Nullable Path>iterate(
            start, folder -> folder == null ? null : folder.getParent())
        .takeWhile(folder -> folder != null)
        .map(folder -> folder);
  }

  private static boolean isRoot(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml"))
        && Files.isDirectory(folder.resolve("contracts"));
  }

  /** A program of the contracts' packages. */
  public Path program(String name) {
    Path program = folder.resolve("contracts/node_modules/.bin").resolve(name);
    if (!Files.isExecutable(program)) {
      throw new ChainException(
          Code.NOT_INSTALLED, "%s is missing; run ./lockstep build".formatted(program));
    }
    return program;
  }
}
