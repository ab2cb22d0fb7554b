package io.lockstep.chain.rpc;

import io.lockstep.chain.ForeignText;
import io.lockstep.protocol.Bytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Response;

/** What a message call, or an estimate of one, came to. */
public sealed interface CallResult {

  record Returned(Bytes data) implements CallResult {}

  /** The contract refused. The data may be empty: a revert without a reason, or out of gas. */
  record Reverted(Bytes data, String message) implements CallResult {}

  /** The node did not even try, for a reason of its own. */
  record Failed(int code, String message) implements CallResult {}

  static CallResult of(Response<String> response) {
    return response.hasError()
        ? ofError(response.getError())
        : new Returned(Bytes.fromHex(response.getResult()));
  }

  /** Geth and Anvil use code 3 for a revert; Ganache says it in words only. */
  public static CallResult ofError(Response.Error error) {
    String message = ForeignText.visible(String.valueOf(error.getMessage()));
    Bytes data = revertData(error.getData());
    boolean reverted =
        error.getCode() == 3
            || data.length() > 0
            || message.toLowerCase(Locale.ROOT).contains("revert");
    return reverted ? new Reverted(data, message) : new Failed(error.getCode(), message);
  }

  /** web3j keeps the data as the JSON that it was, quotes included. */
  private static Bytes revertData(@Nullable String json) {
    String data = json == null ? "" : json.replace("\"", "");
    return data.matches("0x([0-9a-fA-F]{2})*") ? Bytes.fromHex(data) : Bytes.EMPTY;
  }
}
