package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.NO_ACCOUNT;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_ADDRESS;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_CODE;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_LANE;
import static io.lockstep.chain.proof.ProofException.Code.WRONG_SLOT;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps from a header to nonce and head: state root, account, code, storage root, slots.
 *
 * <p>Its checks may be overridden, for tests that leave one out to show that it is needed.
 */
class LaneVerification {

  final LaneEvidence verify(TrustedGateway gateway, Lane lane, LaneProof proof) {
    requireSource(gateway, lane);
    AccountProof given = proof.account();
    requireAddress(gateway.place().account(), given.address());
    Account account = account(gateway.place().account(), proof.header().stateRoot(), given);
    requireCode(gateway.codeHash(), account.codeHash());
    requireSlots(LaneSlots.of(lane), given.slots());
    List<StorageWord> words = words(account.storageRoot(), LaneSlots.of(lane), given.slots());
    return LaneWords.of(words).read(lane, ProvenBlock.of(proof.header()));
  }

  private static void requireSource(TrustedGateway gateway, Lane lane) {
    if (!lane.source().equals(gateway.place())) {
      throw new ProofException(WRONG_LANE, "source of the lane", lane.source(), gateway.place());
    }
  }

  void requireAddress(Address trusted, Address claimed) {
    if (!claimed.equals(trusted)) {
      throw new ProofException(WRONG_ADDRESS, "account of the proof", claimed, trusted);
    }
  }

  /** Found by the trusted address, whatever the answer says that it is about. */
  Account account(Address trusted, Hash32 stateRoot, AccountProof given) {
    return switch (given.account().find(stateRoot, trusted.bytes(), trieWalk())) {
      case TrieValue.Present(Bytes encoded) -> Account.decode(encoded);
      case TrieValue.Absent _ ->
          throw new ProofException(NO_ACCOUNT, "gateway " + trusted, "no account", "one");
    };
  }

  void requireCode(Hash32 pinned, Hash32 found) {
    if (!found.equals(pinned)) {
      throw new ProofException(WRONG_CODE, "code of the gateway", found, pinned + ", as pinned");
    }
  }

  void requireSlots(LaneSlots lane, List<SlotProof> given) {
    List<Hash32> slots = given.stream().map(SlotProof::slot).toList();
    if (!slots.equals(lane.asList())) {
      throw new ProofException(WRONG_SLOT, "slots of the proof", slots, lane.asList());
    }
  }

  /** Found at the lane's slots, whatever the answer says that it is about. */
  private List<StorageWord> words(Hash32 storageRoot, LaneSlots lane, List<SlotProof> given) {
    List<StorageWord> words = new ArrayList<>();
    for (Hash32 slot : lane.asList()) {
      TrieProof proof = given.get(words.size()).proof();
      words.add(StorageWord.of(proof.find(storageRoot, slot.bytes(), trieWalk())));
    }
    return words;
  }

  TrieWalk trieWalk() {
    return new TrieWalk();
  }
}
