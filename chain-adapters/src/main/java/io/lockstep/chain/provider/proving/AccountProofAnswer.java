package io.lockstep.chain.provider.proving;

import io.lockstep.chain.proof.AccountProof;
import io.lockstep.chain.proof.ProofException;
import io.lockstep.chain.proof.SlotProof;
import io.lockstep.chain.proof.TrieProof;
import io.lockstep.chain.rpc.JsonValues;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The proofs in a node's answer to {@code eth_getProof}. */
final class AccountProofAnswer {

  /** More than a node of a trie ever has. */
  private static final int NODE_BYTES_MAX = 1_024;

  private AccountProofAnswer() {}

  static AccountProof read(JsonParser in) {
    JsonValues.requireObject(in, "proof");
    Address address = null;
    TrieProof account = null;
    List<SlotProof> slots = null;
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "address" -> address = JsonValues.address(in, "address of a proof");
        case "accountProof" -> account = nodes(in);
        case "storageProof" -> slots = slots(in);
        default -> in.skipChildren();
      }
    }
    return proof(address, account, slots);
  }

  private static AccountProof proof(
      @Nullable Address address, @Nullable TrieProof account, @Nullable List<SlotProof> slots) {
    if (address == null || account == null || slots == null) {
      throw new UnreadableAnswer("proof", "not all", "address, accountProof and storageProof");
    }
    try {
      return new AccountProof(address, account, slots);
    } catch (ProofException e) {
      throw new UnreadableAnswer("proof", e.getMessage(), "one of a sensible size");
    }
  }

  private static List<SlotProof> slots(JsonParser in) {
    JsonValues.requireArray(in, "storageProof");
    List<SlotProof> slots = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      slots.add(slot(in));
      if (slots.size() > AccountProof.SLOTS_MAX) {
        throw new UnreadableAnswer(
            "storageProof", "more slots", "at most " + AccountProof.SLOTS_MAX);
      }
    }
    return slots;
  }

  private static SlotProof slot(JsonParser in) {
    JsonValues.requireObject(in, "slot of a proof");
    Hash32 key = null;
    TrieProof proof = null;
    while (JsonValues.nextName(in)) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "key" -> key = JsonValues.slot(in, "key of a slot");
        case "proof" -> proof = nodes(in);
        default -> in.skipChildren();
      }
    }
    if (key == null || proof == null) {
      throw new UnreadableAnswer("slot of a proof", "not all", "key and proof");
    }
    return new SlotProof(key, proof);
  }

  private static TrieProof nodes(JsonParser in) {
    JsonValues.requireArray(in, "nodes of a proof");
    List<Bytes> nodes = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(JsonValues.data(in, "node of a proof", 0, NODE_BYTES_MAX));
      if (nodes.size() > TrieProof.NODES_MAX) {
        throw new UnreadableAnswer("proof", "more nodes", "at most " + TrieProof.NODES_MAX);
      }
    }
    return new TrieProof(nodes);
  }
}
