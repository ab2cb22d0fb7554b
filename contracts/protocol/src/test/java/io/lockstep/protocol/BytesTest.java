package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void nobodyElseCanChangeThem() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.copyOf(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;

    assertThat(bytes).isEqualTo(Bytes.fromHex("0x010203"));
    assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(() -> bytes.asByteBuffer().put((byte) 9));
  }

  @Test
  void sliceIsEqualToTheSameBytesAlone() {
    Bytes slice = Bytes.fromHex("0x00112233445566").slice(2, 4).slice(1, 2);
    Bytes alone = Bytes.fromHex("0x3344");

    assertThat(slice).isEqualTo(alone).hasSameHashCodeAs(alone).hasToString("0x3344");
    assertThat(slice.toArray()).containsExactly(0x33, 0x44);
    assertThat(slice.asByteBuffer().getShort(0)).isEqualTo((short) 0x3344);
    assertThat(Keccak256.of(slice)).isEqualTo(Keccak256.of(alone));
    assertThat(slice).isNotEqualTo(Bytes.fromHex("0x3345")).isNotEqualTo(Bytes.fromHex("0x334400"));
  }

  @Test
  void sliceCannotReachBeyondItsBytes() {
    Bytes slice = Bytes.fromHex("0x00112233").slice(1, 2);

    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(1, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(-1, 1));
  }

  @Test
  void hexIsReadInEitherCaseAndWrittenInLower() {
    Address address = Address.fromHex("0xABcdEF0123456789aBCDEF0123456789abcdef01");

    assertThat(address).hasToString("0xabcdef0123456789abcdef0123456789abcdef01");
    assertThat(Address.fromHex(address.toString())).isEqualTo(address);
    assertThat(Bytes.fromHex("0x")).isEqualTo(Bytes.EMPTY).hasToString("0x");
  }
}
