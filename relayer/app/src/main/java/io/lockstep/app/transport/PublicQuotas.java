package io.lockstep.app.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often those may ask who say not who they are: each address so often, and all together ten
 * times as often, because addresses cost nothing.
 */
final class PublicQuotas {
  private static final int ADDRESSES_MAX = 10_000;
  private static final int ALL_TO_ONE = 10;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Quota all;
  private final Map<String, Quota> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Quota> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };

  PublicQuotas(double perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.all = new Quota(ALL_TO_ONE * perSecond, ALL_TO_ONE * perSecond, nanos);
  }

  /** An address that has none left takes nothing from the others. */
  synchronized boolean take(String address) {
    return byAddress.computeIfAbsent(address, _ -> new Quota(perSecond, perSecond, nanos)).take()
        && all.take();
  }
}
