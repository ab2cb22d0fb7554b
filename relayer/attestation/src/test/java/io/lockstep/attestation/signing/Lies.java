package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.read;

import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.List;

/** What a malicious signer makes of its own answers. All of it is under its own identity key. */
final class Lies {
  private Lies() {}

  static Rehearsal.Voice wrongShare(TestQuorum quorum) {
    return Rehearsal.Voice.inSession((_, message) -> List.of(withWrongShare(quorum, message)));
  }

  static SignedMessage withWrongShare(TestQuorum quorum, SignedMessage answer) {
    return switch (read(answer)) {
      case Answer.Share(var share, var height, var fresh) -> {
        BigInteger z = share.z().add(BigInteger.ONE).mod(Secp256k1.ORDER);
        yield signed(
            quorum,
            answer,
            new Answer.Share(new SignatureShare(share.identifier(), z), height, fresh).encode());
      }
      case Answer.Refused _ -> answer;
    };
  }

  static Rehearsal.Voice nonsense(TestQuorum quorum) {
    return Rehearsal.Voice.inSession(
        (_, message) -> List.of(signed(quorum, message, Bytes.fromHex("0x07"))));
  }

  static SignedMessage signed(TestQuorum quorum, SignedMessage message, Bytes body) {
    return quorum.said(
        message.sender().value().intValueExact(), message.kind(), message.scope(), body);
  }

  static SignedMessage wronglySigned(SignedMessage message) {
    byte[] signature = message.signature().toArray();
    signature[0] ^= 1;
    return new SignedMessage(
        message.kind(), message.scope(), message.sender(), message.body(), Bytes.copyOf(signature));
  }
}
