package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_SHAPE;

import io.lockstep.protocol.Bytes;
import java.util.List;

/**
 * A lane proof as RLP: version, header, address, nodes of the account, and slots with their nodes.
 * RLP that is read strictly has one form only, and so has a proof.
 */
final class StoredLaneProof {

  static final int VERSION = 1;

  /** A header, and as many full-sized nodes as five proofs may have. */
  static final int BYTES_MAX =
      Header.BYTES_MAX + 5 * TrieProof.NODES_MAX * TrieNode.BYTES_MAX + 1_024;

  private static final int FIELDS = 5;
  private static final int SLOT_FIELDS = 2;

  private StoredLaneProof() {}

  static Bytes encode(LaneProof proof) {
    AccountProof account = proof.account();
    return RlpEncoder.encode(
        RlpList.of(
            RlpString.of(VERSION),
            proof.header().toRlp(),
            RlpString.of(account.address()),
            nodes(account.account()),
            new RlpList(account.slots().stream().map(StoredLaneProof::slot).toList())));
  }

  private static RlpItem slot(SlotProof proof) {
    return RlpList.of(RlpString.of(proof.slot()), nodes(proof.proof()));
  }

  private static RlpItem nodes(TrieProof proof) {
    return new RlpList(proof.nodes().stream().<RlpItem>map(RlpString::new).toList());
  }

  static LaneProof decode(Bytes stored) {
    RlpItem item = RlpDecoder.decode(stored, BYTES_MAX);
    List<RlpItem> fields = RlpShape.list(item, FIELDS, "stored lane proof");
    long version = RlpShape.smallNumber(fields.get(0), "version of a stored lane proof");
    if (version != VERSION) {
      throw new ProofException(WRONG_SHAPE, "version of a stored lane proof", version, VERSION);
    }
    return new LaneProof(
        Header.of(fields.get(1)),
        new AccountProof(
            RlpShape.address(fields.get(2), "address of a stored lane proof"),
            trieProof(fields.get(3)),
            RlpShape.list(fields.get(4), "slots of a stored lane proof").stream()
                .map(StoredLaneProof::slotProof)
                .toList()));
  }

  private static SlotProof slotProof(RlpItem item) {
    List<RlpItem> fields = RlpShape.list(item, SLOT_FIELDS, "slot of a stored lane proof");
    return new SlotProof(RlpShape.hash(fields.getFirst(), "slot"), trieProof(fields.getLast()));
  }

  private static TrieProof trieProof(RlpItem item) {
    return new TrieProof(
        RlpShape.list(item, "nodes of a stored lane proof").stream()
            .map(node -> RlpShape.string(node, "node of a stored lane proof"))
            .toList());
  }
}
