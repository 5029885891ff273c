package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes every request of a google-http-client request factory with a session.
 *
 * <ul>
 *   <li>Right before each attempt the request is signed with exactly the address that goes to the
 *       wire, and only if that address belongs to the session's {@linkplain AuthSession#origins
 *       origins}; elsewhere {@code Authorization} and {@code Cookie} are removed and the request is
 *       refused with code {@code ORIGIN_REFUSED}.
 *   <li>After a 401 the session recovers, once for a request object, and the request is sent again
 *       if it is {@linkplain Builder#resendable resendable} and its body can be repeated.
 *   <li>A request that is not resendable reaches the server at most once, whatever handlers,
 *       back-offs or redirects are set on it.
 * </ul>
 *
 * <p>A google request has room for one interceptor and one response handler, and the last writer
 * wins. This initializer therefore runs last: give it yours as {@link Builder#next}, and set no
 * interceptor on a request afterwards. A response handler or an I/O handler may be set afterwards;
 * it is taken into the chain when the request is sent. Every answer that is not a 401 goes to that
 * handler, and a 401 that could not be mended.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthRequestInitializer implements HttpRequestInitializer {

  private static final Set<String> WITHOUT_EFFECT = Set.of("GET", "HEAD", "OPTIONS");

  private final AuthSession session;
  private final AuthRuntime runtime;
  private final HttpDefaults defaults;
  private final @Nullable HttpRequestInitializer next;
  private final Predicate<HttpRequest> resendable;

  private AuthRequestInitializer(Builder builder) {
    this.session = builder.session;
    this.runtime = builder.runtime;
    this.defaults = builder.defaults;
    this.next = builder.next;
    this.resendable = builder.resendable;
  }

  /**
   * Starts an initializer.
   *
   * @param session what authorizes
   * @param runtime whose clock and listener are used
   */
  public static Builder builder(AuthSession session, AuthRuntime runtime) {
    return new Builder(session, runtime);
  }

  /** Puts the defaults, then what {@code next} wants, then the authorization on the request. */
  @Override
  public void initialize(HttpRequest request) throws IOException {
    defaults.apply(request);
    if (next != null) {
      next.initialize(request);
    }
    request.setFollowRedirects(false);
    AuthorizedExchange exchange =
        new AuthorizedExchange(session, runtime, resendable, request.getInterceptor());
    request.setInterceptor(exchange);
    exchange.join(request);
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private final AuthSession session;
    private final AuthRuntime runtime;
    private HttpDefaults defaults = HttpDefaults.standard();
    private @Nullable HttpRequestInitializer next;
    private Predicate<HttpRequest> resendable =
        request -> WITHOUT_EFFECT.contains(request.getRequestMethod());

    private Builder(AuthSession session, AuthRuntime runtime) {
      this.session = Objects.requireNonNull(session, "session");
      this.runtime = Objects.requireNonNull(runtime, "runtime");
    }

    /** Sets time-outs and the like; the {@linkplain HttpDefaults#standard standard} if not set. */
    public Builder defaults(HttpDefaults value) {
      this.defaults = Objects.requireNonNull(value, "defaults");
      return this;
    }

    /**
     * Sets the application's own initializer. It runs after the defaults and before the
     * authorization; its interceptor runs before each signature, its response handler sees what is
     * not handled here.
     */
    public Builder next(HttpRequestInitializer value) {
      this.next = Objects.requireNonNull(value, "next");
      return this;
    }

    /**
     * Sets which requests may reach the server a second time: after a 401, by a response handler,
     * by an I/O handler. Default: GET, HEAD and OPTIONS. Never include a request that places or
     * changes an order.
     */
    public Builder resendable(Predicate<HttpRequest> value) {
      this.resendable = Objects.requireNonNull(value, "resendable");
      return this;
    }

    /** Builds the initializer. */
    public AuthRequestInitializer build() {
      return new AuthRequestInitializer(this);
    }
  }
}
