package io.lockstep.app.config;

import io.lockstep.protocol.Channel;

/** A lane to follow, in both directions if it is named twice. */
public record LaneConfig(String source, String destination, Channel channel) {
  /** The other direction of the pair. */
  public LaneConfig paired() {
    return new LaneConfig(/* source= */ destination, /* destination= */ source, channel);
  }

  static Value<LaneConfig> read(Section section) {
    var source = section.required("source", Scalar.name());
    var destination = section.required("destination", Scalar.name());
    var channel = section.required("channel", Scalar.hash());
    section.refuseUnknown();
    if (source.isRight() && destination.isRight() && source.get().equals(destination.get())) {
      section.wrong("destination", "found the source itself, expected another chain");
    }
    return Values.all(source, destination, channel)
        .then(() -> new LaneConfig(source.get(), destination.get(), new Channel(channel.get())));
  }
}
