package io.lockstep.app.attester.running;

import io.lockstep.app.attester.desk.RefusalBook;
import io.lockstep.app.telemetry.AttesterMetrics;
import io.lockstep.app.transport.TransportListener;
import java.util.Locale;
import java.util.Optional;

/** Counts what comes to the door, and writes down what is turned away there. */
final class DoorNews implements TransportListener {
  private static final String DOOR = "door";

  private final AttesterMetrics metrics;
  private final RefusalBook book;

  DoorNews(AttesterMetrics metrics, RefusalBook book) {
    this.metrics = metrics;
    this.book = book;
  }

  @Override
  public void answered(String route) {
    metrics.request(route, "answered");
  }

  @Override
  public void rejected(String route, Cause cause, String text) {
    metrics.request(route, cause.name().toLowerCase(Locale.ROOT));
    book.add(DOOR, Optional.empty(), cause.name(), text);
  }
}
