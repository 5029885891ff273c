package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpIOExceptionHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One request object on its way: signs each attempt, and recovers once after a 401. Used by the
 * thread that executes the request.
 */
final class AuthorizedExchange implements HttpExecuteInterceptor, HttpUnsuccessfulResponseHandler {

  private static final int UNAUTHORIZED = 401;

  private final AuthSession session;
  private final AuthRuntime runtime;
  private final Predicate<HttpRequest> resendable;
  private final @Nullable HttpExecuteInterceptor before;
  private @Nullable HttpUnsuccessfulResponseHandler otherwise;

  private int attempts;
  private boolean recovered;
  private @Nullable SignableRequest signed;
  private @Nullable Object credentialTag;
  private final Set<String> addedHeaders = new LinkedHashSet<>();
  private final Set<String> addedParameters = new LinkedHashSet<>();

  AuthorizedExchange(
      AuthSession session,
      AuthRuntime runtime,
      Predicate<HttpRequest> resendable,
      @Nullable HttpExecuteInterceptor before) {
    this.session = session;
    this.runtime = runtime;
    this.resendable = resendable;
    this.before = before;
  }

  /** Takes the response handler's place, and keeps who was there. */
  void join(HttpRequest request) {
    HttpUnsuccessfulResponseHandler there = request.getUnsuccessfulResponseHandler();
    if (there != this) {
      otherwise = there;
      request.setUnsuccessfulResponseHandler(this);
    }
  }

  @Override
  public void intercept(HttpRequest request) throws IOException {
    removeAdded(request);
    if (before != null) {
      before.intercept(request);
    }
    join(request);
    if (!resendable.test(request)) {
      allowOneAttemptOnly(request);
    }
    KnownLength.ensure(request);
    URI uri = WireUri.of(request.getUrl());
    SignableRequest attempt = Signables.of(request, uri, ++attempts);
    guardOrigin(request, attempt.origin());
    RequestAuthorization authorization = session.signer().authorize(attempt);
    apply(request, authorization);
    signed = attempt;
    credentialTag = authorization.credentialTag();
  }

  @Override
  public boolean handleResponse(HttpRequest request, HttpResponse response, boolean supportsRetry)
      throws IOException {
    boolean mayResend = supportsRetry && resendable.test(request);
    if (response.getStatusCode() == UNAUTHORIZED
        && !recovered
        && recover(response) == Recovery.RETRY
        && mayResend) {
      return true;
    }
    return otherwise != null && otherwise.handleResponse(request, response, mayResend) && mayResend;
  }

  private Recovery recover(HttpResponse response) throws IOException {
    SignableRequest refused = signed;
    Object tag = credentialTag;
    if (refused == null || tag == null) {
      throw new IllegalStateException(
          "The request was sent without authorization, because its interceptor was replaced; give"
              + " yours to AuthRequestInitializer's builder as next(...).");
    }
    recovered = true;
    String path = refused.uri().getRawPath();
    runtime.emit(
        () ->
            new AuthEvent.RequestChallenged(
                runtime.clock().instant(),
                session.strategyId(),
                "",
                refused.method(),
                path,
                response.getStatusCode()));
    Recovery recovery = Recovery.GIVE_UP;
    try {
      recovery = session.recover(Challenges.of(refused, response, tag));
    } finally {
      decided(path, recovery);
    }
    return recovery;
  }

  private void decided(String path, Recovery recovery) {
    runtime.emit(
        () ->
            new AuthEvent.RecoveryDecided(
                runtime.clock().instant(), session.strategyId(), "", path, recovery));
  }

  /** Nothing set on the request may send it again. */
  @SuppressWarnings("deprecation") // An application may still have turned these on.
  private static void allowOneAttemptOnly(HttpRequest request) {
    request.setFollowRedirects(false);
    request.setBackOffPolicy(null);
    request.setRetryOnExecuteIOException(false);
    HttpIOExceptionHandler handler = request.getIOExceptionHandler();
    if (handler != null && !(handler instanceof Onlooker)) {
      request.setIOExceptionHandler(new Onlooker(handler));
    }
  }

  private void guardOrigin(HttpRequest request, Origin origin) {
    if (!session.origins().contains(origin)) {
      request.getHeaders().setAuthorization((String) null);
      request.getHeaders().setCookie(null);
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.ORIGIN_REFUSED,
                  "The request leads to "
                      + origin
                      + ", but the credential belongs to "
                      + session.origins()
                      + " only; it was not sent. Use an address of that server, or send the request"
                      + " without this session.")
              .withStrategy(session.strategyId()));
    }
  }

  private void apply(HttpRequest request, RequestAuthorization authorization) {
    HttpHeaders headers = request.getHeaders();
    authorization
        .headers()
        .forEach(
            (name, value) -> {
              Signables.checkHeader(name, value);
              Signables.setHeader(headers, name, value);
              addedHeaders.add(name);
            });
    GenericUrl url = request.getUrl();
    authorization
        .queryParameters()
        .forEach(
            (name, value) -> {
              String shown = WireUri.parameterText(url, name);
              if (url.get(shown) != null) {
                throw new IllegalArgumentException(
                    "The address has a parameter " + name + " already, which the strategy adds.");
              }
              url.set(shown, WireUri.parameterText(url, value));
              addedParameters.add(shown);
            });
  }

  /** Takes back what the attempt before added; a redirect may have replaced the address. */
  private void removeAdded(HttpRequest request) {
    addedHeaders.forEach(name -> request.getHeaders().set(name, null));
    addedHeaders.clear();
    addedParameters.forEach(name -> request.getUrl().set(name, null));
    addedParameters.clear();
    signed = null;
    credentialTag = null;
  }

  /** Lets a handler see an I/O error without letting it send the request again. */
  private record Onlooker(HttpIOExceptionHandler handler) implements HttpIOExceptionHandler {

    @Override
    public boolean handleIOException(HttpRequest request, boolean supportsRetry)
        throws IOException {
      handler.handleIOException(request, false);
      return false;
    }
  }
}
