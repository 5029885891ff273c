package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AllocationMethod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An allocation group to be made or changed. Immutable. */
@ApiLevel(ApiLevel.Kind.API)
public final class AllocationRequest {

  private final JsonObject wish;

  private AllocationRequest(JsonObject wish) {
    this.wish = wish;
  }

  /**
   * Returns a group whose shares the broker works out.
   *
   * @param name stands in the place of an account in orders
   * @param method one that needs no amounts
   * @param accountIds at least one
   */
  public static AllocationRequest of(
      String name, AllocationMethod method, Collection<String> accountIds) {
    if (Objects.requireNonNull(method, "method").needsAmounts()) {
      throw new IllegalArgumentException(
          "method '" + method + "' needs an amount for each account.");
    }
    List<JsonObject> accounts = new ArrayList<>();
    for (String accountId : Check.some("accountIds", accountIds, Integer.MAX_VALUE)) {
      accounts.add(account(accountId).build());
    }
    return of(name, method, accounts);
  }

  /**
   * Returns a group whose shares are given.
   *
   * @param name stands in the place of an account in orders
   * @param method one that needs amounts, and says what they are
   * @param amounts by account, each above zero
   */
  public static AllocationRequest of(
      String name, AllocationMethod method, Map<String, BigDecimal> amounts) {
    if (!Objects.requireNonNull(method, "method").needsAmounts()) {
      throw new IllegalArgumentException("method '" + method + "' takes no amounts.");
    }
    List<JsonObject> accounts = new ArrayList<>();
    for (Map.Entry<String, BigDecimal> entry :
        Check.some("amounts", amounts.entrySet(), Integer.MAX_VALUE)) {
      BigDecimal amount = Check.aboveZero("amounts", entry.getValue());
      accounts.add(account(entry.getKey()).put("amount", amount).build());
    }
    return of(name, method, accounts);
  }

  /** Returns the same for a group that has had another name. */
  public AllocationRequest renaming(String previousName) {
    return new AllocationRequest(
        wish.toBuilder().put("prev_name", Check.text("previousName", previousName)).build());
  }

  JsonObject json() {
    return wish;
  }

  private static AllocationRequest of(
      String name, AllocationMethod method, List<JsonObject> accounts) {
    return new AllocationRequest(
        JsonObject.builder()
            .put("name", Check.text("name", name))
            .put("accounts", JsonArray.of(accounts))
            .put("default_method", method.code())
            .build());
  }

  private static JsonObject.Builder account(String accountId) {
    return JsonObject.builder().put("name", Check.text("accountId", accountId));
  }
}
