package io.lockstep.chain.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** web3j's generator, which is found on the class path of the build step and not of this module. */
final class Web3jGenerator {

  private static final String MAIN = "org.web3j.codegen.SolidityFunctionWrapperGenerator";

  private Web3jGenerator() {}

  static String generate(ForgeArtifact artifact, String javaPackage, Path scratch)
      throws IOException {
    Path abi = scratch.resolve(artifact.contract() + ".abi");
    Files.writeString(abi, artifact.abi());
    run("-a", abi.toString(), "-o", scratch.toString(), "-p", javaPackage);
    return Files.readString(
        scratch.resolve(javaPackage.replace('.', '/')).resolve(artifact.contract() + ".java"));
  }

  private static void run(String... arguments) {
    try {
      Class.forName(MAIN, true, Thread.currentThread().getContextClassLoader())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(MAIN + " failed", e);
    }
  }
}
