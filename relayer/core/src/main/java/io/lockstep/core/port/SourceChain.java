package io.lockstep.core.port;

import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import java.util.List;

/** The source chain of one lane, through all of its configured providers. */
public interface SourceChain {
  /**
   * The provider to read from. It stays the same while it serves well.
   *
   * @throws io.lockstep.core.Failure if none can be asked now
   */
  ChainProvider provider();

  /** Turns to another provider: this one may be behind, or on another branch. No blame is meant. */
  void turnFrom(String provider, String why);

  /** Turns to another provider than the one that is read from, whichever that is. */
  void turnFromCurrent(String why);

  /** Quarantines a provider until an operator decides, and keeps the proof of what it said. */
  void quarantine(DisprovedAnswer proof);

  /** The newest block of each configured provider. One entry for each. */
  List<Answer<BlockId>> tips();

  /** The height that each configured provider calls final. One entry for each. */
  List<Answer<Long>> finalHeights();

  /** The block of that height by each configured provider. One entry for each. */
  List<Answer<BlockId>> blocksAt(long number);
}
