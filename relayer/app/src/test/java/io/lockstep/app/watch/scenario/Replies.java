package io.lockstep.app.watch.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ports between which and the stages somebody stands. */
final class Replies {
  private Replies() {}

  /** What happens instead of a call, or around it. */
  interface Handling {
    @Nullable Object of(Method method, @Nullable Object[] arguments) throws Throwable;
  }

  static <T> T handled(Class<T> port, Handling handling) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> handling.of(method, arguments)));
  }

  /** The same port but for what it replies when it is called by that name. */
  static <T> T of(Class<T> port, T real, String name, UnaryOperator<Object> change) {
    return handled(
        port,
        (method, arguments) -> {
          Object reply = honest(real, method, arguments);
          return reply != null && method.getName().equals(name) ? change.apply(reply) : reply;
        });
  }

  /** The same port, which does nothing when it is called by that name. */
  static <T> T without(String name, Class<T> port, T real) {
    return handled(
        port,
        (method, arguments) ->
            method.getName().equals(name) ? null : honest(real, method, arguments));
  }

  static @Nullable Object honest(Object real, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
