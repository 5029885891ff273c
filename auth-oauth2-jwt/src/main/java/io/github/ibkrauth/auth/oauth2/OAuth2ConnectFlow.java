package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlowException;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.connect.ConnectionName;
import io.github.ibkrauth.auth.connect.PendingFlows;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.oauth2.AuthorizationServer.Exchange;
import io.github.ibkrauth.auth.store.Lease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Connects users by the authorization code grant with PKCE. Thread-safe. */
final class OAuth2ConnectFlow implements ConnectFlow {

  private static final Duration LEASE_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Settings settings;
  private final ConsentSettings consent;
  private final Wire wire;
  private final AuthorizationServer server;
  private final ConsentRefusal refusal;
  private final Revocation revocation;
  private final AuthRuntime runtime;
  private final PendingFlows<PendingConsent> flows;

  OAuth2ConnectFlow(
      Settings settings,
      ConsentSettings consent,
      ClientAuthentication client,
      Wire wire,
      AuthRuntime runtime) {
    this.settings = settings;
    this.consent = consent;
    this.wire = wire;
    this.server =
        new AuthorizationServer(settings, consent, client, wire, new Discovered(), runtime);
    this.refusal = new ConsentRefusal(settings, consent);
    this.revocation = new Revocation(server, refusal);
    this.runtime = runtime;
    this.flows = PendingFlows.of(OAuth2JwtProvider.ID, runtime);
  }

  @Override
  public String strategyId() {
    return OAuth2JwtProvider.ID;
  }

