package io.lockstep.chain.contract;

import io.lockstep.protocol.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads revert data by the errors that the contracts' ABIs declare, so that every revert explains
 * itself.
 */
public final class RevertReasons {

  private final Map<Bytes, ErrorEntry> errors = new HashMap<>();

  private RevertReasons() {
    add(ErrorEntry.standard("Error", "string", "message", "string"));
    add(ErrorEntry.standard("Panic", "uint256", "code", ErrorArgument.PANIC_CODE));
  }

  /** The errors of all these contracts; the contracts that they call are worth naming too. */
  public static RevertReasons of(ContractArtifact... contracts) {
    RevertReasons reasons = new RevertReasons();
    Arrays.stream(contracts)
        .flatMap(contract -> contract.abi().valueStream())
        .filter(RevertReasons::isError)
        .map(ErrorEntry::of)
        .forEach(reasons::add);
    return reasons;
  }

  private static boolean isError(JsonNode entry) {
    return "error".equals(entry.required("type").stringValue());
  }

  private void add(ErrorEntry entry) {
    errors.put(entry.selector().selector(), entry);
  }

  public RevertReason explain(Bytes data) {
    if (data.length() < Integer.BYTES) {
      return new RevertReason("no reason", "no reason given", data);
    }
    ErrorEntry entry = errors.get(data.slice(0, Integer.BYTES));
    if (entry == null) {
      return new RevertReason("unknown error", "unknown error " + data, data);
    }
    return new RevertReason(entry.selector().name(), entry.describe(data), data);
  }
}
