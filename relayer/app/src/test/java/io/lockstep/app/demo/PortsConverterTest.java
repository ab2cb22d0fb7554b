package io.lockstep.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.testnet.TwoChains;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PortsConverterTest {

  private final PortsConverter converter = new PortsConverter();

  @Test
  void readsTwoPorts() {
    assertThat(converter.convert("8545,8546"))
        .isEqualTo(new TwoChains.Ports(OptionalInt.of(8545), OptionalInt.of(8546)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8545", "8545,8545", "0,1", "1,65536", "a,b", "1,2,3", "-1,2"})
  void refusesAnythingElseAndSaysWhatItExpected(String value) {
    assertThatThrownBy(() -> converter.convert(value))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "found %s, expected two different ports from 1 to 65535, as in 8545,8546", value);
  }
}
