package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Watchlist;
import io.github.ibkrauth.ibkr.model.WatchlistDeletion;
import io.github.ibkrauth.ibkr.model.WatchlistOverview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Saved lists of instruments, which belong to the user name. They need the brokerage session, which
 * is opened if it is not open. What changes a list goes out once. Immutable and thread-safe; each
 * call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class WatchlistEndpoints {

  private static final Pattern ID = Pattern.compile("\\d{1,19}");

  private final ApiCalls calls;

  /** Creates the group. */
  public WatchlistEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns the lists of the user, without their instruments. */
  public WatchlistOverview list() {
    return overview(ApiRequest.to(WatchlistCatalog.ALL).query("SC", "USER_WATCHLIST"));
  }

  /** Returns the lists of the user and those of the broker, without their instruments. */
  public WatchlistOverview listWithSystems() {
    return overview(ApiRequest.to(WatchlistCatalog.ALL));
  }

  /** Returns a list with its instruments. */
  public Watchlist get(String id) {
    return calls.call(
        ApiRequest.to(WatchlistCatalog.ONE).query("id", Check.text("id", id)),
        body -> IbkrJson.object(body, Watchlist::new));
  }

  /**
   * Makes a list; a list with that id is replaced. The answer has no instruments.
   *
   * @param id digits only
   * @param name what people see
   * @param conids the instruments, at least one, in the order of the rows
   */
  public Watchlist create(String id, String name, Collection<Long> conids) {
    List<JsonObject> rows = new ArrayList<>();
    for (long conid : Check.some("conids", conids, Integer.MAX_VALUE)) {
      Check.conid("conids", conid);
      rows.add(JsonObject.builder().put("C", conid).build());
    }
    JsonObject wish =
        JsonObject.builder()
            .put("id", Check.form("id", id, ID, "digits"))
            .put("name", Check.text("name", name))
            .put("rows", JsonArray.of(rows))
            .build();
    return calls.call(
        ApiRequest.to(WatchlistCatalog.CREATE).body(wish),
        body -> IbkrJson.object(body, Watchlist::new));
  }

  /** Deletes a list. */
  public WatchlistDeletion delete(String id) {
    return calls.call(
        ApiRequest.to(WatchlistCatalog.DELETE).query("id", Check.text("id", id)),
        body -> IbkrJson.object(body, WatchlistDeletion::new));
  }

  private WatchlistOverview overview(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.object(body, WatchlistOverview::new));
  }
}
