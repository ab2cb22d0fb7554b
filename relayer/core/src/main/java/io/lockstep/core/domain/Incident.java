package io.lockstep.core.domain;

/**
 * Something that a person should know of, kept for ever.
 *
 * @param text what was found, what was expected, and what was done
 */
public record Incident(Kind kind, String text) {
  /** What happened, for those who count and filter. */
  public enum Kind {
    /** Blocks above finality vanished, and with them what was seen in them. */
    REORG,
    /** A final block is not on the chain any more. The lane halts. */
    FINALITY_BROKEN,
    /** A provider said what its own header disproves. */
    PROVIDER_DISPROVED,
    /** Providers contradict each other about a final block. */
    PROVIDERS_DISAGREE,
    /**
     * A gateway has executed what its lane never held: somebody has signed with a stolen key. Both
     * lanes of the pair halt.
     */
    PAIR_CONTRADICTED,
    /**
     * The quorum has signed another head than the one that is final here: its key is stolen, or t
     * attesters are deceived. Both lanes of the pair halt.
     */
    CHECKPOINT_CONTRADICTED,
    /** A destination has lost what it had executed, and what was delivered is so no more. */
    DELIVERY_REGRESSED,
    /** The same submission reverts again and again. */
    DELIVERY_REVERTED,
    /** A transaction is final and the destination does not show what it was to bring about. */
    DELIVERY_INEFFECTIVE,
    /** Somebody else has used a signer's key, or the records of it were lost. */
    SIGNER_DRIFTED
  }
}
