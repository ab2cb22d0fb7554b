package io.lockstep.app.watch.scenario;

import io.lockstep.core.port.ChainProvider;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what stages ask of the world outside their process, every transaction of the store and
 * every exchange with a provider, and lets something happen before or after it.
 */
final class Calls {
  /** They ask nobody outside. */
  private static final Set<String> WITHIN_THE_PROCESS =
      Set.of("provider", "name", "turnFrom", "turnFromCurrent", "toString", "hashCode", "equals");

  /** Of the store, those that change something. */
  private static final Set<String> WRITES =
      Set.of("see", "forgetUnproven", "takeBack", "finalize", "halt");

  /** A call, by its place among all of the process and by its name. */
  record Call(int number, String name) {
    boolean isWrite() {
      return WRITES.contains(name);
    }
  }

  /** What happens around calls. */
  interface Events {
    Events NONE = new Events() {};

    default void before(Call call) {}

    default void after(Call call) {}
  }

  private final Events events;
  private int count;

  Calls(Events events) {
    this.events = events;
  }

  /** The same port, with the calls to it counted. */
  <T> T counted(Class<T> port, T real) {
    return Replies.handled(port, (method, arguments) -> called(real, method, arguments));
  }

  private @Nullable Object called(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (WITHIN_THE_PROCESS.contains(method.getName())) {
      return countedToo(Replies.honest(real, method, arguments));
    }
    Call call = new Call(++count, method.getName());
    events.before(call);
    @Nullable Object result = Replies.honest(real, method, arguments);
    events.after(call);
    return result;
  }

  private @Nullable Object countedToo(@Nullable Object result) {
    return result instanceof ChainProvider provider
        ? counted(ChainProvider.class, provider)
        : result;
  }
}
