package io.lockstep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.Leases;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.TestServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresLeasesTest {
  private static final Database DATABASE = TestServer.migrated().open();
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Duration LONG = Duration.ofMinutes(10);

  private final String name = "signer " + NAMES.incrementAndGet();
  private final Leases one = new PostgresLeases(DATABASE, "one");
  private final Leases two = new PostgresLeases(DATABASE, "two");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void givesAFreeLeaseToWhoeverAsks() {
    assertThat(one.acquire(name, LONG)).contains(new Lease(name, "one", 1));
  }

  @Test
  void refusesALeaseThatSomebodyElseHolds() {
    one.acquire(name, LONG);

    assertThat(two.acquire(name, LONG)).isEmpty();
  }

  @Test
  void givesALeaseThatHasRunOutToTheNextUnderANewEpoch() {
    Lease first = one.acquire(name, Duration.ZERO).orElseThrow();

    assertThat(two.acquire(name, LONG)).contains(new Lease(name, "two", 2));
    assertThat(one.renew(first, LONG)).isFalse();
  }

  @Test
  void givesWhoeverWasRestartedItsOwnLeaseUnderANewEpoch() {
    Lease before = one.acquire(name, LONG).orElseThrow();

    assertThat(one.acquire(name, LONG)).contains(new Lease(name, "one", 2));
    assertThat(one.renew(before, LONG)).isFalse();
  }

  @Test
  void keepsALeaseThatIsRenewed() {
    Lease lease = one.acquire(name, Duration.ZERO).orElseThrow();

    assertThat(one.renew(lease, LONG)).isTrue();
    assertThat(two.acquire(name, LONG)).isEmpty();
  }

  @Test
  void letsOthersTryOnceItIsReleased() {
    one.release(one.acquire(name, LONG).orElseThrow());

    assertThat(two.acquire(name, LONG)).isPresent();
  }

  @Test
  void releasesNothingThatSomebodyElseHas() {
    Lease former = one.acquire(name, Duration.ZERO).orElseThrow();
    two.acquire(name, LONG);

    one.release(former);

    assertThat(one.acquire(name, LONG)).isEmpty();
  }
}
