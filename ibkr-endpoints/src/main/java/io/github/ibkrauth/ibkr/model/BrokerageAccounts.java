package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The accounts that can be traded in the brokerage session.
 *
 * @param json the object as the broker sent it
 */
public record BrokerageAccounts(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BrokerageAccounts {
    Objects.requireNonNull(json, "json");
  }

  /** The accounts' ids. */
  public List<String> accounts() {
    return json.texts("accounts");
  }

  /** The account that calls without one work on. */
  public Optional<String> selectedAccount() {
    return json.text("selectedAccount");
  }

  /** What the user may do. */
  public Optional<AllowedFeatures> allowFeatures() {
    return json.object("allowFeatures", AllowedFeatures::new);
  }

  /** Allocation groups. */
  public List<String> groups() {
    return json.texts("groups");
  }

  /** Allocation profiles. */
  public List<String> profiles() {
    return json.texts("profiles");
  }

  /** The server behind the session. */
  public Optional<ServerInfo> serverInfo() {
    return json.object("serverInfo", ServerInfo::new);
  }

  /** The id of the brokerage session. Keep it out of logs. */
  public Optional<String> sessionId() {
    return json.text("sessionId");
  }

  /** Whether this is a paper trading session. */
  public boolean isPaper() {
    return json.flag("isPaper");
  }

  /** The error sent in place of all this, if one was. */
  public Optional<String> error() {
    return json.text("error");
  }

  /** Returns what each account can do, by account id. */
  public Map<String, AccountProperties> accountProperties() {
    return json.object("acctProps")
        .map(properties -> properties.mapOfObjects(AccountProperties::new))
        .orElse(Map.of());
  }

  /** Returns the accounts' aliases by account id. */
  public Map<String, String> aliases() {
    return json.object("aliases").map(JsonObject::mapOfTexts).orElse(Map.of());
  }

  /** Returns the chart periods that can be asked for, by asset class code; {@code "*"} is any. */
  public Map<String, List<String>> chartPeriods() {
    return json.object("chartPeriods").map(JsonObject::mapOfTextLists).orElse(Map.of());
  }

  /** Returns whether this is a free trial; both spellings in use are read. */
  public boolean isFreeTrial() {
    return json.flag("isFT") || json.flag("isFt");
  }
}
