package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.PnlRow;
import java.util.Map;
import java.util.Objects;

/**
 * Profit and loss of the accounts about which there is something new.
 *
 * @param json the message as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record PnlUpdate(JsonObject json) implements JsonModel {

  /** Wraps a message; its fields are read when asked for. */
  public PnlUpdate {
    Objects.requireNonNull(json, "json");
  }

  /** The rows by account and model, such as {@code U1234567.Core}. */
  public Map<String, PnlRow> rows() {
    return json.object("args").orElse(JsonObject.empty()).mapOfObjects(PnlRow::new);
  }

  PnlUpdate with(PnlUpdate newer) {
    return new PnlUpdate(Rows.merged(json, newer.json, "args"));
  }
}
