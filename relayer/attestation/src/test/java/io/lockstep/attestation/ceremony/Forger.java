package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Says something else than it should, but the same to all, and repeats itself as it spoke: only
 * what it says is wrong with it.
 */
final class Forger implements Gathering.Mischief {
  private final Gathering gathering;
  private final Identifier self;
  private final Map<MessageKind, Function<SignedMessage, Bytes>> ways =
      new EnumMap<>(MessageKind.class);
  private final Map<SignedMessage, SignedMessage> forged = new HashMap<>();

  Forger(Gathering gathering, Identifier self) {
    this.gathering = gathering;
    this.self = self;
  }

  Forger says(MessageKind kind, Function<SignedMessage, Bytes> body) {
    ways.put(kind, body);
    return this;
  }

  @Override
  public List<SignedMessage> said(SignedMessage message, Identifier recipient) {
    if (!message.sender().equals(self)) {
      return List.of(message);
    }
    if (ways.containsKey(MessageKind.CEREMONY_HELLO)
        && message.kind() != MessageKind.CEREMONY_HELLO) {
      // Its machine believes in the hello that it never said.
      return List.of();
    }
    SignedMessage known = forged.get(message);
    if (known == null) {
      known = forged(message);
      forged.put(message, known);
      forged.put(known, known);
    }
    return List.of(known);
  }

  private SignedMessage forged(SignedMessage message) {
    SignedMessage consistent = gathering.again(message, repeatingItself(message));
    Function<SignedMessage, Bytes> way = ways.getOrDefault(message.kind(), SignedMessage::body);
    return gathering.again(consistent, way.apply(consistent));
  }

  private Bytes repeatingItself(SignedMessage message) {
    if (message.kind() != MessageKind.CEREMONY_ECHO) {
      return message.body();
    }
    Echo echo = Echo.decode(gathering.terms, message.body());
    List<SignedMessage> dealings =
        echo.dealings().stream().map(dealing -> forged.getOrDefault(dealing, dealing)).toList();
    return new Echo(echo.complaint(), dealings).encode();
  }
}
