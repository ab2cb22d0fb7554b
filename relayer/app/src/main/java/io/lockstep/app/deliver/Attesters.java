package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.chain.ForeignText;
import io.lockstep.core.Failure;
import io.lockstep.protocol.LaneId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** What attesters serve to everybody. One that does not answer is passed over. */
final class Attesters {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int TEXT_MAX = 300;

  /** The furthest come first, and each costs a verification. */
  private static final int CHECKPOINTS_MAX = 64;

  private final List<URI> addresses;
  private final SSLContext tls;

  Attesters(List<URI> addresses, SSLContext tls) {
    this.addresses = List.copyOf(addresses);
    addresses.forEach(Attesters::requireServer);
    this.tls = tls;
  }

  private static void requireServer(URI address) {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      throw CliException.permanent(
          "attester: found %s, expected https://host:port".formatted(address));
    }
  }

  int count() {
    return addresses.size();
  }

  /**
   * Asks all.
   *
   * @param silent told of those that do not answer
   */
  List<Offer> beyond(LaneId lane, long nonce, List<Skipped> silent) {
    List<Offer> offers = new ArrayList<>();
    for (URI address : addresses) {
      try (AttesterClient client = new AttesterClient(address, tls, TIMEOUT)) {
        client.checkpoints(lane, nonce).stream()
            .limit(CHECKPOINTS_MAX)
            .forEach(checkpoint -> offers.add(new Offer(client.toString(), checkpoint)));
      } catch (Failure e) {
        String why = ForeignText.excerpt(String.valueOf(e.getMessage()), TEXT_MAX);
        silent.add(new Skipped("attester " + address.getAuthority(), why));
      }
    }
    return offers;
  }
}
