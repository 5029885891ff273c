package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An application whose users connect, its authorization server, and a clock that stands still. */
final class ConsentBench implements AutoCloseable {

  static final String API = "https://api.ibkr.test";

  final ManualTime time = ManualTime.at(Instant.parse("2026-11-02T15:00:00Z"));
  final StubAuthorizationServer server = new StubAuthorizationServer(time);
  final RecordingListener listener = new RecordingListener();
  final FaultyStore store = new FaultyStore(TokenStore.inMemory(time));
  final SecretSealer sealer =
      SecretSealer.aesGcm(
          "k1", Secret.of(Base64.getEncoder().encodeToString(new byte[32])), new SecureRandom());
  final Map<String, String> settings = new HashMap<>();
  final AuthRuntime runtime =
      time.runtime()
          .listener(listener)
          .service(TokenStore.class, store)
          .service(SecretSealer.class, sealer)
          .build();

  ConsentBench() {
    settings.put("ibkr.auth.strategy", "oauth2-jwt");
    set("grant", "authorization-code");
    set("client-id", StubAuthorizationServer.CLIENT);
    set("private-key", TestKeys.pem());
    set("metadata-url", server.metadataUrl());
    set("redirect-uri", StubAuthorizationServer.REDIRECT);
    set("base-url", API);
  }

  ConsentBench set(String name, String value) {
    settings.put("ibkr.auth.oauth2-jwt." + name, value);
    return this;
  }

  ConsentBench remove(String name) {
    settings.remove("ibkr.auth.oauth2-jwt." + name);
    return this;
  }

  AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  ConnectFlow flow() {
    return ConnectFlows.discover().open(config(), runtime);
  }

  /** Has a user connect. */
  Connection connect(String userId) {
    return connect(userId, runtime);
  }

  Connection connect(String userId, AuthRuntime other) {
    try (ConnectFlow flow = ConnectFlows.discover().open(config(), other)) {
      return flow.complete(userId, server.agree(flow.begin(userId).authorizeUri()));
    }
  }

  void disconnect(String userId) {
    try (ConnectFlow flow = flow()) {
      flow.disconnect(userId);
    }
  }

  AuthSession open(Connection connection) {
    return open(connection, runtime);
  }

  AuthSession open(Connection connection, AuthRuntime other) {
    return new OAuth2JwtProvider()
        .create(config().with("connection", connection.settings()), other)
        .open();
  }

  /** Returns a runtime of another process with the same store, in which waiting takes time. */
  AuthRuntime anotherProcess() {
    return anotherProcess(store);
  }

  AuthRuntime anotherProcess(TokenStore shared) {
    return AuthRuntime.builder()
        .clock(time)
        .sleeper(span -> Thread.sleep(5))
        .service(TokenStore.class, shared)
        .service(SecretSealer.class, sealer)
        .build();
  }

  /** Returns where the grant of a single user is stored. */
  StoreKey key() {
    return store.keys.iterator().next();
  }

  /** Returns what is stored there, opened. */
  String stored(StoreKey key) {
    return sealer.open(key, store.load(key).orElseThrow().sealed()).reveal();
  }

  static SignableRequest request() {
    return SignableRequest.builder("GET", URI.create(API + "/v1/api/portfolio/accounts")).build();
  }

  static String bearer(AuthSession session) {
    return String.valueOf(session.signer().authorize(request()).headers().get("Authorization"))
        .replaceFirst("Bearer ", "");
  }

  /** Has the API refuse the present token. */
  static Recovery refuse(AuthSession session) {
    return session.recover(
        AuthChallenge.builder(request(), 401, session.signer().authorize(request()).credentialTag())
            .build());
  }

  static AuthErrorCode codeOf(ThrowingCallable call) {
    AuthException failure = Assertions.catchThrowableOfType(AuthException.class, call);
    Assertions.assertThat(failure).as("a failure").isNotNull();
    return failure.code();
  }

  @Override
  public void close() {
    runtime.close();
    server.close();
  }
}
