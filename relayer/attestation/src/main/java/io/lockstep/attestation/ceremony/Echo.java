package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The third message: all dealings as this participant saw them, so that nobody can deal one thing
 * to some and another to others; and its complaint, if it has one.
 *
 * @param dealings of all, in the order of the roster
 */
record Echo(Optional<Complaint> complaint, List<SignedMessage> dealings) implements Spoken {
  Echo {
    dealings = List.copyOf(dealings);
  }

  /** Reads the fields; whether they obey the rules is for {@link CeremonyRules} to say. */
  static Echo decode(CeremonyTerms terms, Bytes body) {
    Fields in = Fields.of(body, "echo");
    int accused = in.uint8();
    Optional<Complaint> complaint =
        accused == 0 ? Optional.empty() : Optional.of(Complaint.read(in, accused));
    Hash32 scope = terms.hash();
    int length = Dealing.length(terms);
    List<SignedMessage> dealings =
        terms.roster().identifiers().stream()
            .map(dealer ->
                new SignedMessage(
                    MessageKind.CEREMONY_DEALING,
                    scope,
                    dealer,
                    in.bytes(length),
                    in.bytes(IdentityKey.SIGNATURE_LENGTH)))
            .toList();
    in.end();
    return new Echo(complaint, dealings);
  }

  /**
   * Count of the accused (1 byte) ‖ complaint, if there are any ‖ for each dealing: body ‖
   * signature (64).
   */
  @Override
  public Bytes encode() {
    List<Bytes> fields = new ArrayList<>();
    fields.add(Fields.uint8(complaint.map(told -> told.accused().size()).orElse(0)));
    complaint.ifPresent(told -> fields.add(told.encode()));
    for (SignedMessage dealing : dealings) {
      fields.add(dealing.body());
      fields.add(dealing.signature());
    }
    return Fields.join(fields);
  }

  @Override
  public List<SignedMessage> embedded() {
    return dealings;
  }

  SignedMessage dealingOf(Identifier dealer) {
    return dealings.stream()
        .filter(dealing -> dealing.sender().equals(dealer))
        .findFirst()
        .orElseThrow();
  }
}
