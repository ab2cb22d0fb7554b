package io.lockstep.chain.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What forge wrote about one contract. */
record ForgeArtifact(String contract, JsonNode content) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static ForgeArtifact read(Path forgeOutput, String contract) throws IOException {
    Path file = forgeOutput.resolve(contract + ".sol").resolve(contract + ".json").normalize();
    if (!Files.isRegularFile(file)) {
      throw new NotCompiled(file);
    }
    return new ForgeArtifact(contract, JSON.readTree(file));
  }

  String abi() {
    return content.required("abi").toString();
  }

  /** Only what is needed at run time: forge's file is ten times as large and names local paths. */
  String forDeployer() {
    ObjectNode kept = JSON.createObjectNode();
    kept.put("contract", contract);
    kept.set("abi", content.required("abi"));
    kept.set("creationCode", content.required("bytecode").required("object"));
    JsonNode runtime = content.required("deployedBytecode");
    kept.set("runtimeCode", runtime.required("object"));
    JsonNode immutables = runtime.get("immutableReferences");
    kept.set("immutableReferences", immutables == null ? JSON.createObjectNode() : immutables);
    return kept.toPrettyString();
  }
}
