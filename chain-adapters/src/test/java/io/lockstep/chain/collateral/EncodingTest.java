package io.lockstep.chain.collateral;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.Cast;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** web3j's encoding of the structs and strings, against an encoder that is not web3j's. */
class EncodingTest {

  private static final VaultCalls VAULT = new VaultCalls(Address.ZERO);
  private static final LedgerCalls LEDGER = new LedgerCalls(Address.ZERO);

  private static Hash32 hash(Random random) {
    return new Hash32(bytes(random, Hash32.LENGTH));
  }

  private static Address address(Random random) {
    return new Address(bytes(random, Address.LENGTH));
  }

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void encodesLock(long seed) {
    Random random = new Random(seed);
    LaneId lane = new LaneId(hash(random));
    CollateralPayload payload =
        new CollateralPayload(
            CollateralKind.ofCode((int) seed),
            address(random),
            address(random),
            new BigInteger(96, random).add(BigInteger.ONE),
            address(random),
            hash(random));
    LockRequest request = new LockRequest(lane, payload, random.nextInt(9_999));

    assertThat(VAULT.lock(request, BigInteger.TEN).data())
        .isEqualTo(
            Cast.calldata(
                "lock((bytes32,address,uint8,address,uint256,address,uint64,bytes32))",
                "(%s,%s,%d,%s,%d,%s,%d,%s)"
                    .formatted(
                        lane,
                        payload.asset(),
                        payload.kind().code(),
                        payload.account(),
                        payload.amount(),
                        payload.refund(),
                        request.deadline(),
                        payload.reference())));
    assertThat(VAULT.lock(request, BigInteger.TEN).value()).isEqualTo(BigInteger.TEN);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void encodesListing(long seed) {
    Random random = new Random(seed);
    LaneId lane = new LaneId(hash(random));
    Address asset = address(random);
    Optional<Standard> standard =
        random.nextBoolean()
            ? Optional.of(new Standard(ChainId.of(77), new Channel(hash(random))))
            : Optional.empty();
    Listing listing =
        new Listing(
            address(random),
            1_000,
            random.nextBoolean(),
            standard,
            new BigInteger(96, random),
            new BigInteger(96, random));

    assertThat(VAULT.listAsset(lane, asset, listing).data())
        .isEqualTo(
            Cast.calldata(
                "listAsset(bytes32,address,(address,uint24,bool,uint64,bytes32,uint96,uint96))",
                lane.toString(),
                asset.toString(),
                "(%s,%d,%s,%s,%s,%d,%d)"
                    .formatted(
                        listing.ledger(),
                        listing.gasLimit(),
                        listing.mintable(),
                        standard.map(value -> value.chain().toString()).orElse("0"),
                        standard.map(value -> value.channel().value()).orElse(Hash32.ZERO),
                        listing.lockCap(),
                        listing.payoutCap())));
  }

  @Test
  void encodesCreationOfAToken() {
    Random random = new Random(1);
    LaneId lane = new LaneId(hash(random));
    Address asset = address(random);
    String name = "A name that is longer than one word of thirty-two bytes";

    assertThat(LEDGER.createToken(lane, asset, name, "ABC", 6).data())
        .isEqualTo(
            Cast.calldata(
                "createToken(bytes32,address,string,string,uint8)",
                lane.toString(),
                asset.toString(),
                name,
                "ABC",
                "6"));
  }
}
