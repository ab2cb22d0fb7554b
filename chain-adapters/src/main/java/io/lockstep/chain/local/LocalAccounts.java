package io.lockstep.chain.local;

import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.protocol.Bytes;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.utils.Numeric;

/** The accounts that every local chain endows: everybody knows their keys. */
public final class LocalAccounts {

  static final String MNEMONIC = "test test test test test test test test test test test junk";
  static final int COUNT = 10;
  static final int BALANCE_ETHER = 10_000;

  /** m/44'/60'/0'/0, which both programs use. */
  private static final int[] PATH = {
    44 | Bip32ECKeyPair.HARDENED_BIT,
    60 | Bip32ECKeyPair.HARDENED_BIT,
    Bip32ECKeyPair.HARDENED_BIT,
    0
  };

  private LocalAccounts() {}

  public static SigningKey key(int index) {
    if (index < 0 || index >= COUNT) {
      throw new IllegalArgumentException(
          "found account %d, expected one of 0 to %d".formatted(index, COUNT - 1));
    }
    Bip32ECKeyPair account = Bip32ECKeyPair.deriveKeyPair(Parent.KEYS, new int[] {index});
    return SigningKey.of(Bytes.copyOf(Numeric.toBytesPadded(account.getPrivateKey(), 32)));
  }

  /** Derived once: it takes two thousand rounds of hashing. */
  private static final class Parent {
    static final Bip32ECKeyPair KEYS =
        Bip32ECKeyPair.deriveKeyPair(
            Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, "")), PATH);
  }
}
