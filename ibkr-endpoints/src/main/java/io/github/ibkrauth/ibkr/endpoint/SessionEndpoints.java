package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Acknowledgement;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.Logout;
import io.github.ibkrauth.ibkr.model.SsoValidation;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.util.Objects;

/**
 * The single calls about the session. {@link io.github.ibkrauth.ibkr.BrokerageSession} makes them
 * in the right order; by hand they are for looking. Immutable and thread-safe; each may throw
 * {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class SessionEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public SessionEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Keeps the session alive, and tells how it stands. At most one a second. */
  public Tickle tickle() {
    return calls.call(ApiRequest.to(Endpoints.TICKLE), body -> IbkrJson.object(body, Tickle::new));
  }

  /** Returns the state of the brokerage session. */
  public AuthStatus status() {
    return calls.call(
        ApiRequest.to(Endpoints.AUTH_STATUS), body -> IbkrJson.object(body, AuthStatus::new));
  }

  /**
   * Asks for the brokerage session; the answer is how it stands now, and it may take seconds until
   * it is established.
   *
   * @param compete whether to take it from another login of the same user name
   */
  public AuthStatus initialize(boolean compete) {
    JsonObject wish = JsonObject.builder().put("publish", true).put("compete", compete).build();
    return calls.call(
        ApiRequest.to(Endpoints.SSODH_INIT).body(wish),
        body -> IbkrJson.object(body, AuthStatus::new));
  }

  /** Describes the outer session; not with OAuth 1.0a. At most one a minute. */
  public SsoValidation validate() {
    return calls.call(
        ApiRequest.to(Endpoints.SSO_VALIDATE), body -> IbkrJson.object(body, SsoValidation::new));
  }

  /**
   * Triggers the older way of opening the brokerage session, which the broker is about to drop in
   * favour of {@link #initialize}.
   */
  public Acknowledgement reauthenticate() {
    return calls.call(
        ApiRequest.to(Endpoints.REAUTHENTICATE),
        body -> IbkrJson.object(body, Acknowledgement::new));
  }

  /**
   * Ends the outer session at the broker, and with it the brokerage session. {@link
   * io.github.ibkrauth.ibkr.BrokerageSession#logout()} does that and stops keeping it alive.
   */
  public Logout logout() {
    return calls.call(ApiRequest.to(Endpoints.LOGOUT), body -> IbkrJson.object(body, Logout::new));
  }
}
