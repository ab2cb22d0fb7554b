package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.number;

import io.lockstep.chain.bindings.Gateway;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Run;

/** The protocol's values as the gateway's structs. */
final class GatewayStructs {

  private GatewayStructs() {}

  static Gateway.Checkpoint checkpoint(Checkpoint checkpoint) {
    return new Gateway.Checkpoint(
        bytes(checkpoint.lane()),
        number(checkpoint.from()),
        number(checkpoint.nonce()),
        checkpoint.head().toArray(),
        number(checkpoint.keyEpoch()));
  }

  static Gateway.Signature signature(FrostSignature signature) {
    return new Gateway.Signature(signature.rx(), signature.ry(), signature.z());
  }

  static Gateway.Run run(Run run) {
    return new Gateway.Run(
        number(run.route().kind().code()),
        run.route().sender().toString(),
        run.route().recipient().toString(),
        number(run.route().gasLimit()),
        number(run.width()),
        run.records().toArray());
  }

  static Gateway.Message message(Message message) {
    return new Gateway.Message(
        number(message.route().kind().code()),
        message.route().sender().toString(),
        message.route().recipient().toString(),
        number(message.route().gasLimit()),
        number(message.deadline()),
        message.payload().toArray());
  }

  static Gateway.Limits limits(Hello limits) {
    return new Gateway.Limits(
        number(limits.gasLimitMax()),
        number(limits.payloadBytesMax()),
        number(limits.voidedGasLimit()));
  }

  static Hello limits(Gateway.Limits limits) {
    return new Hello(
        number(limits.gasLimitMax), number(limits.payloadBytesMax), number(limits.voidedGasLimit));
  }
}
