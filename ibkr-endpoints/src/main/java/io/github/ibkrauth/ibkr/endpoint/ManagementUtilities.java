package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.BrowserSession;
import io.github.ibkrauth.ibkr.model.Echo;
import io.github.ibkrauth.ibkr.model.ManagedRequest;
import io.github.ibkrauth.ibkr.model.ParticipatingBanks;
import io.github.ibkrauth.ibkr.model.TransferBrokers;
import io.github.ibkrauth.ibkr.model.UserNameCheck;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists, forms, requests and user names. Lists and forms differ from kind to kind, and come as the
 * broker sends them. Immutable and thread-safe; each call may throw {@link
 * io.github.ibkrauth.ibkr.IbkrException} and {@link io.github.ibkrauth.auth.error.AuthException},
 * and {@link IllegalArgumentException} for a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ManagementUtilities {

  private final ApiCalls calls;

  ManagementUtilities(ApiCalls calls) {
    this.calls = calls;
  }

  /**
   * Returns the values that a field of an application may have, as sent.
   *
   * @param type the broker's name of the list, such as {@code "business-and-occupation"}
   * @param filters what narrows it down, such as {@code currency} or {@code language}; may be empty
   */
  public JsonObject enumeration(String type, Map<String, String> filters) {
    ApiRequest request =
        ApiRequest.to(ManagementCatalog.ENUMERATION)
            .path("enumerationType", Check.text("type", type));
    filters.forEach((name, value) -> request.query(name, Check.text("filters", value)));
    return object(request);
  }

  /**
   * Returns the brokers from which positions can be transferred.
   *
   * @param instructionType such as {@code "COMPLEX_ASSET_TRANSFER"}
   */
  public TransferBrokers transferBrokers(String instructionType) {
    return get(
        ApiRequest.to(ManagementCatalog.TRANSFER_BROKERS)
            .query("instructionType", Check.text("instructionType", instructionType)),
        TransferBrokers::new);
  }

  /**
   * Returns the banks that can be connected.
   *
   * @param type the kind of connection, such as {@code "eDDA"}
   */
  public ParticipatingBanks banks(String type) {
    return get(
        ApiRequest.to(ManagementCatalog.BANKS).query("type", Check.text("type", type)),
        ParticipatingBanks::new);
  }

  /**
   * Returns forms with their texts, as sent.
   *
   * @param numbers the forms' numbers, at least one
   */
  public JsonObject forms(Collection<Integer> numbers) {
    String joined =
        Check.some("numbers", numbers, Integer.MAX_VALUE).stream()
            .map(number -> String.valueOf(Check.id("numbers", number)))
            .collect(Collectors.joining(","));
    return object(
        ApiRequest.to(ManagementCatalog.FORMS)
            .query("formNo", joined)
            .query("projection", "PAYLOAD"));
  }

  /**
   * Returns which forms an application needs, as sent.
   *
   * @param applicant what is known of the applicant, such as {@code residenceCountry} and {@code
   *     accountType}
   */
  public JsonObject requiredForms(Map<String, String> applicant) {
    ApiRequest request = ApiRequest.to(ManagementCatalog.REQUIRED_FORMS);
    applicant.forEach((name, value) -> request.query(name, Check.text("applicant", value)));
    return object(request);
  }

  /** Returns the requests of some days, as sent. */
  public JsonObject requests(DateSpan span) {
    return object(span.in(ApiRequest.to(ManagementCatalog.REQUESTS)));
  }

  /** Returns where a request to change an account stands. */
  public ManagedRequest request(long requestId) {
    return request(requestId, "update");
  }

  /** Returns what the broker answered to a request: {@link ManagedRequest#file}. */
  public ManagedRequest response(long requestId) {
    return request(requestId, "response");
  }

  /** Returns whether a user name can be taken. */
  public UserNameCheck userName(String userName) {
    return get(
        ApiRequest.to(ManagementCatalog.USER_NAME)
            .path("username", Check.text("userName", userName)),
        UserNameCheck::new);
  }

  /**
   * Logs a user in to the broker's web pages, without a password.
   *
   * @param userName whom
   * @param ip from which address the user's browser comes
   */
  public BrowserSession browserSession(String userName, String ip) {
    JsonObject wish =
        JsonObject.builder()
            .put("credential", Check.text("userName", userName))
            .put("ip", Check.text("ip", ip))
            .build();
    return get(ApiRequest.to(ManagementCatalog.BROWSER_SESSION).body(wish), BrowserSession::new);
  }

  /** Returns a request without a body as the broker understands it: a test of the credential. */
  public Echo echo() {
    return get(ApiRequest.to(ManagementCatalog.ECHO), Echo::new);
  }

  /** Returns a signed request as the broker understands it: a test of the signing key. */
  public Echo echoSigned(JsonObject content) {
    return get(
        ApiRequest.to(ManagementCatalog.ECHO_SIGNED)
            .body(Objects.requireNonNull(content, "content")),
        Echo::new);
  }

  private ManagedRequest request(long requestId, String type) {
    return get(
        ApiRequest.to(ManagementCatalog.REQUEST)
            .path("requestId", String.valueOf(Check.id("requestId", requestId)))
            .query("type", type),
        ManagedRequest::new);
  }

  private JsonObject object(ApiRequest request) {
    return get(request, Function.identity());
  }

  private <T> T get(ApiRequest request, Function<JsonObject, T> model) {
    return calls.call(request, body -> IbkrJson.object(body, model));
  }
}
