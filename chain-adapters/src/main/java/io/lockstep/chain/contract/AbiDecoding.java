package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/** ABI-encoded values whose types are known by name only, while the program runs. */
@SuppressWarnings({"rawtypes", "unchecked"}) // web3j's types are raw wherever they are not static
final class AbiDecoding {

  private AbiDecoding() {}

  static List<Object> decode(List<String> types, Bytes encoded) {
    List<TypeReference<Type>> references = new ArrayList<>();
    for (String type : types) {
      references.add(reference(type));
    }
    List<Type> values =
        FunctionReturnDecoder.decode(Numeric.cleanHexPrefix(encoded.toString()), references);
    return values.stream().map(Type::getValue).toList();
  }

  private static TypeReference<Type> reference(String type) {
    try {
      return TypeReference.makeTypeReference(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no Java type for " + type, e);
    }
  }
}
