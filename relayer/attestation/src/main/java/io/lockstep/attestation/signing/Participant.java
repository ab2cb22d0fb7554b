package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signer as the coordinator of one signing sees it. */
final class Participant {
  private final Identifier identifier;
  private final List<OpenSession> unchecked = new ArrayList<>();
  private Standing standing = new Standing.Responsive();
  private int refusals;
  private @Nullable RefusalReason lastRefusal;
  private @Nullable Evidence lie;
  private boolean unreachable;

  Participant(Identifier identifier) {
    this.identifier = identifier;
  }

  Identifier identifier() {
    return identifier;
  }

  Standing standing() {
    return standing;
  }

  int refusals() {
    return refusals;
  }

  boolean isResponsive() {
    return standing instanceof Standing.Responsive;
  }

  boolean hasLied() {
    return lie != null;
  }

  void expect(Standing next) {
    standing = next;
  }

  /** One that was left out stays so. */
  void becomeResponsive() {
    unreachable = false;
    if (!(standing instanceof Standing.LeftOut)) {
      standing = new Standing.Responsive();
    }
  }

  void unreachable() {
    unreachable = true;
  }

  void gaveShare(OpenSession session) {
    becomeResponsive();
    unchecked.add(session);
  }

  /** The sessions in which it gave shares that nobody has looked at. */
  List<OpenSession> takeUnchecked() {
    List<OpenSession> taken = List.copyOf(unchecked);
    unchecked.clear();
    return taken;
  }

  void lied(Evidence evidence) {
    lie = evidence;
    standing = new Standing.LeftOut();
  }

  void refused(RefusalReason reason, Patience patience, Instant now) {
    becomeResponsive();
    lastRefusal = reason;
    refusals++;
    if (refusals >= SigningCoordinator.REFUSALS_MAX) {
      standing = new Standing.LeftOut();
    } else if (reason != RefusalReason.UNKNOWN_COMMITMENT && isResponsive()) {
      standing = new Standing.Resting(now.plus(patience.after(refusals)));
    }
  }

  Conduct conduct() {
    if (lie != null) {
      return new Conduct.Lied(lie);
    }
    return switch (standing) {
      case Standing.Asked(var times, var _) -> new Conduct.Silent(times, unreachable);
      case Standing.InSession(var _, var times, var _) -> new Conduct.Silent(times, unreachable);
      case Standing.Responsive _, Standing.Resting _, Standing.LeftOut _ ->
          lastRefusal == null ? new Conduct.Answered() : new Conduct.Refused(lastRefusal, refusals);
    };
  }
}
