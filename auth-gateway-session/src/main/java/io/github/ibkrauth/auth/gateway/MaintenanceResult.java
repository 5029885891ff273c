package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one round of maintenance found and did. Holds no secret. Immutable and thread-safe. */
@ApiLevel(ApiLevel.Kind.API)
public final class MaintenanceResult {

  private final MaintenancePolicy policy;
  private final MaintenanceAction action;
  private final Outcome outcome;
  private final GatewayCondition condition;
  private final String sentence;
  private final TickleView before;
  private final @Nullable TickleView after;
  private final @Nullable AnswerView logout;
  private final @Nullable AnswerView reauth;
  private final @Nullable Instant heldUntil;
  private final List<MaintenanceStep> steps;

  private MaintenanceResult(Builder builder, Outcome outcome, String sentence) {
    this.policy = builder.policy;
    this.action = builder.action;
    this.outcome = outcome;
    this.condition = builder.condition;
    this.sentence = sentence;
    this.before = builder.before;
    this.after = builder.after;
    this.logout = builder.logout;
    this.reauth = builder.reauth;
    this.heldUntil = builder.heldUntil;
    this.steps = List.copyOf(builder.steps);
  }

  /**
   * Returns the action. It is the decision on what was found at first, with three exceptions of our
   * policy: {@code error} and {@code login_required} where it ended so, and {@code reauth} where
   * the ladder did not have to log out.
   */
  public MaintenanceAction action() {
    return action;
  }

  /** Returns how it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns what the last call found. */
  public GatewayCondition condition() {
    return condition;
  }

  /** Returns how it ended and what to do, in a sentence. */
  public String sentence() {
    return sentence;
  }

  /** Returns what was found at first. */
  public TickleView before() {
    return before;
  }

  /** Returns what was found after something was done, if anything was. */
  public Optional<TickleView> after() {
    return Optional.ofNullable(after);
  }

  /** Returns the answer to logging out, if that was done. */
  public Optional<AnswerView> logout() {
    return Optional.ofNullable(logout);
  }

  /** Returns the answer to the last attempt to open the session, if there was one. */
  public Optional<AnswerView> reauth() {
    return Optional.ofNullable(reauth);
  }

  /** Returns until when nothing is attempted, where earlier attempts hold this one back. */
  public Optional<Instant> heldUntil() {
    return Optional.ofNullable(heldUntil);
  }

  /** Returns what was done, in order. */
  public List<MaintenanceStep> steps() {
    return steps;
  }

  /**
   * Returns the result as a JSON object: {@code action}, {@code before}, {@code after}, {@code
   * logout}, {@code reauth}, where {@code before} and {@code after} are {@linkplain
   * TickleView#toJson views}, and {@code logout} and {@code reauth} have {@code status_code} and
   * {@code data}. A round of NoETL's policy has no other members, unless a watch held it back; ours
   * adds {@code outcome}, {@code condition}, {@code sentence}, {@code held_until} and {@code
   * steps}.
   */
  public String toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("action", action.label());
    map.put("before", before.toMap());
    map.put("after", after == null ? null : after.toMap());
    map.put("logout", logout == null ? null : logout.toMap());
    map.put("reauth", reauth == null ? null : reauth.toMap());
    if (!policy.isNoetl() || outcome == Outcome.HELD_BACK || outcome == Outcome.COMPETING) {
      map.put("outcome", AnswerView.name(outcome));
      map.put("condition", AnswerView.name(condition));
      map.put("sentence", sentence);
      map.put("held_until", heldUntil == null ? null : heldUntil.toString());
      map.put("steps", steps.stream().map(MaintenanceStep::toMap).toList());
    }
    return Json.write(map);
  }

  @Override
  public String toString() {
    return "MaintenanceResult(" + action + ", " + outcome + ", " + condition + ")";
  }

  /** How a round ended. */
  public enum Outcome {
    /** The session was ready; nothing was done. */
    READY,
    /** The session is ready again. */
    RESTORED,
    /** What was done has not made the session ready. */
    NOT_RESTORED,
    /** Another login holds the session, and the policy leaves it there. */
    COMPETING,
    /** Something was due, and not attempted because of earlier attempts. */
    HELD_BACK,
    /** A human must log in. */
    LOGIN_REQUIRED,
    /** The state of the session is not known; the condition says why. */
    UNKNOWN
  }

  /** Collects what a round finds and does. Not thread-safe. */
  static final class Builder {

    private final MaintenancePolicy policy;
    private final TickleView before;
    private final List<MaintenanceStep> steps = new ArrayList<>();
    private MaintenanceAction action;
    private GatewayCondition condition;
    private @Nullable TickleView after;
    private @Nullable AnswerView logout;
    private @Nullable AnswerView reauth;
    private @Nullable Instant heldUntil;

    Builder(MaintenancePolicy policy, TickleView before) {
      this.policy = policy;
      this.before = before;
      this.action = Maintenance.decide(before);
      this.condition = before.condition();
    }

    Builder action(MaintenanceAction value) {
      this.action = value;
      return this;
    }

    Builder condition(GatewayCondition value) {
      this.condition = value;
      return this;
    }

    Builder after(TickleView value) {
      this.after = value;
      this.condition = value.condition();
      return this;
    }

    Builder logout(AnswerView value) {
      this.logout = value;
      return this;
    }

    Builder reauth(AnswerView value) {
      this.reauth = value;
      return this;
    }

    Builder heldUntil(@Nullable Instant value) {
      this.heldUntil = value;
      return this;
    }

    Builder step(MaintenanceStep value) {
      steps.add(value);
      return this;
    }

    MaintenanceAction action() {
      return action;
    }

    TickleView before() {
      return before;
    }

    MaintenanceResult end(Outcome outcome, String sentence) {
      return new MaintenanceResult(
          this, Objects.requireNonNull(outcome), Objects.requireNonNull(sentence));
    }
  }
}
