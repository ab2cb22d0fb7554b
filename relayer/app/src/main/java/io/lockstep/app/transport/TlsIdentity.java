package io.lockstep.app.transport;

import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.TlsKeyStatement;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key for TLS with a certificate of its own making, in which an identity says that the key speaks
 * for it. Made anew at each start and kept in memory only: the identity is what lasts.
 */
public record TlsIdentity(PrivateKey key, X509Certificate certificate, Instant until) {
  /** Under the arc of UUIDs, which belongs to nobody; the number is the UUID of this statement. */
  static final ASN1ObjectIdentifier STATEMENT =
      new ASN1ObjectIdentifier("2.25.218302967714905137464031327391268174921");

  private static final X500Name NAME = new X500Name("CN=lockstep");

  /** Clocks of others may be behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 127;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public static TlsIdentity create(IdentitySigner identity, Instant now, Duration lifetime) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Instant until = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
      return new TlsIdentity(pair.getPrivate(), certificate(pair, identity, now, until), until);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JDK makes no key for TLS", e);
    }
  }

  private static X509Certificate certificate(
      KeyPair pair, IdentitySigner identity, Instant now, Instant until)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Hash32 keyHash = Certificates.keyHash(pair.getPublic());
    Bytes statement = TlsKeyStatement.sign(identity, keyHash, until).encode();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            NAME,
            new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
            time(now.minus(BACKDATED)),
            time(until),
            NAME,
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    builder.addExtension(STATEMENT, false, new DEROctetString(statement.toArray()));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private static Time time(Instant moment) {
    return new Time(new DERUTCTime(UTC_TIME.format(moment)));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TLS key until " + until;
  }
}
