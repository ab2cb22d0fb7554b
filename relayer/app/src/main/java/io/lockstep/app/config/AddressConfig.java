package io.lockstep.app.config;

/**
 * Where a server listens.
 *
 * @param port 0 for any that is free
 */
public record AddressConfig(String host, int port) {
  private static final int PORT_MAX = 65_535;

  public static Value<AddressConfig> read(Section section) {
    var host = section.required("host", Scalar.text());
    var port = section.required("port", Scalar.wholeNumber(0, PORT_MAX));
    section.refuseUnknown();
    return Values.all(host, port).then(() -> new AddressConfig(host.get(), port.get()));
  }
}
