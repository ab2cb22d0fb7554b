package io.lockstep.app.deploy;

import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.app.deploy.DeploymentPlan.ChainNames;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import java.math.BigInteger;
import java.util.List;

/** A lane pair of a deployment's plan. */
final class LanePlan {
  private static final long UINT32_MAX = 0xffff_ffffL;

  private LanePlan() {}

  static Value<LanePairSettings> read(Section section, ChainNames names) {
    var channel = section.required("channel", Scalar.hash());
    List<Value<LaneEndSettings>> ends =
        section.sections("ends").stream().map(end -> end(end, names)).toList();
    section.refuseUnknown();
    if (ends.size() != 2) {
      section.wrong("ends", "found %d, expected the two ends of the lane".formatted(ends.size()));
      return Value.wrong();
    }
    Value<LaneEndSettings> one = ends.getFirst();
    Value<LaneEndSettings> other = ends.getLast();
    if (!Values.all(channel, one, other).areRight()) {
      return Value.wrong();
    }
    if (one.get().chain().equals(other.get().chain())) {
      section.wrong("ends", "found one chain at both ends, expected two");
      return Value.wrong();
    }
    return Value.of(new LanePairSettings(new Channel(channel.get()), one.get(), other.get()));
  }

  private static Value<LaneEndSettings> end(Section section, ChainNames names) {
    var chain = names.required(section, "chain");
    var gasLimit = section.required("gas-limit-max", Scalar.longNumber(1, UINT32_MAX));
    var payload = section.required("payload-bytes-max", Scalar.longNumber(1, UINT32_MAX));
    var voided = section.required("voided-gas-limit", Scalar.longNumber(1, UINT32_MAX));
    var fee = section.optional("fee", BigInteger.ZERO, Scalar.amount());
    var senders =
        Values.list(section.optionalSections("senders").stream().map(LanePlan::sender).toList());
    section.refuseUnknown();
    return Values.all(chain, gasLimit, payload, voided, fee, senders)
        .then(() ->
            new LaneEndSettings(
                chain.get(),
                new Hello(gasLimit.get(), payload.get(), voided.get()),
                fee.get(),
                senders.get()));
  }

  private static Value<AllowedSender> sender(Section section) {
    var account = section.required("account", Scalar.address());
    var paysFee = section.required("pays-fee", Scalar.yesOrNo());
    section.refuseUnknown();
    return Values.all(account, paysFee).then(() -> new AllowedSender(account.get(), paysFee.get()));
  }
}
