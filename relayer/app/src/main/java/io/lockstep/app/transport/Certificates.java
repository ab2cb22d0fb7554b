package io.lockstep.app.transport;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.TlsKeyStatement;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1OctetString;

/** Whom a certificate speaks for. */
public final class Certificates {
  private Certificates() {}

  static Hash32 keyHash(PublicKey key) {
    return Keccak256.of(Bytes.copyOf(key.getEncoded()));
  }

  /**
   * The identity that has signed the certificate's key. Nothing else of the certificate counts: not
   * its names, not who signed it.
   */
  public static IdentityKey identity(X509Certificate certificate, Instant now)
      throws CertificateException {
    byte[] extension = certificate.getExtensionValue(TlsIdentity.STATEMENT.getId());
    if (extension == null) {
      throw new CertificateException(
          "certificate: found no statement of an identity, expected one of Lockstep");
    }
    try {
      byte[] inner = ASN1OctetString.getInstance(extension).getOctets();
      byte[] statement = ASN1OctetString.getInstance(inner).getOctets();
      return TlsKeyStatement.decode(Bytes.copyOf(statement))
          .requireOf(keyHash(certificate.getPublicKey()), now);
    } catch (AttestationException | IllegalArgumentException e) {
      throw new CertificateException("certificate: " + e.getMessage(), e);
    }
  }
}
