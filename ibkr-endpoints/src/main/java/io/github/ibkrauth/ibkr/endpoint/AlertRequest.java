package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An alert to be made or changed. Immutable; built by a builder, which is not thread-safe. */
@ApiLevel(ApiLevel.Kind.API)
public final class AlertRequest {

  private static final String AND = "a";
  private static final String OR = "o";
  private static final String END = "n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final JsonObject wish;

  private AlertRequest(JsonObject wish) {
    this.wish = wish;
  }

  /**
   * Starts an alert that goes off once, in regular trading hours, and watches until it is
   * cancelled.
   *
   * @param name how people know it
   * @param message what it says when it goes off
   * @param first what it watches
   */
  public static Builder of(String name, String message, AlertTrigger first) {
    return new Builder(
        Check.text("name", name),
        Check.text("message", message),
        Objects.requireNonNull(first, "first"));
  }

  JsonObject json() {
    return wish;
  }

  JsonObject changing(long alertId) {
    return wish.toBuilder().put("orderId", Check.id("alertId", alertId)).build();
  }

  /** Collects the parts. */
  public static final class Builder {

    private final String name;
    private final String message;
    private final List<AlertTrigger> triggers = new ArrayList<>();
    private final List<String> binds = new ArrayList<>();
    private boolean repeatable;
    private boolean outsideRegularHours;
    private boolean popup;
    private @Nullable String email;
    private @Nullable Instant until;

    private Builder(String name, String message, AlertTrigger first) {
      this.name = name;
      this.message = message;
      this.triggers.add(first);
    }

    /** Watches something else, which must be true as well. */
    public Builder and(AlertTrigger next) {
      return join(AND, next);
    }

    /** Watches something else, which may be true instead. */
    public Builder or(AlertTrigger next) {
      return join(OR, next);
    }

    /** Lets it go off more than once. */
    public Builder repeatable() {
      this.repeatable = true;
      return this;
    }

    /** Lets it go off outside regular trading hours. */
    public Builder outsideRegularHours() {
      this.outsideRegularHours = true;
      return this;
    }

    /** Shows a window in the desktop platform. */
    public Builder popup() {
      this.popup = true;
      return this;
    }

    /** Sends a mail. */
    public Builder email(String address) {
      this.email = Check.text("email", address);
      return this;
    }

    /** Stops watching at a time, whole seconds. */
    public Builder until(Instant time) {
      this.until = Objects.requireNonNull(time, "until");
      return this;
    }

    /** Returns the alert. */
    public AlertRequest build() {
      JsonObject.Builder wish =
          JsonObject.builder()
              .put("alertName", name)
              .put("alertMessage", message)
              .put("alertRepeatable", number(repeatable))
              .put("outsideRth", number(outsideRegularHours))
              .put("sendMessage", number(email != null))
              .put("showPopup", number(popup))
              .put("iTWSOrdersOnly", 0)
              .put("tif", until == null ? "GTC" : "GTD");
      if (until != null) {
        wish.put("expireTime", TIME.format(until));
      }
      if (email != null) {
        wish.put("email", email);
      }
      List<JsonObject> conditions = new ArrayList<>();
      for (int i = 0; i < triggers.size(); i++) {
        conditions.add(triggers.get(i).json(i < binds.size() ? binds.get(i) : END));
      }
      return new AlertRequest(wish.put("conditions", JsonArray.of(conditions)).build());
    }

    private Builder join(String bind, AlertTrigger next) {
      triggers.add(Objects.requireNonNull(next, "next"));
      binds.add(bind);
      return this;
    }

    private static long number(boolean value) {
      return value ? 1 : 0;
    }
  }
}
