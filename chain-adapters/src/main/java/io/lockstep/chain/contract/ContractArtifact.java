package io.lockstep.chain.contract;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.bindings.BoundContract;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One contract as it was compiled in the build that this program comes from. */
public record ContractArtifact(
    String contract, JsonNode abi, Bytes creationCode, RuntimeCode runtimeCode) {

  private static final String ADDRESS_PADDING = "0".repeat(2 * (32 - Address.LENGTH));

  /** The contracts by the names that they have in Solidity. */
  public static ContractArtifact load(String contract) {
    try (InputStream file = BoundContract.class.getResourceAsStream(contract + ".json")) {
      if (file == null) {
        throw new ChainException(
            Code.NOT_INSTALLED,
            "the contract %s is not part of this build; run ./lockstep build".formatted(contract));
      }
      return of(JsonMapper.shared().readTree(file));
    } catch (IOException e) {
      throw new ChainException(Code.NOT_INSTALLED, contract + ".json cannot be read", e);
    }
  }

  private static ContractArtifact of(JsonNode content) {
    return new ContractArtifact(
        content.required("contract").stringValue(),
        content.required("abi"),
        Bytes.fromHex(content.required("creationCode").stringValue()),
        RuntimeCode.of(content));
  }

  /** What the data of a transaction that creates it is. Most of our constructors take addresses. */
  public Bytes creationData(Address... constructorArguments) {
    String words =
        Arrays.stream(constructorArguments)
            .map(argument -> ADDRESS_PADDING + argument.toString().substring(2))
            .collect(Collectors.joining());
    return Bytes.fromHex(creationCode + words);
  }

  /** The same with arguments of any type, in the ABI's encoding. */
  @SuppressWarnings("rawtypes") // as web3j has it
  public Bytes creationData(List<Type> constructorArguments) {
    return Bytes.fromHex(creationCode + FunctionEncoder.encodeConstructor(constructorArguments));
  }

  /** Names and canonical signatures of the functions that may change something. */
  public List<FunctionSelector> changingFunctions() {
    return abi.valueStream()
        .filter(entry -> "function".equals(entry.required("type").stringValue()))
        .filter(ContractArtifact::mayChange)
        .map(FunctionSelector::of)
        .toList();
  }

  private static boolean mayChange(JsonNode function) {
    String mutability = function.required("stateMutability").stringValue();
    return !"view".equals(mutability) && !"pure".equals(mutability);
  }
}
