package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An alert in full.
 *
 * @param json the object as the broker sent it
 */
public record Alert(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Alert {
    Objects.requireNonNull(json, "json");
  }

  /** The alert's id, with which it is changed and deleted. */
  public long id() {
    return json.requireWhole("order_id");
  }

  /** The account it belongs to. */
  public Optional<String> accountId() {
    return json.text("account");
  }

  /** Its name. */
  public Optional<String> name() {
    return json.text("alert_name");
  }

  /** When it was made. */
  public Optional<Instant> createdAt() {
    return json.time("order_time");
  }

  /** How long it watches: until cancelled, or until a date. */
  public Optional<TimeInForce> timeInForce() {
    return json.text("tif").map(TimeInForce::new);
  }

  /** When it stops watching. */
  public Optional<Instant> expiresAt() {
    return json.time("expire_time");
  }

  /** Whether it watches. */
  public boolean active() {
    return json.flag("alert_active");
  }

  /** Whether it may go off more than once. */
  public boolean repeatable() {
    return json.flag("alert_repeatable");
  }

  /** Where its mails go. */
  public Optional<String> email() {
    return json.text("alert_email");
  }

  /** Whether it sends a mail. */
  public boolean sendsMessage() {
    return json.flag("alert_send_message");
  }

  /** What it says when it goes off. */
  public Optional<String> message() {
    return json.text("alert_message");
  }

  /** Whether it shows a window in the desktop platform. */
  public boolean showsPopup() {
    return json.flag("alert_show_popup");
  }

  /** Whether it makes a sound. */
  public boolean playsAudio() {
    return json.flag("alert_play_audio");
  }

  /** The state of the order behind it. */
  public Optional<String> state() {
    return json.text("order_status");
  }

  /** Whether it has gone off. */
  public boolean triggered() {
    return json.flag("alert_triggered");
  }

  /** A colour for display. */
  public Optional<String> foreground() {
    return json.text("fg_color");
  }

  /** A colour for display. */
  public Optional<String> background() {
    return json.text("bg_color");
  }

  /** Whether it cannot be changed. */
  public boolean notEditable() {
    return json.flag("order_not_editable");
  }

  /** The broker's flag about the mobile platform, which its documents explain in opposite ways. */
  public boolean mobileFlag() {
    return json.flag("itws_orders_only");
  }

  /** The currency of a mobile trading assistant's limits. */
  public Optional<String> mobileCurrency() {
    return json.text("alert_mta_currency");
  }

  /** The limits of a mobile trading assistant, in the broker's own notation. */
  public Optional<String> mobileDefaults() {
    return json.text("alert_mta_defaults");
  }

  /** The id that a mobile trading assistant's alert keeps. */
  public OptionalLong toolId() {
    return json.whole("tool_id");
  }

  /** The zone of its conditions' times. */
  public Optional<String> timeZone() {
    return json.text("time_zone");
  }

  /** The kind set as default in the portal. */
  public OptionalLong defaultType() {
    return json.whole("alert_default_type");
  }

  /** How many conditions it has. */
  public OptionalLong conditionCount() {
    return json.whole("condition_size");
  }

  /** Whether it goes off outside regular trading hours. */
  public boolean outsideRegularHours() {
    return json.flag("condition_outside_rth");
  }

  /** When it goes off. */
  public List<AlertCondition> conditions() {
    return json.objects("conditions", AlertCondition::new);
  }
}