  @Override
  public ConnectRequest begin(String userId) {
    ConnectionName.of(userId);
    ServerEndpoints endpoints = server.endpoints();
    URI page = endpoints.authorize();
    if (page == null) {
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.PROTOCOL,
                  "The metadata at "
                      + settings.name(OAuth2JwtKeys.METADATA_URL)
                      + " has no authorization_endpoint. Set "
                      + settings.name(OAuth2JwtKeys.AUTHORIZE_URL)
                      + ".")
              .withStrategy(OAuth2JwtProvider.ID));
    }
    ConsentRequest request =
        ConsentRequest.of(
            server.client().clientId(),
            Objects.requireNonNull(consent.redirectUri(), "redirect-uri").toString(),
            consent.scope(),
            runtime.random());
    Map<String, String> fields =
        endpoints.par() == null
            ? request.fields()
            : pushed(request.fields(), endpoints, endpoints.par());
    Instant expiresAt = flows.begin(userId, request.state(), request.pending());
    return new ConnectRequest(userId, ConsentRequest.at(page, fields), expiresAt);
  }

  /** Tells the server itself what is asked for, so that the browser carries a name of it only. */
  private Map<String, String> pushed(
      Map<String, String> fields, ServerEndpoints endpoints, URI uri) {
    Exchange exchange = server.post(Step.PUSHED_REQUEST, uri, fields, List.of(), endpoints);
    if (!exchange.reply().success()) {
      throw refusal.of(exchange);
    }
    String name = exchange.reply().member("request_uri");
    if (name == null || name.isBlank()) {
      throw refusal.about(exchange).unusable("the answer has no request_uri");
    }
    Map<String, String> rest = new LinkedHashMap<>();
    rest.put("client_id", server.client().clientId());
    rest.put("request_uri", name);
    return rest;
  }

  @Override
  public Connection complete(String userId, String callbackQuery) {
    String connection = ConnectionName.of(userId);
    ConsentCallback callback =
        ConsentCallback.of(Objects.requireNonNull(callbackQuery, "callbackQuery"));
    PendingConsent pending = flows.take(userId, Objects.requireNonNullElse(callback.state(), ""));
    ServerEndpoints endpoints = server.endpoints();
    issuer(callback, endpoints);
    if (callback.error() != null) {
      throw CallbackError.of(callback, settings);
    }
    String code = callback.code();
    if (code == null) {
      throw refused(
          ConnectErrorCode.CONNECT_STATE_MISMATCH,
          "The callback has neither a code nor an error, so it was not used. Begin again.");
    }
    UserTokens tokens = exchange(code, pending, endpoints);
    save(connection, tokens, endpoints);
    return new Connection(
        userId,
        OAuth2JwtProvider.ID,
        runtime.clock().instant(),
        Map.of(settings.name(OAuth2JwtKeys.CONNECTION), connection));
  }

  /** A callback of another server must not bring its code here (RFC 9207). */
  private static void issuer(ConsentCallback callback, ServerEndpoints endpoints) {
    String named = callback.issuer();
    if (endpoints.issuer() == null) {
      return;
    }
    if (named == null ? endpoints.issuerInCallback() : !named.equals(endpoints.issuer())) {
      throw refused(
          ConnectErrorCode.CONNECT_STATE_MISMATCH,
          named == null
              ? "The callback does not name the issuer, as this server's do, so it was not used."
                  + " Begin again."
              : "The callback names another issuer than this server, so it was not used. Begin"
                  + " again.");
    }
  }

  private UserTokens exchange(String code, PendingConsent pending, ServerEndpoints endpoints) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", pending.redirectUri());
    form.put("code_verifier", pending.verifier().reveal());
    Instant asked = runtime.clock().instant();
    Exchange exchange =
        server.post(
            Step.CODE_EXCHANGE,
            endpoints.token(),
            form,
            List.of(code, pending.verifier().reveal()),
            endpoints);
    AnswerFailure failure = refusal.about(exchange);
    if (!exchange.reply().success()) {
      throw ConsentRefusal.isAboutTheGrant(exchange)
          ? refused(
              ConnectErrorCode.CONNECT_EXPIRED,
              String.valueOf(
                  failure
                      .rejected(
                          ConnectErrorCode.CONNECT_EXPIRED,
                          "the code has expired, was used before, or belongs to another request",
                          "Begin again.")
                      .getMessage()))
          : refusal.of(exchange);
    }
    UserTokens tokens = UserTokenAnswer.read(exchange.reply(), failure, asked, null, endpoints);
    boolean ours = false;
    try {
      IdToken.check(
          exchange.reply(),
          failure,
          server.client().clientId(),
          pending.nonce(),
          endpoints.issuer());
      ours = true;
      return tokens;
    } finally {
      if (!ours) {
        revocation.quietly(tokens, endpoints);
      }
    }
  }

  /** What is not stored must not stay valid for nobody. */
  private void save(String connection, UserTokens tokens, ServerEndpoints endpoints) {
    boolean saved = false;
    try {
      store(connection).save(tokens);
      saved = true;
    } finally {
      if (!saved) {
        revocation.quietly(tokens, endpoints);
      }
    }
  }

  @Override
  public void disconnect(String userId) {
    String connection = ConnectionName.of(userId);
    flows.forget(userId);
    UserTokenStore store = store(connection);
    Optional<UserTokens> tokens = taken(store);
    if (tokens.isEmpty()) {
      return;
    }
    ServerEndpoints endpoints = server.endpoints();
    if (!tokens.get().server().equals(endpoints.place())) {
      // Tokens of another server are not shown to this one.
      return;
    }
    revocation.of(tokens.get(), endpoints);
  }

  /** Removes the tokens, after a renewal under way, and returns what was there. */
  private Optional<UserTokens> taken(UserTokenStore store) {
    Optional<Lease> lease = lease(store);
    try {
      return store.load().map(UserTokenStore.Entry::tokens);
    } finally {
      // What cannot be read is removed as well.
      store.delete();
      lease.ifPresent(Lease::close);
    }
  }

  private Optional<Lease> lease(UserTokenStore store) {
    Instant start = runtime.clock().instant();
    Optional<Lease> lease = store.tryLease("disconnect");
    while (lease.isEmpty()
        && Duration.between(start, runtime.clock().instant()).compareTo(LEASE_PATIENCE) < 0) {
      try {
        runtime.sleeper().sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      lease = store.tryLease("disconnect");
    }
    return lease;
  }

  private UserTokenStore store(String connection) {
    return UserTokenStore.of(settings, consent, connection, runtime);
  }

  private static AuthException refused(AuthErrorCode code, String message) {
    return new ConnectFlowException(Details.of(code, message).withStrategy(OAuth2JwtProvider.ID));
  }

  @Override
  public void close() {
    flows.clear();
    wire.close();
  }

  /** Returns the strategy. */
  @Override
  public String toString() {
    return "ConnectFlow(" + OAuth2JwtProvider.ID + ")";
  }
}
