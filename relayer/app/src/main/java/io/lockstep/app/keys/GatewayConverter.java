package io.lockstep.app.keys;

import io.lockstep.app.config.Scalar;
import io.lockstep.protocol.InteroperableAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A gateway as it stands on a command line: {@code CHAINID:ADDRESS}. */
final class GatewayConverter implements ITypeConverter<InteroperableAddress> {
  @Override
  public InteroperableAddress convert(String text) {
    try {
      int colon = text.indexOf(':');
      return new InteroperableAddress(
          Scalar.chainId().read(text.substring(0, Math.max(colon, 0))),
          Scalar.address().read(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "found '%s', expected CHAINID:ADDRESS with %s".formatted(text, e.getMessage()));
    }
  }
}
