package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A lane of collateral and what a chain might say of it. */
public record SampleLane(Lane lane) {
  public static final BlockId FIRST_BLOCK = block(100);
  private static final Route ROUTE =
      new Route(RouteKind.BATCH, address(0x51), address(0x52), 200_000);

  /** Lanes of different numbers differ in their channel only. */
  public static SampleLane number(int number) {
    return new SampleLane(
        new Lane(
            new InteroperableAddress(ChainId.of(31337), address(0xA1)),
            new InteroperableAddress(ChainId.of(31338), address(0xB1)),
            new Channel(hash(number))));
  }

  public LaneHead genesis() {
    return LaneHead.genesis(lane.id());
  }

  /** The next messages, all in one block. */
  public static List<Sighting> sightings(LaneHead after, int count, BlockId block) {
    List<Sighting> sightings = new ArrayList<>();
    LaneHead head = after;
    for (int i = 0; i < count; i++) {
      Message message = new Message(ROUTE, 1_900_000_000L, payload(head.nonce() + 1));
      Hash32 messageHash = message.hash();
      head = head.append(messageHash);
      sightings.add(new Sighting(head, message, messageHash, new LogPlace(block, hash(7), i)));
    }
    return sightings;
  }

  public static LaneHead last(List<Sighting> sightings) {
    return sightings.getLast().head();
  }

  public static ProvenLane proven(LaneHead outbound, BlockId block) {
    return new ProvenLane(
        block, outbound, new LaneHead(3, hash(0x33)), Bytes.fromHex("0x0badcafe"));
  }

  public static BlockId block(long number) {
    return block(number, 0);
  }

  /** Blocks of one height on different branches. */
  public static BlockId block(long number, int branch) {
    return new BlockId(
        number,
        Hash32.of(
            ByteBuffer.allocate(32).putInt(0xB10C).putInt(branch).putLong(24, number).array()));
  }

  public static CollateralPayload collateral(long nonce) {
    return new CollateralPayload(
        CollateralKind.CREDIT,
        address(0xC1),
        address(0xC2),
        BigInteger.ONE.shiftLeft(100).add(BigInteger.valueOf(nonce)),
        address(0xC3),
        hash(0xC4));
  }

  private static Bytes payload(long nonce) {
    return collateral(nonce).encode();
  }

  public static Address address(int filler) {
    return Address.of(filled(20, filler));
  }

  public static Hash32 hash(int filler) {
    return Hash32.of(filled(32, filler));
  }

  private static byte[] filled(int length, int filler) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) filler);
    return bytes;
  }
}
