package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A participant checks for itself all that the others say, and each of it once: however often it is
 * repeated, and also where an echo comes before the dealings that stand in it.
 */
class RepeatedWorkTest {
  private static final int COUNT = 7;
  private static final int OTHERS = COUNT - 1;

  /** What one participant has spent its time on. */
  private static final class CountedRules extends CeremonyRules {
    private int signatures;
    private int proofs;
    private int sharesOneByOne;

    CountedRules(CeremonyTerms terms) {
      super(terms);
    }

    @Override
    void requireSaid(SignedMessage message) {
      signatures++;
      super.requireSaid(message);
    }

    @Override
    void requirePossession(Dealing dealing, ProofOfPossession proof) {
      proofs++;
      super.requirePossession(dealing, proof);
    }

    @Override
    boolean fits(Commitments commitments, Identifier recipient, SecretScalar share) {
      sharesOneByOne++;
      return super.fits(commitments, recipient, share);
    }
  }

  @ParameterizedTest(name = "in the order of sending: {0}")
  @ValueSource(booleans = {true, false})
  void nothingIsCheckedTwice(boolean inOrder) {
    Seed seed = Seed.next();
    List<CountedRules> all = new ArrayList<>();
    Gathering gathering =
        Gathering.forNewKey(
            5,
            COUNT,
            seed,
            terms -> {
              CountedRules rules = new CountedRules(terms);
              all.add(rules);
              return rules;
            });
    if (inOrder) {
      gathering.inOrder();
    }

    assertThat(gathering.held().keys()).as("%s", seed).hasSize(COUNT);
    assertThat(all)
        .hasSize(COUNT)
        .allSatisfy(rules -> {
          assertThat(rules.signatures)
              .as("%s", seed)
              .isEqualTo(CeremonyStep.values().length * OTHERS);
          assertThat(rules.proofs).as("%s", seed).isEqualTo(OTHERS);
          assertThat(rules.sharesOneByOne).as("%s", seed).isZero();
        });
  }
}
