package io.lockstep.chain.provider;

import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.RpcCall;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Questions for one block: which it is, and which comes before it. Nothing if there is none. */
public final class Blocks {

  private static final String METHOD = "eth_getBlockByNumber";

  private Blocks() {}

  /** By a name such as {@code latest} or {@code finalized}. */
  public static RpcCall<Optional<ChainTip>> named(String tag) {
    return new RpcCall<>(METHOD, List.of(tag, false), Blocks::read);
  }

  public static RpcCall<Optional<ChainTip>> numbered(long number) {
    return new RpcCall<>(
        METHOD,
        List.of(quantity(number), false),
        Blocks::read,
        found -> requireNumber(found, number));
  }

  public static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static Optional<ChainTip> requireNumber(Optional<ChainTip> found, long number) {
    found.ifPresent(block -> {
      if (block.block().number() != number) {
        throw new UnreadableAnswer("block", block.block(), "block " + number);
      }
    });
    return found;
  }

  private static Optional<ChainTip> read(JsonParser in) {
    if (JsonValues.isNull(in)) {
      return Optional.empty();
    }
    JsonValues.requireObject(in, "block");
    long number = -1;
    Hash32 hash = null;
    Hash32 parent = null;
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "number" -> number = JsonValues.quantity(in, "number of a block");
        case "hash" -> hash = JsonValues.hash(in, "hash of a block");
        case "parentHash" -> parent = JsonValues.hash(in, "parent of a block");
        default -> in.skipChildren();
      }
    }
    return Optional.of(block(number, hash, parent));
  }

  private static ChainTip block(long number, @Nullable Hash32 hash, @Nullable Hash32 parent) {
    if (number < 0 || hash == null || parent == null) {
      throw new UnreadableAnswer("block", "not all", "number, hash and parentHash");
    }
    return new ChainTip(new BlockId(number, hash), parent);
  }
}
