package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.proof.ProofException.Code;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Keccak256;
import io.lockstep.testkit.DecoderFuzz;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept can be verified again, and there is one way to keep it. */
class StoredLaneProofTest {

  private static final LaneProof PROOF = SampleGateway.opened().prove(SampleGateway.LANE);

  @Test
  void keptProofProvesTheSame() {
    LaneProof read = LaneProof.decode(PROOF.encode());

    assertThat(read).isEqualTo(PROOF);
    assertThat(read.verify(SampleGateway.TRUSTED, SampleGateway.LANE))
        .isEqualTo(PROOF.verify(SampleGateway.TRUSTED, SampleGateway.LANE));
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] bytes = PROOF.encode().toArray();
    // Behind a prefix and the two bytes of the length.
    assertThat(bytes[3]).isEqualTo((byte) StoredLaneProof.VERSION);
    bytes[3] = 2;

    assertRefused(Code.WRONG_SHAPE, () -> LaneProof.decode(Bytes.copyOf(bytes)));
  }

  @Test
  void sizeIsBounded() {
    Bytes large = Bytes.copyOf(new byte[StoredLaneProof.BYTES_MAX + 1]);

    assertRefused(Code.TOO_LARGE, () -> LaneProof.decode(large));
  }

  @Test
  void anyBytesAreRefusedOrReadExactly() {
    List<byte[]> valid =
        List.of(
            PROOF.encode().toArray(),
            SampleGateway.unopened().prove(SampleGateway.LANE).encode().toArray());
    DecoderFuzz fuzz =
        new DecoderFuzz(
            "stored lane proof",
            valid,
            bytes -> LaneProof.decode(Bytes.copyOf(bytes)).encode().toArray(),
            ProofException.class);

    fuzz.readNoise(5_000);
    fuzz.readDamaged(20_000);
  }

  @Test
  void anyBytesOfAnAccountAreRefusedOrReadExactly() {
    DecoderFuzz fuzz =
        new DecoderFuzz(
            "account",
            List.of(SampleGateway.opened().account().encode().toArray()),
            bytes -> Account.decode(Bytes.copyOf(bytes)).encode().toArray(),
            ProofException.class);

    fuzz.readNoise(5_000);
    fuzz.readDamaged(20_000);
  }

  @Test
  void anyBytesOfASlotAreRefusedOrReadExactly() {
    List<byte[]> valid =
        List.of(
            new StorageWord(BigInteger.ONE).encode().toArray(),
            new StorageWord(SampleGateway.number(Keccak256.ofText("word"))).encode().toArray());
    DecoderFuzz fuzz =
        new DecoderFuzz(
            "storage slot",
            valid,
            bytes -> StorageWord.decode(Bytes.copyOf(bytes)).encode().toArray(),
            ProofException.class);

    fuzz.readNoise(5_000);
    fuzz.readDamaged(20_000);
  }

  @Test
  void storedZeroIsRefused() {
    assertRefused(Code.WRONG_SHAPE, () -> StorageWord.decode(Bytes.fromHex("0x80")));
    assertRefused(Code.NOT_RLP, () -> StorageWord.decode(Bytes.fromHex("0x00")));
    assertRefused(
        Code.WRONG_SHAPE, () -> StorageWord.decode(Bytes.fromHex("0xa101" + "00".repeat(32))));
  }
}
