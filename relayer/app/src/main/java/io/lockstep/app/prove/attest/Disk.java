package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.model.InMemoryLaneStore;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that outlives an attester's process. */
final class Disk {
  /** Of whom something was heard, and under which key. */
  private record Source(Identifier attester, Hash32 key) {}

  private record Heard(long height, LastHeard.Share share) {}

  private final Map<LaneId, LanePages> lanes;
  private final Book book;
  private final Map<Source, Heard> heard = new HashMap<>();

  Disk(Map<LaneId, LanePages> lanes, Book book) {
    this.lanes = lanes;
    this.book = book;
  }

  /** Of an attester that has never run. */
  static Disk blank(List<Eyes> eyes, InstantSource clock, Runnable afterWrite) {
    Map<LaneId, LanePages> lanes = new HashMap<>();
    for (Eyes each : eyes) {
      LaneId lane = each.side().outbound().id();
      InMemoryLaneStore store = new InMemoryLaneStore(each.side().chain().start());
      lanes.put(lane, new LanePages(lane, store, clock, afterWrite));
    }
    return new Disk(lanes, new Book(lanes, afterWrite));
  }

  Disk copy() {
    Map<LaneId, LanePages> copied = new HashMap<>();
    lanes.forEach((lane, pages) -> copied.put(lane, pages.copy()));
    Disk copy = new Disk(copied, book.copy(copied));
    copy.heard.putAll(heard);
    return copy;
  }

  /** The same without anything that was signed. */
  Disk withBlankBook() {
    Disk blank = new Disk(lanes, book.blank());
    blank.heard.putAll(heard);
    return blank;
  }

  LanePages lane(LaneId lane) {
    LanePages pages = lanes.get(lane);
    if (pages == null) {
      throw new IllegalArgumentException("Lane %s is not followed.".formatted(lane));
    }
    return pages;
  }

  Book book() {
    return book;
  }

  boolean isHalted() {
    return lanes.values().stream().anyMatch(pages -> pages.halted().isPresent());
  }

  boolean haltedBoth() {
    return lanes.values().stream().allMatch(pages -> pages.halted().isPresent());
  }

  // What was last heard of peers

  void heard(Identifier attester, long height, LastHeard.Share share) {
    heard.merge(
        new Source(attester, share.session().key()),
        new Heard(height, share),
        (known, other) -> other.height() > known.height() ? other : known);
  }

  LastHeard lastHeard(Identifier attester, Hash32 key) {
    return new LastHeard(
        Optional.ofNullable(heard.get(new Source(attester, key))).map(Heard::share));
  }

  long heightHeard(Identifier attester, Hash32 key) {
    Heard known = heard.get(new Source(attester, key));
    return known == null ? 0 : known.height();
  }
}
