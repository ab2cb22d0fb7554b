package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a signer keeps for one coordinator: nonces that wait, and its last answers. Both are
 * bounded. Not for several threads: its pool locks it.
 */
final class Shelf {
  /** A request that was sent twice may come again after others that were sent later. */
  private static final int ANSWERS_MAX = 16;

  private final Map<SigningCommitment, SigningNonces> unused = new LinkedHashMap<>();
  private final Map<Hash32, SignedMessage> answered = new LinkedHashMap<>();

  /** Puts fresh nonces wherever there is room, and says which. */
  List<SigningCommitment> fill(Supplier<SigningNonces> fresh) {
    List<SigningCommitment> added = new ArrayList<>();
    while (unused.size() < Allotment.SIZE_MAX) {
      SigningNonces nonces = fresh.get();
      unused.put(nonces.commitment(), nonces);
      added.add(nonces.commitment());
    }
    return added;
  }

  Allotment allotment(Identifier signer) {
    return new Allotment(signer, List.copyOf(unused.keySet()));
  }

  boolean holds(SigningCommitment commitment) {
    return unused.containsKey(commitment);
  }

  /** Gives nonces away: whatever comes of it, they are not here any more. */
  Optional<SigningNonces> take(SigningCommitment commitment) {
    return Optional.ofNullable(unused.remove(commitment));
  }

  void drop(List<SigningCommitment> commitments) {
    commitments.forEach(unused::remove);
  }

  /** Without nonces nothing new is signed; what was said before may be said again. */
  void empty() {
    unused.clear();
  }

  Optional<SignedMessage> answerTo(Hash32 session) {
    return Optional.ofNullable(answered.get(session));
  }

  void remember(Hash32 session, SignedMessage answer) {
    answered.put(session, answer);
    if (answered.size() > ANSWERS_MAX) {
      answered.remove(answered.keySet().iterator().next());
    }
  }
}
