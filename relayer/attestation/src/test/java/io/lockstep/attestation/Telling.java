package io.lockstep.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Whether a text tells a secret, in any of the forms that code writes bytes in. */
public final class Telling {
  private Telling() {}

  public static boolean tells(String text, byte[] secret) {
    String lower = text.toLowerCase(Locale.ROOT);
    return forms(secret).anyMatch(form -> lower.contains(form.toLowerCase(Locale.ROOT)));
  }

  public static Stream<String> forms(byte[] secret) {
    BigInteger number = new BigInteger(1, secret);
    return Stream.of(
        number.toString(16),
        number.toString(),
        Arrays.toString(secret),
        Base64.getEncoder().withoutPadding().encodeToString(secret));
  }

  /** All that a log could show of a refusal: message, stack and causes. */
  public static String told(ThrowingCallable attempt) {
    Throwable refusal = catchThrowable(attempt);
    assertThat(refusal).isInstanceOf(AttestationException.class);
    StringWriter text = new StringWriter();
    refusal.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
