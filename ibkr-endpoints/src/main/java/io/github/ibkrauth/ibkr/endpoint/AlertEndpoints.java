package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Alert;
import io.github.ibkrauth.ibkr.model.AlertResult;
import io.github.ibkrauth.ibkr.model.AlertSummary;
import java.util.List;
import java.util.Objects;

/**
 * Alerts on prices, volumes and margins. They need the brokerage session, which is opened if it is
 * not open. What changes an alert goes out once, and a refusal that the broker words as a success
 * without success is an exception. Immutable and thread-safe; each call may throw {@link
 * io.github.ibkrauth.ibkr.IbkrException} and {@link io.github.ibkrauth.auth.error.AuthException},
 * and {@link IllegalArgumentException} for a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AlertEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public AlertEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns the alerts of an account. */
  public List<AlertSummary> list(String accountId) {
    return calls.call(
        of(AlertCatalog.ALERTS, accountId), body -> IbkrJson.listOrOne(body, AlertSummary::new));
  }

  /** Returns an alert in full. */
  public Alert get(long alertId) {
    return calls.call(
        ApiRequest.to(AlertCatalog.ALERT)
            .path("alertId", String.valueOf(Check.id("alertId", alertId)))
            .query("type", "Q"),
        body -> IbkrJson.object(body, Alert::new));
  }

  /** Returns the mobile trading assistant's alert, of which each user name has one. */
  public List<Alert> mobile() {
    return calls.call(
        ApiRequest.to(AlertCatalog.MOBILE), body -> IbkrJson.listOrOne(body, Alert::new));
  }

  /** Makes an alert. */
  public AlertResult create(String accountId, AlertRequest alert) {
    return save(accountId, alert.json());
  }

  /** Changes an alert into another. */
  public AlertResult modify(String accountId, long alertId, AlertRequest alert) {
    return save(accountId, alert.changing(alertId));
  }

  /** Makes an alert watch again. */
  public AlertResult activate(String accountId, long alertId) {
    return switchTo(accountId, alertId, 1);
  }

  /** Makes an alert rest, without deleting it. */
  public AlertResult deactivate(String accountId, long alertId) {
    return switchTo(accountId, alertId, 0);
  }

  /** Deletes an alert for good; the mobile trading assistant's is reset instead. */
  public AlertResult delete(String accountId, long alertId) {
    return calls.call(
        of(AlertCatalog.DELETE, accountId)
            .path("alertId", String.valueOf(Check.id("alertId", alertId)))
            .body(JsonObject.empty()),
        body -> IbkrJson.object(body, AlertResult::new));
  }

  private AlertResult save(String accountId, JsonObject wish) {
    return calls.call(
        of(AlertCatalog.SAVE, accountId).body(wish),
        body -> IbkrJson.object(body, AlertResult::new));
  }

  private AlertResult switchTo(String accountId, long alertId, long active) {
    JsonObject wish =
        JsonObject.builder()
            .put("alertId", Check.id("alertId", alertId))
            .put("alertActive", active)
            .build();
    return calls.call(
        of(AlertCatalog.ACTIVATE, accountId).body(wish),
        body -> IbkrJson.object(body, AlertResult::new));
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint).path("accountId", Check.text("accountId", accountId));
  }
}
