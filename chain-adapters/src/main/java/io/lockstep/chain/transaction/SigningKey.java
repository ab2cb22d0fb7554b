package io.lockstep.chain.transaction;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import org.web3j.crypto.Credentials;

/** The private key of an account that pays for gas. Its text shows the address only. */
public final class SigningKey {

  private final Credentials credentials;

  private SigningKey(Credentials credentials) {
    this.credentials = credentials;
  }

  public static SigningKey of(Bytes privateKey) {
    if (privateKey.length() != 32) {
      throw new IllegalArgumentException(
          "a private key has 32 bytes, found %d".formatted(privateKey.length()));
    }
    return new SigningKey(Credentials.create(privateKey.toString()));
  }

  public Address address() {
    return Address.fromHex(credentials.getAddress());
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return "key of " + address();
  }
}
