package io.lockstep.chain.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes, for each contract, a typed binding (Java) and what the deployer needs to know of it (a
 * resource).
 *
 * <p>It runs in Maven on web3j's generator's own class path, which is an older web3j with a hundred
 * jars that must not reach the project; hence a module and a process step of its own.
 */
public final class GenerateBindings {

  private GenerateBindings() {}

  /** Arguments: forge's output folder, folder of sources, folder of resources, package, names. */
  public static void main(String[] arguments) throws IOException {
    Path forgeOutput = Path.of(arguments[0]);
    Path sources = Path.of(arguments[1]);
    Path resources = Path.of(arguments[2]);
    String javaPackage = arguments[3];
    List<String> contracts = List.of(arguments).subList(4, arguments.length);

    Path scratch = Files.createDirectories(sources.resolveSibling("web3j"));
    Path packageFolder = Path.of(javaPackage.replace('.', '/'));
    for (String contract : contracts) {
      ForgeArtifact artifact = ForgeArtifact.read(forgeOutput, contract);
      String binding = Web3jGenerator.generate(artifact, javaPackage, scratch);
      String adapted = BindingAdaptation.adapt(binding, contract);
      OutputFile.write(sources.resolve(packageFolder).resolve(contract + ".java"), adapted);
      OutputFile.write(
          resources.resolve(packageFolder).resolve(contract + ".json"), artifact.forDeployer());
    }
  }
}
