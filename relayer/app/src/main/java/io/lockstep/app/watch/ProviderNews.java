package io.lockstep.app.watch;

import io.lockstep.app.watch.display.Display;
import io.lockstep.chain.provider.Health;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.chain.provider.heads.HeadsListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person which provider of a chain is in trouble, and when that is over. */
final class ProviderNews implements ProviderListener, HeadsListener {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderNews.class);

  private final String chain;
  private final Display display;
  private final Set<String> troubled = ConcurrentHashMap.newKeySet();

  ProviderNews(String chain, Display display) {
    this.chain = chain;
    this.display = display;
  }

  @Override
  public void healthChanged(String provider, Health health) {
    LOG.info("{}: provider {}: {}", chain, provider, health);
    switch (health) {
      case Health.Unreachable(String why) -> trouble(provider, "is unreachable", why);
      case Health.Faulty(String why) -> trouble(provider, "is faulty", why);
      case Health.Misconfigured(String why) -> trouble(provider, "is misconfigured", why);
      case Health.Quarantined(String why) -> trouble(provider, "is quarantined", why);
      case Health.Healthy _, Health.Slow _, Health.Behind _ -> well(provider);
      case Health.Untried _, Health.Doubted _, Health.Busy _ -> {}
    }
  }

  private void trouble(String provider, String what, String why) {
    troubled.add(provider);
    display.say("chain %s: provider %s %s: %s".formatted(chain, provider, what, why));
  }

  private void well(String provider) {
    if (troubled.remove(provider)) {
      display.say("chain %s: provider %s serves again".formatted(chain, provider));
    }
  }

  @Override
  public void connected(String provider) {
    LOG.info("{}: provider {} announces its blocks", chain, provider);
  }

  @Override
  public void lost(String provider, String why) {
    LOG.info("{}: provider {} announces no blocks, it is asked for them: {}", chain, provider, why);
  }
}
