package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.LastHeard;
import java.util.List;

/** What comes of asking a panel to sign. */
public sealed interface PanelOutcome<T> {
  PanelReport report();

  /**
   * A quorum has signed, and the signature is verified.
   *
   * @param heard what its signers said
   */
  record Signed<T>(T what, List<LastHeard.Share> heard, PanelReport report)
      implements PanelOutcome<T> {
    public Signed {
      heard = List.copyOf(heard);
    }
  }

  /**
   * There is no signature yet. Another try may bring one; the report says what stands against it.
   *
   * @param why for a person
   */
  record NotSigned<T>(String why, PanelReport report) implements PanelOutcome<T> {}
}
