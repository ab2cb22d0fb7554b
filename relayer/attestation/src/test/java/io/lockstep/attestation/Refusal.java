package io.lockstep.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.attestation.AttestationException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, for the reason it should be. */
public final class Refusal {
  private Refusal() {}

  public static void refused(Code code, String text, ThrowingCallable attempt) {
    AttestationException refusal = catchThrowableOfType(AttestationException.class, attempt);
    assertThat(refusal).as("refusal").isNotNull().hasMessageContaining(text);
    assertThat(refusal.code()).isEqualTo(code);
  }
}
