package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.MaintenanceStep.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The means of one round of maintenance: calls, waits, and telling each step. */
final class Run {

  /** The broker takes one tickle per second. */
  private static final Duration BETWEEN_TICKLES = Duration.ofSeconds(1);

  private final GatewayCalls calls;
  private final AuthRuntime runtime;
  private final Blanks blanks;
  private final MaintenancePolicy policy;
  private final Consumer<MaintenanceStep> listener;
  private final BooleanSupplier stopped;
  private final MaintenanceResult.Builder result;
  private Instant lastTickle;

  Run(
      GatewayCalls calls,
      AuthRuntime runtime,
      Blanks blanks,
      MaintenancePolicy policy,
      Consumer<MaintenanceStep> listener,
      BooleanSupplier stopped) {
    this.calls = calls;
    this.runtime = runtime;
    this.blanks = blanks;
    this.policy = policy;
    this.listener = listener;
    this.stopped = stopped;
    TickleView before = look();
    this.lastTickle = now();
    this.result = new MaintenanceResult.Builder(policy, before);
    tell(Rung.TICKLE, before.condition(), before.statusCode(), describe(before));
  }

  MaintenancePolicy policy() {
    return policy;
  }

  MaintenanceResult.Builder result() {
    return result;
  }

  Instant now() {
    return runtime.clock().instant();
  }

  GatewayReply initialize() {
    GatewayReply reply = unlessStopped(() -> calls.initialize(policy.compete()));
    result.reauth(AnswerView.of(reply, blanks));
    return told(Rung.INITIALIZE, reply);
  }

  GatewayReply reauthenticate() {
    GatewayReply reply = unlessStopped(calls::reauthenticate);
    result.reauth(AnswerView.of(reply, blanks));
    return told(Rung.REAUTHENTICATE, reply);
  }

  GatewayReply logout() {
    GatewayReply reply = unlessStopped(calls::logout);
    result.logout(AnswerView.of(reply, blanks));
    return told(Rung.LOGOUT, reply);
  }

  GatewayStatus status() {
    return GatewayStatus.of(calls.status(), blanks);
  }

  /** Tickles at once and keeps the view as the result's last. */
  TickleView tickleAgain() {
    TickleView view = look();
    lastTickle = now();
    result.after(view);
    tell(Rung.TICKLE, view.condition(), view.statusCode(), describe(view));
    return view;
  }

  /** Waits until the broker takes another tickle; returns false when that was broken off. */
  boolean untilNextTickle() {
    Duration since = Duration.between(lastTickle, now());
    return since.isNegative()
        ? pause(BETWEEN_TICKLES)
        : since.compareTo(BETWEEN_TICKLES) >= 0 || pause(BETWEEN_TICKLES.minus(since));
  }

  /** Waits; returns false when that was broken off. */
  boolean pause(Duration duration) {
    try {
      runtime.sleeper().sleep(duration);
      return !stopped.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void tell(Rung rung, GatewayCondition condition, int statusCode, String detail) {
    MaintenanceStep step = new MaintenanceStep(now(), rung, condition, statusCode, detail);
    result.step(step);
    listener.accept(step);
  }

  private GatewayReply unlessStopped(Supplier<GatewayReply> call) {
    return stopped.getAsBoolean()
        ? new GatewayReply(
            GatewayCondition.INTERRUPTED, 0, "", "The round was broken off before this call.")
        : call.get();
  }

  private TickleView look() {
    GatewayReply reply = calls.tickle();
    return policy.isNoetl() ? TickleView.strict(reply, blanks) : TickleView.lenient(reply, blanks);
  }

  private GatewayReply told(Rung rung, GatewayReply reply) {
    String detail =
        reply.sentence().isEmpty()
            ? "The gateway answered " + reply.status() + "."
            : blanks.sentence(reply.sentence());
    tell(rung, reply.condition(), reply.status(), detail);
    return reply;
  }

  static String describe(TickleView view) {
    if (!view.ok()) {
      return view.sentence().isEmpty()
          ? "The gateway answered " + view.statusCode() + " without a state."
          : view.sentence();
    }
    return "authenticated "
        + view.authenticated()
        + ", connected "
        + view.connected()
        + ", competing "
        + view.competing()
        + ", session "
        + (view.sessionPresent() ? "present" : "missing")
        + ".";
  }
}
