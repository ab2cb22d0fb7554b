package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.TOO_LARGE;

import io.lockstep.protocol.Address;
import java.util.List;

/**
 * What a node answers to {@code eth_getProof}: the way to an account from the state root, and from
 * there to some of its slots. What the node says of their values beside is left out: it proves
 * nothing.
 */
public record AccountProof(Address address, TrieProof account, List<SlotProof> slots) {

  /** More than anybody asks for here. */
  public static final int SLOTS_MAX = 16;

  public AccountProof {
    if (slots.size() > SLOTS_MAX) {
      throw new ProofException(TOO_LARGE, "account proof", slots.size() + " slots", SLOTS_MAX);
    }
    slots = List.copyOf(slots);
  }
}
