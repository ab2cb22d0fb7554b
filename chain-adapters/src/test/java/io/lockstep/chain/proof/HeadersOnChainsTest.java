package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.chain.rpc.BlockHeader;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.rpc.ProvableState;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of real nodes are the hash of their header, whatever the fork. */
class HeadersOnChainsTest {

  static Stream<Arguments> forks() {
    return Stream.of(
        Arguments.of(AnvilSettings.of(41).withHardfork("berlin"), HeaderField.NONCE),
        Arguments.of(AnvilSettings.of(41).withHardfork("london"), HeaderField.BASE_FEE),
        Arguments.of(AnvilSettings.of(41).withHardfork("shanghai"), HeaderField.WITHDRAWALS_ROOT),
        Arguments.of(
            AnvilSettings.of(41).withHardfork("cancun"), HeaderField.PARENT_BEACON_BLOCK_ROOT),
        Arguments.of(AnvilSettings.of(41).withHardfork("prague"), HeaderField.REQUESTS_HASH),
        Arguments.of(AnvilSettings.of(41).withHardfork("osaka"), HeaderField.REQUESTS_HASH),
        Arguments.of(GanacheSettings.of(1338), HeaderField.WITHDRAWALS_ROOT));
  }

  @ParameterizedTest
  @MethodSource("forks")
  void everyBlockIsTheHashOfItsHeader(LocalChainSettings settings, HeaderField last) {
    try (LocalChain chain = LocalChain.start(settings)) {
      chain.mine(3);

      for (long number = 1; number <= 3; number++) {
        Header header = ProvableState.at(chain.connection(), number).header();
        BlockHeader known = ChainState.at(chain.connection(), number).block();

        assertThat(header.hash()).isEqualTo(known.hash());
        assertThat(header.time()).isEqualTo(known.time());
        assertThat(header.values()).hasSize(last.position() + 1);
        assertThat(Header.decode(header.encode())).isEqualTo(header);
        assertThat(ProvableState.at(chain.connection(), known.hash()).header()).isEqualTo(header);
      }
    }
  }

  static Stream<LocalChainSettings> kinds() {
    return Stream.of(AnvilSettings.of(41), GanacheSettings.of(1338));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void accountsArePresentOrAbsentAsTheChainSays(LocalChainSettings settings) {
    try (LocalChain chain = LocalChain.start(settings)) {
      Address nobody = SampleGateway.address("nobody");
      Address somebody = SampleGateway.address("somebody");
      chain.setBalance(somebody, BigInteger.TEN);
      chain.mine(1);
      ProvableState state = ProvableState.latest(chain.connection());

      assertThat(find(state, chain.account(0).address())).isInstanceOf(TrieValue.Present.class);
      assertThat(find(state, somebody))
          .isInstanceOfSatisfying(
              TrieValue.Present.class,
              found -> {
                Account account = Account.decode(found.value());
                assertThat(account.balance()).isEqualTo(BigInteger.TEN);
                assertThat(account.encode()).isEqualTo(found.value());
              });
      assertThat(find(state, nobody)).isEqualTo(new TrieValue.Absent());
    }
  }

  private static TrieValue find(ProvableState state, Address address) {
    return state
        .accountProof(address, List.of())
        .account()
        .find(state.header().stateRoot(), address.bytes());
  }

  /**
   * The first block of such a node names an empty state, while its accounts are funded already: of
   * this one block nothing can be proven.
   */
  @Test
  void firstBlockThatHidesItsStateProvesNothing() {
    try (LocalChain chain = LocalChain.start(AnvilSettings.of(41))) {
      ProvableState first = ProvableState.at(chain.connection(), 0);

      assertRefused(Code.NODE_UNUSED, () -> find(first, chain.account(0).address()));
    }
  }

  /**
   * The first block of such a node has fields of a later fork and hashes them right behind the ones
   * of its own: no order of fields tells which is which.
   */
  @ParameterizedTest
  @ValueSource(strings = {"berlin", "london"})
  void firstBlockWithFieldsOfALaterForkIsRefused(String fork) {
    try (LocalChain chain = LocalChain.start(AnvilSettings.of(41).withHardfork(fork))) {
      assertRefused(Code.WRONG_SHAPE, () -> ProvableState.at(chain.connection(), 0));
    }
  }
}
