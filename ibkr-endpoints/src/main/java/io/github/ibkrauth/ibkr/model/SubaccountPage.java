package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of the subaccounts of a large account structure. The broker documents an object with the
 * page's number and its accounts, and sends small structures a plain list; both are read.
 *
 * @param json the object or list as the broker sent it
 */
public record SubaccountPage(JsonValue json) implements JsonModel {

  /** Wraps a body; its fields are read when asked for. */
  public SubaccountPage {
    Objects.requireNonNull(json, "json");
  }

  /**
   * Returns the accounts of this page.
   *
   * @throws io.github.ibkrauth.ibkr.json.UnreadableBodyException when the body is neither an object
   *     nor a list of objects
   */
  public List<Account> accounts() {
    return json.asObject().isPresent()
        ? IbkrJson.object(json, body -> body.objects("subaccounts", Account::new))
        : IbkrJson.list(json, Account::new);
  }

  /**
   * Returns where this page stands among the others; empty for a plain list, which is all there is.
   */
  public Optional<PageInfo> page() {
    return json.asObject().flatMap(body -> body.object("metadata", PageInfo::new));
  }
}
