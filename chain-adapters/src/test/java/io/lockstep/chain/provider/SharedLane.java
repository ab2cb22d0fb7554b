package io.lockstep.chain.provider;

import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain.Snapshot;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One deployed lane for many tests, each of which finds it as the first one did. */
public final class SharedLane implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(SharedLane.class);

  /** How far what is final lies behind the newest block. */
  static final int FINALITY = 4;

  private static final String SNAPSHOT = "snapshot";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SourceLane.class;
  }

  @Override
  public SourceLane resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return lane(context);
  }

  private static SourceLane lane(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            SourceLane.class,
            type ->
                SourceLane.start(
                    AnvilSettings.of(51).withBlocksToFinality(FINALITY), AnvilSettings.of(52)),
            SourceLane.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    store(context).put(SNAPSHOT, lane(context).chain().snapshot());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Snapshot snapshot = store(context).remove(SNAPSHOT, Snapshot.class);
    if (snapshot != null) {
      lane(context).chain().revert(snapshot);
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
