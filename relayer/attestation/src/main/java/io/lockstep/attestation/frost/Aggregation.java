package io.lockstep.attestation.frost;

import io.lockstep.attestation.Require;
import io.lockstep.protocol.FrostSignature;
import java.util.List;

/** What became of the shares of a round. */
public sealed interface Aggregation {
  /** A signature that has been verified, as {@link io.lockstep.protocol.FrostVerifier} would. */
  record Signed(FrostSignature signature) implements Aggregation {}

  /**
   * No signature, and those whose shares are wrong. Nobody else is named: a share is wrong or right
   * by itself, whatever the others sent.
   *
   * @param senders rising, at least one
   */
  record Blamed(List<Identifier> senders) implements Aggregation {
    public Blamed {
      senders = List.copyOf(senders);
      Require.inRange(
          senders.size(), 1, PublicKeyPackage.PARTICIPANTS_MAX, "count of blamed senders");
      Require.rising(senders, sender -> sender, "blamed sender");
    }
  }
}
