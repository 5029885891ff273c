package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.oauth2.AuthorizationServer.Exchange;
import io.github.ibkrauth.auth.oauth2.BearerToken.Kind;
import io.github.ibkrauth.auth.oauth2.UserTokenStore.Entry;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A user's access token: out of the store while it is good, else bought with the refresh token.
 * Whoever renews holds the lease, looks again, sends the refresh token once, and writes what comes
 * back before anybody uses it: it may be the only refresh token from then on. Thread-safe.
 */
final class GrantedTokens implements TokenSource<BearerToken> {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int WRITES = 3;

  private final String sessionId;
  private final UserTokenStore store;
  private final AuthorizationServer server;
  private final ConsentRefusal refusal;
  private final ConsentEnd end;
  private final RenewalGuard guard;
  private final AuthRuntime runtime;

  /** What was given out last, so that the next load gets another. */
  private final AtomicReference<@Nullable Secret> last = new AtomicReference<>();

  /** What the store did not take; nobody else may use the old refresh token meanwhile. */
  private final AtomicReference<@Nullable Unsaved> unsaved = new AtomicReference<>();

  GrantedTokens(
      String sessionId,
      UserTokenStore store,
      AuthorizationServer server,
      ConsentRefusal refusal,
      ConsentEnd end,
      RenewalGuard guard,
      AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.store = store;
    this.server = server;
    this.refusal = refusal;
    this.end = end;
    this.guard = guard;
    this.runtime = runtime;
  }

  @Override
  public IssuedToken<BearerToken> load(LoadContext context) throws InterruptedException {
    IssuedToken<BearerToken> token = storedOrRenewed(context);
    last.set(token.value().value());
    return token;
  }

  private IssuedToken<BearerToken> storedOrRenewed(LoadContext context)
      throws InterruptedException {
    saveLate();
    Optional<IssuedToken<BearerToken>> ready = ready(store.load());
    if (ready.isPresent()) {
      return ready.get();
    }
    ServerEndpoints endpoints = server.tokenEndpoints();
    Instant start = context.now();
    while (true) {
      Optional<Lease> lease = store.tryLease(sessionId);
      if (lease.isPresent()) {
        return Undisturbed.call(
            runtime.executor(), () -> underLease(lease.get(), endpoints, context));
      }
      if (Duration.between(start, runtime.clock().instant()).compareTo(PATIENCE) >= 0) {
        throw new AuthTransportException(
            Details.of(
                    AuthErrorCode.TIMEOUT,
                    "Another session or process renews the tokens of "
                        + end.name()
                        + " and has not finished within "
                        + PATIENCE.toSeconds()
                        + " s. Try again.")
                .withStrategy(OAuth2JwtProvider.ID));
      }
      runtime.sleeper().sleep(BETWEEN_LOOKS);
      ready = ready(store.load());
      if (ready.isPresent()) {
        return ready.get();
      }
    }
  }

  private IssuedToken<BearerToken> underLease(
      Lease lease, ServerEndpoints endpoints, LoadContext context) throws InterruptedException {
    try {
      Optional<Entry> present = store.load();
      Optional<IssuedToken<BearerToken>> ready = ready(present);
      return ready.isPresent() ? ready.get() : renewed(present, lease, endpoints, context);
    } finally {
      Unsaved kept = unsaved.get();
      if (kept == null || kept.lease != lease) {
        lease.close();
      }
    }
  }

  private IssuedToken<BearerToken> renewed(
      Optional<Entry> present, Lease lease, ServerEndpoints endpoints, LoadContext context)
      throws InterruptedException {
    Entry entry = present.orElseThrow(end::notConnected);
    UserTokens old = entry.tokens();
    if (old == null) {
      throw end.revokedBefore();
    }
    Secret refresh = old.refresh();
    if (refresh == null) {
      throw end.noRefreshToken(old.expiresAt() != null && old.isAlive(context.now()));
    }
    if (!old.server().equals(endpoints.place())) {
      throw end.anotherServer(old.server(), endpoints.place());
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh.reveal());
    Instant asked = context.now();
    Exchange exchange =
        server.post(Step.REFRESH, endpoints.token(), form, List.of(refresh.reveal()), endpoints);
    Instant date = exchange.reply().date();
    if (date != null) {
      context.serverDate(date);
    }
    if (!exchange.reply().success()) {
      return refused(exchange, entry);
    }
    UserTokens next =
        UserTokenAnswer.read(exchange.reply(), refusal.about(exchange), asked, old, endpoints);
    return saved(entry.version(), next, lease, endpoints);
  }

