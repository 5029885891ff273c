package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.LoginMessages;
import io.github.ibkrauth.ibkr.model.ManagedAccountStatus;
import io.github.ibkrauth.ibkr.model.ManagedAccounts;
import io.github.ibkrauth.ibkr.model.RequestReceipt;
import java.util.Objects;

/**
 * Opening accounts and looking after them. Applications and the descriptions of accounts have
 * hundreds of fields, most of them optional, so they go and come as JSON objects in the form that
 * the broker documents under "Account Management: Accounts".
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for
 * a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ManagedAccountEndpoints {

  private final ApiCalls calls;

  ManagedAccountEndpoints(ApiCalls calls) {
    this.calls = calls;
  }

  /** Returns the application of an account that was opened by this way, as sent. */
  public JsonObject application(String accountId) {
    return calls.call(
        ApiRequest.to(ManagementCatalog.APPLICATION)
            .query("accountId", Check.text("accountId", accountId)),
        body -> IbkrJson.object(body, object -> object));
  }

  /** Returns the application that was sent under an id of the client's own, as sent. */
  public JsonObject applicationByExternalId(String externalId) {
    return calls.call(
        ApiRequest.to(ManagementCatalog.APPLICATION)
            .query("externalId", Check.text("externalId", externalId)),
        body -> IbkrJson.object(body, object -> object));
  }

  /**
   * Applies for an account.
   *
   * @param application the object that goes under {@code application}
   */
  public RequestReceipt create(JsonObject application) {
    return send(ManagementCatalog.CREATE, "application", application);
  }

  /**
   * Changes accounts.
   *
   * @param requests the object that goes under {@code accountManagementRequests}
   */
  public RequestReceipt update(JsonObject requests) {
    return send(ManagementCatalog.UPDATE, "accountManagementRequests", requests);
  }

  /**
   * Sends agreements and disclosures that hold for the day's applications.
   *
   * @param documents the object that goes under {@code processDocuments}
   */
  public RequestReceipt submitDocuments(JsonObject documents) {
    return send(ManagementCatalog.DOCUMENTS, "processDocuments", documents);
  }

  /** Returns everything about an account, as sent. */
  public JsonObject details(String accountId) {
    return calls.call(
        of(ManagementCatalog.DETAILS, accountId), body -> IbkrJson.object(body, object -> object));
  }

  /**
   * Returns where a holder can prove an identity, as sent. Its {@code url} lets whoever has it act
   * as the holder.
   */
  public JsonObject identityCheck(String accountId) {
    return calls.call(
        of(ManagementCatalog.KYC, accountId), body -> IbkrJson.object(body, object -> object));
  }

  /** Returns where an account stands. */
  public ManagedAccountStatus status(String accountId) {
    return calls.call(
        of(ManagementCatalog.STATUS, accountId),
        body -> IbkrJson.object(body, ManagedAccountStatus::new));
  }

  /** Returns where the accounts stand that were opened in some days. */
  public ManagedAccounts status(DateSpan opened) {
    return calls.call(
        opened.in(ApiRequest.to(ManagementCatalog.ALL_STATUS)),
        body -> IbkrJson.object(body, ManagedAccounts::new));
  }

  /** Returns what a holder is told at the next login. */
  public LoginMessages loginMessages(String accountId) {
    return calls.call(
        of(ManagementCatalog.LOGIN_MESSAGES, accountId),
        body -> IbkrJson.object(body, LoginMessages::new));
  }

  /** Returns what the holders of the accounts are told that were opened in some days. */
  public LoginMessages loginMessages(DateSpan opened) {
    return calls.call(
        opened.in(ApiRequest.to(ManagementCatalog.ALL_LOGIN_MESSAGES)),
        body -> IbkrJson.object(body, LoginMessages::new));
  }

  /** Returns what is left to do before an account is approved, as sent. */
  public JsonObject pendingTasks(String accountId) {
    return tasks(accountId, "pending");
  }

  /** Returns the steps of an account's registration, as sent. */
  public JsonObject registrationTasks(String accountId) {
    return tasks(accountId, "registration");
  }

  private JsonObject tasks(String accountId, String type) {
    return calls.call(
        of(ManagementCatalog.TASKS, accountId).query("type", type),
        body -> IbkrJson.object(body, object -> object));
  }

  private RequestReceipt send(Endpoint endpoint, String name, JsonObject content) {
    JsonObject wish = JsonObject.builder().put(name, Objects.requireNonNull(content, name)).build();
    return calls.call(
        ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, RequestReceipt::new));
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint).path("accountId", Check.text("accountId", accountId));
  }
}
