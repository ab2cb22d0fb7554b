package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.FrostSignature;

/** What a coordinator wants done, or has to tell. */
public sealed interface SigningStep {
  /** To be brought to {@link SignerPool#offer}. */
  record AskCommitments(Identifier signer, Allotment abandoned) implements SigningStep {}

  /** To be brought to {@link SignerPool#answer}. */
  record RequestShare(Identifier signer, SigningSession session) implements SigningStep {}

  /** Somebody lied, and this proves it. It has no further part in this signing. */
  record Blame(Evidence evidence) implements SigningStep {}

  /** Something arrived that changes nothing, and convicts nobody: anyone could have sent it. */
  record Disregard(Identifier claimedSender, Cause cause) implements SigningStep {
    public enum Cause {
      /** The signing has ended. */
      OVER,
      /** Of no session of this signing, of none of its sender's, or of another key. */
      FOREIGN,
      /** Heard before. */
      REPEATED,
      /** Without a signature of the one it says it is from. */
      NOT_SIGNED,
      /** An offer whose bytes are none. */
      UNREADABLE
    }
  }

  /**
   * The signing has ended well.
   *
   * @param signature verified
   * @param sessions how many were opened for it
   */
  record Done(FrostSignature signature, int sessions) implements SigningStep {}

  /** The signing has ended without a signature. */
  record Failed(SigningReport report) implements SigningStep {}
}