  private IssuedToken<BearerToken> refused(Exchange exchange, Entry entry) {
    if (!ConsentRefusal.isAboutTheGrant(exchange)) {
      throw refusal.of(exchange);
    }
    if (!store.markRevoked(entry.version())) {
      // Somebody wrote meanwhile, such as a user who connected again.
      Optional<IssuedToken<BearerToken>> newer = ready(store.load());
      if (newer.isPresent()) {
        return newer.get();
      }
    }
    throw end.revoked(refusal.about(exchange));
  }

  private IssuedToken<BearerToken> saved(
      long version, UserTokens next, Lease lease, ServerEndpoints endpoints)
      throws InterruptedException {
    RuntimeException trouble = null;
    boolean finished = false;
    try {
      for (int i = 0; i < WRITES; i++) {
        try {
          boolean written = store.replace(version, next);
          finished = true;
          return written ? issued(next) : superseded(next, endpoints);
        } catch (RuntimeException e) {
          if (finished) {
            throw e;
          }
          trouble = e;
          runtime.sleeper().sleep(BETWEEN_LOOKS);
        }
      }
    } finally {
      if (!finished) {
        unsaved.set(new Unsaved(version, next, lease));
      }
    }
    throw notWritten(trouble);
  }

  /** Somebody wrote meanwhile: those tokens count, and these must not stay valid for nobody. */
  private IssuedToken<BearerToken> superseded(UserTokens next, ServerEndpoints endpoints) {
    Optional<Entry> present = store.load();
    Optional<IssuedToken<BearerToken>> ready = ready(present);
    if (ready.isPresent()) {
      return ready.get();
    }
    if (present.isEmpty()) {
      new Revocation(server, refusal).quietly(next, endpoints);
    }
    throw present.isEmpty() ? end.notConnected() : end.revokedBefore();
  }

  /** Writes what the store did not take before, unless something newer is there. */
  private void saveLate() {
    Unsaved late = unsaved.getAndSet(null);
    if (late == null) {
      return;
    }
    boolean done = false;
    try {
      store.replace(late.version, late.tokens);
      done = true;
    } catch (RuntimeException e) {
      throw notWritten(e);
    } finally {
      if (done) {
        late.lease.close();
      } else {
        unsaved.set(late);
      }
    }
  }

  private static AuthTransportException notWritten(@Nullable RuntimeException trouble) {
    return new AuthTransportException(
        Details.of(
                AuthErrorCode.TRANSPORT,
                "The token store did not take a renewed refresh token, so it is kept in memory and"
                    + " not used before it is written. See to the store before this program ends;"
                    + " otherwise the user has to connect again.")
            .withStrategy(OAuth2JwtProvider.ID)
            .withCause(trouble));
  }

  /** Returns the stored access token, if it is good and not the one that was given out last. */
  private Optional<IssuedToken<BearerToken>> ready(Optional<Entry> entry) {
    UserTokens tokens = entry.map(Entry::tokens).orElse(null);
    if (tokens == null
        || tokens.access().equals(last.get())
        || !tokens.lasts(runtime.clock().instant())) {
      return Optional.empty();
    }
    return Optional.of(issued(tokens));
  }

  private IssuedToken<BearerToken> issued(UserTokens tokens) {
    end.connected();
    BearerToken token =
        BearerToken.builder(Kind.ACCESS, sessionId, tokens.access().reveal(), tokens.issuedAt())
            .scope(tokens.scope())
            .refusalsBefore(guard.takeRow())
            .build();
    return new IssuedToken<>(token, tokens.issuedAt(), tokens.expiresAt());
  }

  private record Unsaved(long version, UserTokens tokens, Lease lease) {}
}
