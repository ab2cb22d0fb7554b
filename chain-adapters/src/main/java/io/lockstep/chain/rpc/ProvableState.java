package io.lockstep.chain.rpc;

import io.lockstep.chain.proof.AccountProof;
import io.lockstep.chain.proof.Header;
import io.lockstep.chain.proof.LaneProof;
import io.lockstep.chain.proof.LaneSlots;
import io.lockstep.chain.proof.SlotProof;
import io.lockstep.chain.proof.TrieProof;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.List;

/**
 * What a node can prove of a chain at one block. The header is the one that the block's hash is
 * made of, but the proofs are as they came: verifying them is up to their users.
 */
public record ProvableState(ChainConnection chain, Header header) {

  /** A node's own bound lies near 1 kB; this one only keeps nonsense out of memory. */
  private static final int NODE_BYTES_MAX = 4_096;

  public static ProvableState latest(ChainConnection chain) {
    return new ProvableState(
        chain, HeaderAnswer.fetch(chain, "eth_getBlockByNumber", "latest").header());
  }

  public static ProvableState at(ChainConnection chain, long number) {
    HeaderAnswer answer = HeaderAnswer.fetch(chain, "eth_getBlockByNumber", hex(number));
    answer.requireNumber(number);
    return new ProvableState(chain, answer.header());
  }

  public static ProvableState at(ChainConnection chain, Hash32 hash) {
    HeaderAnswer answer = HeaderAnswer.fetch(chain, "eth_getBlockByHash", hash.toString());
    answer.requireHash(hash);
    return new ProvableState(chain, answer.header());
  }

  public LaneProof laneProof(Lane lane) {
    return new LaneProof(
        header, accountProof(lane.source().account(), LaneSlots.of(lane).asList()));
  }

  /**
   * Asked for by the block's number, because not every node takes a hash here. If another block has
   * come in its place meanwhile, the proof does not fit the header, which verifying it tells.
   */
  public AccountProof accountProof(Address account, List<Hash32> slots) {
    // Not every node takes shorter slots than these.
    List<String> words = slots.stream().map(Hash32::toString).toList();
    String block = hex(header.number());
    AnswerFields answer =
        AnswerFields.of(
            "%s: proof at block %d".formatted(chain, header.number()),
            chain.ask("eth_getProof", account.toString(), words, block));
    List<AnswerFields> storage = answer.objects("storageProof", AccountProof.SLOTS_MAX);
    if (storage.size() != slots.size()) {
      throw answer.malformed("storageProof", slots.size() + " slots");
    }
    return new AccountProof(
        answer.address("address"),
        trieProof(answer, "accountProof"),
        storage.stream()
            .map(slot -> new SlotProof(slot.word("key"), trieProof(slot, "proof")))
            .toList());
  }

  private static TrieProof trieProof(AnswerFields answer, String field) {
    return new TrieProof(answer.dataList(field, TrieProof.NODES_MAX, NODE_BYTES_MAX));
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
