package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.EventCategories;
import io.github.ibkrauth.ibkr.model.EventContractDetails;
import io.github.ibkrauth.ibkr.model.EventMarket;
import io.github.ibkrauth.ibkr.model.EventRules;
import io.github.ibkrauth.ibkr.model.EventSchedule;
import java.util.Objects;
import java.util.function.Function;

/**
 * Event contracts: bets on a question that is answered yes or no. Immutable and thread-safe; each
 * call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class EventContractEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public EventContractEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns the tree of categories with the markets in them. */
  public EventCategories categories() {
    return calls.call(
        ApiRequest.to(EventCatalog.CATEGORIES),
        body -> IbkrJson.object(body, EventCategories::new));
  }

  /**
   * Returns all contracts on one event.
   *
   * @param underlyingConid the event's contract id, from the tree
   */
  public EventMarket market(long underlyingConid) {
    return calls.call(
        ApiRequest.to(EventCatalog.MARKET)
            .query("underlyingConid", Check.conid("underlyingConid", underlyingConid)),
        body -> IbkrJson.object(body, EventMarket::new));
  }

  /** Returns the question behind a contract. */
  public EventContractDetails details(long conid) {
    return about(EventCatalog.DETAILS, conid, EventContractDetails::new);
  }

  /** Returns how a contract is decided and when it pays. */
  public EventRules rules(long conid) {
    return about(EventCatalog.RULES, conid, EventRules::new);
  }

  /** Returns when a contract trades, by weekday. */
  public EventSchedule schedule(long conid) {
    return about(EventCatalog.SCHEDULES, conid, EventSchedule::new);
  }

  private <T> T about(Endpoint endpoint, long conid, Function<JsonObject, T> model) {
    return calls.call(
        ApiRequest.to(endpoint).query("conid", Check.conid(conid)),
        body -> IbkrJson.object(body, model));
  }
}
