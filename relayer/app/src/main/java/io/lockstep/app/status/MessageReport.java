package io.lockstep.app.status;

import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.CollateralView;
import io.lockstep.persistence.view.MessageView;
import io.lockstep.persistence.view.MessageView.Origin;
import io.lockstep.persistence.view.MessageView.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message, for people or for machines. */
record MessageReport(MessageView message, List<WatchPlan> plans) {
  void print(Lines out) {
    out.title("message " + message.messageId());
    out.line("lane", lane());
    out.line("nonce", message.nonce());
    out.line("state", state());
    out.line("route", route(message.route()));
    out.line(
        "collateral",
        message
            .collateral()
            .map(MessageReport::collateral)
            .orElseGet(() -> "none; a payload of %d bytes".formatted(message.payloadBytes())));
    out.line("deadline", message.deadline().map(Instant::toString).orElse("none"));
    out.line(
        "block",
        "%d, %s, as a provider told".formatted(origin().blockNumber(), origin().blockHash()));
    out.line(
        "transaction",
        "%s, log %d, as a provider told"
            .formatted(origin().transactionHash(), origin().logIndex()));
    out.line("hash", message.messageHash());
    out.line("head", message.head());
  }

  private Origin origin() {
    return message.origin();
  }

  private String lane() {
    return plans.stream()
        .filter(plan -> plan.lane().id().equals(message.lane()))
        .findFirst()
        .map(plan ->
            "%s → %s, %s"
                .formatted(plan.source().name(), plan.destination().name(), message.lane()))
        .orElseGet(() -> message.lane() + ", which is not configured");
  }

  private String state() {
    return message.state().equals("FINAL") ? "FINAL" : message.state() + ", not final yet";
  }

  private static String route(Route route) {
    return "%s from %s to %s, %d gas"
        .formatted(route.kind(), route.sender(), route.recipient(), route.gasLimit());
  }

  private static String collateral(CollateralView collateral) {
    return "%s of %s base units of %s for %s; refund to %s; reference %s"
        .formatted(
            collateral.kind(),
            collateral.amount(),
            collateral.asset(),
            collateral.account(),
            collateral.refund(),
            collateral.reference());
  }

  /** The amount is text, since it may be larger than what JSON's readers keep of a number. */
  Map<String, Object> json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", message.messageId());
    fields.put("lane", message.lane().toString());
    fields.put("nonce", message.nonce());
    fields.put("state", message.state());
    fields.put("routeKind", message.route().kind());
    fields.put("sender", message.route().sender());
    fields.put("recipient", message.route().recipient());
    fields.put("gasLimit", message.route().gasLimit());
    message.deadline().ifPresent(deadline -> fields.put("deadline", deadline.toString()));
    fields.put("payloadBytes", message.payloadBytes());
    message.collateral().ifPresent(collateral -> fields.put("collateral", json(collateral)));
    fields.put("block", origin().blockNumber());
    fields.put("blockHash", origin().blockHash());
    fields.put("transaction", origin().transactionHash());
    fields.put("logIndex", origin().logIndex());
    fields.put("messageHash", message.messageHash());
    fields.put("head", message.head());
    return fields;
  }

  private static Map<String, Object> json(CollateralView collateral) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", collateral.kind());
    fields.put("asset", collateral.asset());
    fields.put("account", collateral.account());
    fields.put("amountBaseUnits", collateral.amount().toString());
    fields.put("refund", collateral.refund());
    fields.put("reference", collateral.reference());
    return fields;
  }
}
