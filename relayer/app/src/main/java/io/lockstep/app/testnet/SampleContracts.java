package io.lockstep.app.testnet;

import static io.lockstep.chain.contract.Calldata.SAMPLE_RECIPIENT;
import static io.lockstep.chain.contract.Calldata.SAMPLE_SENDER;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.util.List;

/**
 * The sample sender and the sample recipient of one end, as their owner uses them.
 *
 * @param sender sends messages and hears of those that are voided
 * @param recipient counts what arrives
 */
public record SampleContracts(End end, Address sender, Address recipient) {

  /** The gas limit of their messages; the recipient needs less than half of it. */
  public static final long GAS_LIMIT = 100_000;

  public TransactionRequest send(LaneId lane, Address to, long deadline, Bytes payload) {
    return TransactionRequest.call(
        sender,
        Calldata.of(
            SAMPLE_SENDER.send(
                lane.value().toArray(),
                to.toString(),
                BigInteger.valueOf(GAS_LIMIT),
                BigInteger.valueOf(deadline),
                payload.toArray(),
                BigInteger.ZERO)));
  }

  /** So many messages at once, each with its number at the end of the payload. */
  public TransactionRequest sendMany(LaneId lane, Address to, Bytes payload, int count) {
    return TransactionRequest.call(
        sender,
        Calldata.of(
            SAMPLE_SENDER.sendMany(
                lane.value().toArray(),
                to.toString(),
                BigInteger.valueOf(GAS_LIMIT),
                BigInteger.valueOf(Message.NO_DEADLINE),
                payload.toArray(),
                BigInteger.valueOf(count))));
  }

  public TransactionRequest sendMessage(
      InteroperableAddress to, Bytes payload, List<Bytes> attributes) {
    return TransactionRequest.call(
        sender,
        Calldata.of(
            SAMPLE_SENDER.sendMessage(
                to.encode().toArray(),
                payload.toArray(),
                attributes.stream().map(Bytes::toArray).toList(),
                BigInteger.ZERO)));
  }

  /** The channel of {@link #sendMessage} when no attribute names one. */
  public TransactionRequest useChannel(Channel channel) {
    return TransactionRequest.call(
        sender, Calldata.of(SAMPLE_SENDER.useChannel(channel.value().toArray())));
  }

  public TransactionRequest trust(LaneId lane, Address trusted) {
    return toRecipient(
        Calldata.of(SAMPLE_RECIPIENT.trust(lane.value().toArray(), trusted.toString())));
  }

  public TransactionRequest trustInteroperable(InteroperableAddress trusted) {
    return toRecipient(
        Calldata.of(SAMPLE_RECIPIENT.trustInteroperable(trusted.encode().toArray())));
  }

  /** Whether payloads that begin with 0xff are refused from now on. */
  public TransactionRequest setRefusing(boolean refusing) {
    return toRecipient(Calldata.of(SAMPLE_RECIPIENT.setRefusing(refusing)));
  }

  /** How many messages the recipient has taken. */
  public long received() {
    return ContractReads.ask(ContractReads.sampleRecipient(end.latest(), recipient).received())
        .longValueExact();
  }

  /** Of how many messages the sender has heard that they will never be delivered. */
  public long voided() {
    return ContractReads.ask(ContractReads.sampleSender(end.latest(), sender).voided())
        .longValueExact();
  }

  private TransactionRequest toRecipient(Bytes data) {
    return TransactionRequest.call(recipient, data);
  }
}
