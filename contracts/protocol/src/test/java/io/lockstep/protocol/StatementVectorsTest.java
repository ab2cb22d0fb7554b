package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class StatementVectorsTest {
  @Test
  void typeHashesAreTheOnesOnChain() {
    Vector constants = VectorFile.constants();

    assertThat(DomainSeparator.DOMAIN_TYPE).isEqualTo(constants.hash("DOMAIN_TYPE"));
    assertThat(Checkpoint.CHECKPOINT_TYPE).isEqualTo(constants.hash("CHECKPOINT_TYPE"));
    assertThat(Ruling.RULING_TYPE).isEqualTo(constants.hash("RULING_TYPE"));
    assertThat(KeyEpoch.KEY_EPOCH_TYPE).isEqualTo(constants.hash("KEY_EPOCH_TYPE"));
  }

  @ParameterizedTest
  @VectorSource("domainSeparators")
  void domainNamesTheDestinationsGateway(Vector vector) {
    assertThat(vector.domain().value()).isEqualTo(vector.hash("separator"));
  }

  @ParameterizedTest
  @VectorSource("checkpoints")
  void checkpointDigestCoversEveryField(Vector vector) {
    Checkpoint checkpoint =
        new Checkpoint(
            vector.lane("lane"),
            vector.uint64("from"),
            vector.uint64("nonce"),
            vector.hash("head"),
            Holds.decode(vector.bytes("holds")),
            vector.uint64("keyEpoch"));

    assertThat(checkpoint.holds().hash()).isEqualTo(vector.hash("holdsHash"));
    assertThat(checkpoint.digest(vector.domain())).isEqualTo(vector.hash("digest"));
  }

  @ParameterizedTest
  @VectorSource("rulings")
  void rulingDigestCoversEveryField(Vector vector) {
    Ruling ruling =
        new Ruling(
            vector.lane("lane"),
            vector.uint64("nonce"),
            vector.hash("messageHash"),
            Decision.ofCode(vector.integer("decision")),
            vector.uint64("keyEpoch"));

    assertThat(ruling.digest(vector.domain())).isEqualTo(vector.hash("digest"));
  }

  @ParameterizedTest
  @VectorSource("keyEpochs")
  void keyEpochDigestCoversNumberAndKey(Vector vector) {
    KeyEpoch keyEpoch = new KeyEpoch(vector.uint64("keyEpoch"), vector.key());

    assertThat(keyEpoch.digest(vector.domain())).isEqualTo(vector.hash("digest"));
  }

  @ParameterizedTest
  @VectorSource("holds")
  void holdsAreWrittenAndRead(Vector vector) {
    Holds holds = new Holds(vector.texts("nonces").stream().map(Long::valueOf).toList());
    holds.requireWithin(vector.uint64("from"), vector.uint64("nonce"));

    assertThat(holds.encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(holds.hash()).isEqualTo(vector.hash("hash"));
    assertThat(Holds.decode(vector.bytes("encoded"))).isEqualTo(holds);
    assertThat(holds.nonces()).allMatch(holds::contains);
    assertThat(holds.contains(vector.uint64("from"))).isFalse();
  }

  @ParameterizedTest
  @VectorSource("holdsInvalid")
  void malformedHoldsAreRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() ->
            Holds.decode(vector.bytes("encoded"))
                .requireWithin(vector.uint64("from"), vector.uint64("nonce")));
  }
}
