package io.lockstep.app.prove.attest;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** The two lanes of every round. */
final class LanePair {
  static final Lane THERE =
      new Lane(gateway(1, "0a"), gateway(2, "0b"), new Channel(Keccak256.ofText("margin")));
  static final Lane BACK = THERE.paired();
  static final List<Lane> BOTH = List.of(THERE, BACK);

  private LanePair() {}

  private static InteroperableAddress gateway(long chain, String digits) {
    return new InteroperableAddress(
        ChainId.of(chain), Address.fromHex("0x" + digits.repeat(Address.LENGTH)));
  }

  static Lane lane(LaneId id) {
    return id.equals(THERE.id()) ? THERE : BACK;
  }

  static LaneId paired(LaneId id) {
    return lane(id).paired().id();
  }
}
