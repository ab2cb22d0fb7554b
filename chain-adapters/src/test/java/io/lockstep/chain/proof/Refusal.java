package io.lockstep.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.proof.ProofException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, and why. */
final class Refusal {

  private Refusal() {}

  static void assertRefused(Code expected, ThrowingCallable call) {
    ProofException refusal = catchThrowableOfType(ProofException.class, call);
    assertThat(refusal).as("a refusal by %s", expected).isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(expected);
    assertThat(refusal.getMessage()).contains(": found ", ", expected ");
  }
}
