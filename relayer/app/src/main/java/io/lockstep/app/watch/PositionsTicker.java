package io.lockstep.app.watch;

import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.display.Display;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.core.domain.BlockId;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.LaneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows where the lanes stand, and is the one that tells when the database is lost and found. */
final class PositionsTicker {
  private final OpsViews views;
  private final List<LaneFollower> lanes;
  private final Display display;
  private final Telemetry telemetry;
  private Map<LaneId, PositionView> known = Map.of();
  private volatile Optional<String> lost = Optional.empty();
  private volatile boolean ended;

  PositionsTicker(OpsViews views, List<LaneFollower> lanes, Display display, Telemetry telemetry) {
    this.views = views;
    this.lanes = lanes;
    this.display = display;
    this.telemetry = telemetry;
  }

  void tick() {
    look();
    if (!ended) {
      display.show(lanes.stream().map(this::line).toList());
    }
  }

  /** Nothing is shown any more, not even by a tick that is waiting for the database. */
  void end() {
    ended = true;
  }

  private void look() {
    try {
      known =
          views.positions().stream()
              .collect(Collectors.toMap(PositionView::lane, Function.identity()));
      lanes.forEach(this::tell);
      if (isLost()) {
        display.say("database: it answers again");
      }
      lost = Optional.empty();
    } catch (StorageException e) {
      if (!isLost() && !ended) {
        display.say("%s; nothing moves until it answers".formatted(e.getMessage()));
      }
      lost = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void tell(LaneFollower lane) {
    Optional.ofNullable(known.get(lane.plan().lane().id()))
        .ifPresent(position -> telemetry.stands(lane.plan().label(), position));
  }

  boolean isLost() {
    return lost.isPresent();
  }

  /** Nothing while the database answers. */
  String lostBecause() {
    return lost.orElse("");
  }

  private LaneLine line(LaneFollower lane) {
    return new LaneLine(
        lane.plan().toString(),
        lane.progress().state(),
        Optional.ofNullable(known.get(lane.plan().lane().id())),
        tip(lane.source()));
  }

  /** The height that a quorum has reached: one provider alone may say anything. */
  private static OptionalLong tip(WatchedChain chain) {
    List<Long> heights =
        chain.providers().newestBlocks().stream()
            .<BlockId>flatMap(Answers::given)
            .map(BlockId::number)
            .sorted(Comparator.reverseOrder())
            .toList();
    int quorum = chain.quorum().quorum();
    return heights.size() < quorum
        ? OptionalLong.empty()
        : OptionalLong.of(heights.get(quorum - 1));
  }
}
