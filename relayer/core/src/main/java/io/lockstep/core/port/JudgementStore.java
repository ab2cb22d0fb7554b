package io.lockstep.core.port;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.policy.judging.Volumes;
import java.util.List;
import java.util.Optional;

/** What an attester has made of a lane's final messages, under the lane's lease. */
public interface JudgementStore {
  /** Why the lane is halted, if it is. */
  Optional<String> halted();

  /** The final messages that follow the last one that was judged, the oldest first. */
  List<FinalMessage> unjudged(int countMax);

  /** What was judged good on this lane. */
  Volumes volumes();

  /** Keeps what was made of the messages that follow the last one that was judged. */
  void keep(List<Judgement> judgements);
}
