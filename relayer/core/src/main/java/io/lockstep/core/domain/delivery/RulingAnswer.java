package io.lockstep.core.domain.delivery;

/** What attesters made of being asked for a ruling. */
public sealed interface RulingAnswer {
  /** The quorum's decision, its signature verified. */
  record Ruled(KeptRuling ruling) implements RulingAnswer {}

  /** Too few operators have decided, or they have not decided alike. */
  record NotRuled(String why) implements RulingAnswer {}
}
