package io.lockstep.app.watch.scenario;

import io.lockstep.chain.local.LocalChain.Snapshot;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One scene for many tests, each of which finds its chains as the first one did. */
final class SharedScene implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedScene.class);

  private record Snapshots(List<Snapshot> taken) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scene.class;
  }

  @Override
  public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return scene(context);
  }

  private static Scene scene(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Scene.class, type -> Scene.start(), Scene.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    List<Snapshot> taken = scene(context).both().stream().map(Ground::fork).toList();
    context.getStore(NAMESPACE).put(Snapshots.class, new Snapshots(taken));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Snapshots before = context.getStore(NAMESPACE).remove(Snapshots.class, Snapshots.class);
    if (before != null) {
      List<Ground> grounds = scene(context).both();
      for (int i = 0; i < grounds.size(); i++) {
        grounds.get(i).backTo(before.taken().get(i));
      }
    }
  }
}
