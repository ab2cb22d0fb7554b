package io.lockstep.model.delivery;

import io.lockstep.model.delivery.CheckedWorld.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every situation that a world can come to, the nearest first, so that the first
 * violation found has one of the shortest ways to it. In each it asks whether the promises hold,
 * and whether everything would still be delivered if nothing went wrong from then on.
 */
final class ModelChecker {
  private record Node(Situation situation, @Nullable Node before, String action) {
    List<String> trace() {
      List<String> actions = new ArrayList<>();
      for (Node node = this; node != null && node.before != null; node = node.before) {
        actions.add(node.action);
      }
      Collections.reverse(actions);
      return actions;
    }
  }

  private final CheckedWorld world;
  private final Properties properties;
  private final int situationsMax;
  private final boolean asksForLiveness;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> leadsToTheEnd = new HashSet<>();
  private final Queue<Node> waiting = new ArrayDeque<>();
  private int transitions;

  ModelChecker(Scope scope, Mutation mutation, int situationsMax) {
    this.world = new CheckedWorld(scope, mutation);
    this.properties = new Properties(world);
    this.situationsMax = situationsMax;
    this.asksForLiveness = !mutation.breaksSafetyLater();
  }

  int situations() {
    return seen.size();
  }

  int transitions() {
    return transitions;
  }

  /** Whether everything was seen that can be reached. */
  boolean isComplete() {
    return waiting.isEmpty();
  }

  Optional<Violation> run() {
    Situation first = world.situation();
    seen.add(first.fingerprint());
    waiting.add(new Node(first, null, ""));
    while (!waiting.isEmpty() && seen.size() < situationsMax) {
      Optional<Violation> violation = explore(waiting.remove());
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private Optional<Violation> explore(Node node) {
    Optional<Violation> stuck = asksForLiveness ? stuckFrom(node) : Optional.empty();
    if (stuck.isPresent()) {
      return stuck;
    }
    world.restore(node.situation());
    for (Action action : world.actions()) {
      world.restore(node.situation());
      Optional<Violation> violation = take(action, node);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private Optional<Violation> take(Action action, Node node) {
    transitions++;
    Optional<String> broken = run(action, node.situation());
    Situation after = world.situation();
    Node next = new Node(after, node, action.name());
    if (broken.isPresent()) {
      return Optional.of(new Violation(broken.get(), next.trace()));
    }
    if (seen.add(after.fingerprint())) {
      waiting.add(next);
    }
    return Optional.empty();
  }

  private Optional<String> run(Action action, Situation before) {
    try {
      action.run().run();
    } catch (IllegalStateException e) {
      return Optional.of("a stage broke an invariant: " + e.getMessage());
    }
    Situation after = world.situation();
    if (action.isStale() && !after.rows().equals(before.rows())) {
      return Optional.of("I11: a write is accepted only under the current lease epoch");
    }
    return properties.check(before, after);
  }

  /** I16: a fair schedule without faults delivers everything, from here too. */
  private Optional<Violation> stuckFrom(Node node) {
    world.restore(node.situation());
    world.leaveOnly("b");
    List<String> way = new ArrayList<>();
    for (int i = 0; i < world.roundsMax(); i++) {
      String here = world.situation().fingerprint();
      if (leadsToTheEnd.contains(here)) {
        break;
      }
      way.add(here);
      if (world.leftOver().isEmpty()) {
        break;
      }
      world.fairRound("b");
    }
    Optional<String> left = world.leftOver();
    boolean arrives = left.isEmpty() || leadsToTheEnd.contains(world.situation().fingerprint());
    if (!arrives) {
      List<String> trace = node.trace();
      trace.add("and then only fair rounds of b");
      return Optional.of(new Violation("I16: stuck: " + left.get(), trace));
    }
    leadsToTheEnd.addAll(way);
    return Optional.empty();
  }
}
