package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import java.util.Map;

/**
 * Why there is no signature.
 *
 * @param sessions how many were opened
 * @param conduct of everybody on the roster
 */
public record SigningReport(int sessions, Map<Identifier, Conduct> conduct) {
  public SigningReport {
    conduct = Map.copyOf(conduct);
  }
}
