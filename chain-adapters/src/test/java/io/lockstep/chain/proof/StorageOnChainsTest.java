package io.lockstep.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.rpc.ProvableState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slots of real nodes, and the two habits in which nodes differ. */
class StorageOnChainsTest {

  /**
   * Their hashes share nine half-bytes, so that in the trie their leaves are short and embedded.
   */
  private static final Hash32 ONE = slot(247_476);

  private static final Hash32 OTHER = slot(515_151);
  private static final Hash32 UNTOUCHED = slot(3);

  private static Hash32 slot(long number) {
    return new StorageWord(BigInteger.valueOf(number)).hash();
  }

  static Stream<LocalChainSettings> kinds() {
    return Stream.of(AnvilSettings.of(41), GanacheSettings.of(1338));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void emptyStorageHoldsNothing(LocalChainSettings settings) {
    try (LocalChain chain = LocalChain.start(settings)) {
      chain.mine(1);

      assertThat(words(chain, List.of(ONE, OTHER))).allMatch(StorageWord::isZero);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void leavesThatStandInTheirParentAreFound(LocalChainSettings settings) {
    assertThat(Keccak256.of(ONE.bytes()).toString())
        .startsWith(Keccak256.of(OTHER.bytes()).toString().substring(0, 2 + 9));
    try (LocalChain chain = LocalChain.start(settings)) {
      store(settings, chain, ONE, 1);
      store(settings, chain, OTHER, 2);
      chain.mine(1);

      assertThat(words(chain, List.of(ONE, OTHER, UNTOUCHED)))
          .extracting(StorageWord::value)
          .containsExactly(BigInteger.ONE, BigInteger.TWO, BigInteger.ZERO);
      assertThat(proof(chain, List.of(ONE)).slots().getFirst().proof().nodes().getLast())
          .as("the leaf once more, by itself")
          .extracting(Bytes::length)
          .isEqualTo(30);
    }
  }

  private static Address account(LocalChain chain) {
    return chain.account(0).address();
  }

  private static void store(
      LocalChainSettings settings, LocalChain chain, Hash32 slot, long value) {
    String method =
        switch (settings) {
          case AnvilSettings _ -> "anvil_setStorageAt";
          case GanacheSettings _ -> "evm_setAccountStorageAt";
        };
    chain
        .connection()
        .ask(method, account(chain).toString(), slot.toString(), slot(value).toString());
  }

  private static AccountProof proof(LocalChain chain, List<Hash32> slots) {
    return ProvableState.latest(chain.connection()).accountProof(account(chain), slots);
  }

  private static List<StorageWord> words(LocalChain chain, List<Hash32> slots) {
    ProvableState state = ProvableState.latest(chain.connection());
    AccountProof proof = state.accountProof(account(chain), slots);
    TrieValue found = proof.account().find(state.header().stateRoot(), account(chain).bytes());
    Hash32 storageRoot = Account.decode(((TrieValue.Present) found).value()).storageRoot();
    return proof.slots().stream()
        .map(slot -> StorageWord.of(slot.proof().find(storageRoot, slot.slot().bytes())))
        .toList();
  }
}
