package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * A share that only its recipient can open: HPKE of RFC 9180 in base mode, with X25519, HKDF-SHA256
 * and AES-256-GCM. It does not say who sealed it; the dealer's signature over the dealing does.
 */
record SealedShare(Bytes encapsulation, Bytes ciphertext) {
  private static final int TAG_LENGTH = 16;
  private static final int CIPHERTEXT_LENGTH = SecretScalar.LENGTH + TAG_LENGTH;

  static final int LENGTH = OneTimePublicKey.LENGTH + CIPHERTEXT_LENGTH;

  /** Its state is of one use, so there is one for each. */
  static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  static SealedShare seal(
      SecretScalar share, OneTimePublicKey recipient, Bytes info, SecureRandom random) {
    return seal(share.reveal(), recipient, info, new X25519PrivateKeyParameters(random));
  }

  static SealedShare seal(
      byte[] plain, OneTimePublicKey recipient, Bytes info, X25519PrivateKeyParameters ephemeral) {
    HPKEContextWithEncapsulation context =
        suite()
            .setupBaseS(
                new X25519PublicKeyParameters(recipient.bytes().toArray()),
                info.toArray(),
                new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral));
    try {
      return new SealedShare(
          Bytes.copyOf(context.getEncapsulation()), Bytes.copyOf(context.seal(new byte[0], plain)));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("A share could not be sealed: the cipher is broken.", e);
    }
  }

  static SealedShare read(Fields in) {
    return new SealedShare(in.bytes(OneTimePublicKey.LENGTH), in.bytes(CIPHERTEXT_LENGTH));
  }

  /** Encapsulated key (32 bytes) ‖ ciphertext (32) and its tag (16). */
  Bytes encode() {
    return Fields.join(encapsulation, ciphertext);
  }
}
