package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bookings of accounts in one instrument.
 *
 * @param json the object as the broker sent it
 */
public record Transactions(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Transactions {
    Objects.requireNonNull(json, "json");
  }

  /** Internal to the broker; 0 when all is well. */
  public OptionalLong returnCode() {
    return json.whole("rc");
  }

  /** How many days were asked for. */
  public OptionalLong days() {
    return json.whole("nd");
  }

  /** Realized profit and loss. */
  public Optional<RealizedPnl> realizedPnl() {
    return json.object("rpnl", RealizedPnl::new);
  }

  /** The currency of the answer. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The start of the span. */
  public Optional<Instant> from() {
    return json.time("from");
  }

  /** The end of the span. */
  public Optional<Instant> to() {
    return json.time("to");
  }

  /** The broker's name for the request. */
  public Optional<String> requestId() {
    return json.text("id");
  }

  /** Whether today's bookings are included. */
  public boolean includesRealTime() {
    return json.flag("includesRealTime");
  }

  /** The bookings. */
  public List<Transaction> transactions() {
    return json.objects("transactions", Transaction::new);
  }
}
