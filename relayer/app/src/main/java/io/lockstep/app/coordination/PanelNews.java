package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Evidence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what happens on a panel; loudly, where two records of a chain differ. */
public final class PanelNews implements PanelListener {
  private static final Logger LOG = LoggerFactory.getLogger(PanelNews.class);

  @Override
  public void refused(Identifier attester, Refusal refusal) {
    switch (refusal.reason()) {
      case CONTRADICTS, HALTED ->
          LOG.error("attester {} refuses, {}: {}", attester, refusal.reason(), refusal.text());
      case FENCED, UNKNOWN_LANE, WRONG_EPOCH, FROM_AHEAD, NOT_EXECUTED, NOT_RULED ->
          LOG.warn("attester {} refuses, {}: {}", attester, refusal.reason(), refusal.text());
      case NOT_FINAL, NOT_JUDGED, PAIR_NOT_FINAL, HOLD_MISSING, HOLD_UNFOUNDED, HOLDS_OVER_QUOTA ->
          LOG.info("attester {} refuses, {}: {}", attester, refusal.reason(), refusal.text());
    }
  }

  @Override
  public void lied(Evidence evidence) {
    LOG.error(
        "attester {} lied: session {}, its answer {}",
        evidence.accused(),
        evidence.session().encode(),
        evidence.answer().encode());
  }

  @Override
  public void unreachable(Identifier attester, String why) {
    LOG.info("attester {} cannot be asked: {}", attester, why);
  }

  @Override
  public void notHandedOver(Identifier attester, String why) {
    LOG.warn("attester {} was not told of a finished checkpoint: {}", attester, why);
  }
}
