package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;

class InteroperableAddressVectorsTest {
  @ParameterizedTest
  @VectorSource("interoperableAddresses")
  void addressIsWrittenAndRead(Vector vector) {
    InteroperableAddress address = vector.interoperable("chainId", "account");

    assertThat(address.encode()).isEqualTo(vector.bytes("encoded"));
    assertThat(InteroperableAddress.decode(vector.bytes("encoded"))).isEqualTo(address);
  }

  @ParameterizedTest
  @VectorSource("interoperableAddressesInvalid")
  void everyOtherWritingIsRefused(Vector vector) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> InteroperableAddress.decode(vector.bytes("encoded")));
  }
}
