package io.github.ibkrauth.ibkr.endpoint;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.AccountsNotQueriedException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoAnswerException.Reason;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Resend;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls in the name of a session: builds the address, sees to what must come before, closes
 * every response, reads the body, and turns failures into exceptions. What changes anything goes
 * out once. A read goes out again after a refusal (401, no brokerage session, accounts not listed)
 * whose cause was mended, and with {@link #patient} up to twice more after an error of the server
 * or a broken connection; not after a silence or 429. Each attempt passes the {@linkplain
 * #limitedBy limiter}, and is signed afresh.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ApiCalls {

  private static final String USUAL_PATH = "/v1/api";
  private static final String ACCOUNT_MANAGEMENT = "/gw/api/";
  private static final int FORBIDDEN = 403;
  private static final int MOVED = 410;
  private static final int TOO_MANY = 429;
  private static final Set<Reason> NOTHING_SENT = Set.of(Reason.NOT_CONNECTED, Reason.UNKNOWN_HOST);

  private final AuthSession session;
  private final HttpRequestFactory resending;
  private final HttpRequestFactory once;
  private final Readiness readiness;
  private final ReadRetries retries;
  private final RequestLimiter limiter;
  private final boolean urgent;
  private volatile @Nullable Place place;

  private ApiCalls(
      AuthSession session,
      HttpRequestFactory resending,
      HttpRequestFactory once,
      Readiness readiness,
      ReadRetries retries,
      RequestLimiter limiter,
      boolean urgent) {
    this.session = session;
    this.resending = resending;
    this.once = once;
    this.readiness = readiness;
    this.retries = retries;
    this.limiter = limiter;
    this.urgent = urgent;
  }

  /**
   * Returns calls that see to nothing beforehand.
   *
   * @param session in whose name to call
   * @param runtime the session's runtime
   * @param transport over what to send
   * @param defaults time-outs and usual headers
   */
  public static ApiCalls of(
      AuthSession session, AuthRuntime runtime, HttpTransport transport, HttpDefaults defaults) {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(defaults, "defaults");
    AuthRequestInitializer.Builder initializer =
        AuthRequestInitializer.builder(session, runtime).defaults(defaults);
    return new ApiCalls(
        session,
        transport.createRequestFactory(initializer.resendable(request -> true).build()),
        transport.createRequestFactory(initializer.resendable(request -> false).build()),
        Readiness.NOTHING,
        ReadRetries.none(runtime),
        RequestLimiter.none(runtime),
        false);
  }

  /** Returns the same calls, with reads sent again after trouble that may pass. */
  public ApiCalls patient() {
    return new ApiCalls(session, resending, once, readiness, retries.some(), limiter, urgent);
  }

  /** Returns the same calls, with that seen to what must come before. */
  public ApiCalls with(Readiness value) {
    return new ApiCalls(
        session, resending, once, Objects.requireNonNull(value, "value"), retries, limiter, urgent);
  }

  /** Returns the same calls, kept within limits; without this, all pass. */
  public ApiCalls limitedBy(RequestLimiter value) {
    return new ApiCalls(
        session,
        resending,
        once,
        readiness,
        retries,
        Objects.requireNonNull(value, "value"),
        urgent);
  }

  /** Returns the same calls, which go before all others: for what keeps the session alive. */
  public ApiCalls urgent() {
    return new ApiCalls(session, resending, once, readiness, retries, limiter, true);
  }

  AuthSession session() {
    return session;
  }

  /** Returns the path below which the trading API lies. */
  String apiPath() {
    return place().path;
  }

  /**
   * Makes a typed call.
   *
   * @param request the endpoint with its parameters
   * @param reader reads the body
   * @throws IbkrException when the answer is not what was asked for, or none came
   * @throws io.github.ibkrauth.auth.error.AuthException when authenticating failed
   * @throws IllegalArgumentException when a parameter is missing or cannot be sent
   */
  <T> T call(ApiRequest request, Function<JsonValue, T> reader) {
    return answered(request, Failures::of, answer -> reader.apply(answer.json()));
  }

  /** Makes a call that may have an answer without a body, which is what no result looks like. */
  <T> Optional<T> callOrNothing(ApiRequest request, Function<JsonValue, T> reader) {
    return answered(
        request,
        Failures::of,
        answer ->
            answer.body().length == 0
                ? Optional.empty()
                : Optional.of(reader.apply(answer.json())));
  }

  /** Makes a call of whose answer only matters that it is no failure. */
  void run(ApiRequest request) {
    answered(request, Failures::ofRaw, Answer::status);
  }

  /** Makes a call whose answer is a file, or JSON with a file inside. */
  <T> T file(ApiRequest request, BiFunction<String, byte[], T> reader) {
    return answered(
        request, Failures::ofRaw, answer -> reader.apply(answer.contentType(), answer.body()));
  }

  private <T> T answered(
      ApiRequest request,
      BiFunction<Endpoint, Answer, Optional<IbkrException>> failures,
      Function<Answer, T> reader) {
    Endpoint endpoint = request.endpoint();
    String target = request.target();
    return prepared(
        endpoint,
        () -> {
          Answer answer = exchange(endpoint, target, content(request), request.departure());
          Optional<IbkrException> failure = failures.apply(endpoint, answer);
          if (failure.isPresent()) {
            throw failure.get();
          }
          try {
            return reader.apply(answer);
          } catch (UnreadableBodyException e) {
            throw Failures.of(endpoint, answer, e);
          }
        });
  }

  private Body content(ApiRequest request) {
    Endpoint endpoint = request.endpoint();
    return endpoint.body() == BodyKind.SIGNED
        ? signed(endpoint.method(), endpoint.path(), request.content().text())
        : request.content();
  }

  /**
   * Returns a JSON object signed as a token.
   *
   * @throws AuthConfigurationException when the strategy in use signs no bodies
   */
  Body signed(String method, String path, String json) {
    BodySigner signer =
        session
            .bodySigner()
            .orElseThrow(
                () ->
                    new AuthConfigurationException(
                        List.of(
                            method
                                + " "
                                + path
                                + " takes a signed body, and the strategy "
                                + session.strategyId()
                                + " signs no bodies: use oauth2-jwt for it.")));
    return new Body(signer.contentType(), signer.sign(json));
  }

  /** Makes a call whose answer is handed out as it is, whatever its status. */
  RawAnswer raw(Endpoint endpoint, String target, Body body) {
    try {
      return prepared(
          endpoint,
          () -> {
            Answer answer = exchange(endpoint, target, body, null);
            Optional<IbkrException> failure = Failures.ofRaw(endpoint, answer);
            RawAnswer raw = RawAnswer.of(answer, failure.orElse(null));
            if (failure.isPresent()) {
              throw new Refused(raw, failure.get());
            }
            return raw;
          });
    } catch (Refused refused) {
      return refused.answer;
    }
  }

  private <T> T prepared(Endpoint endpoint, Sending<T> sending) {
    if (!endpoint.access().admits(session.strategyId())) {
      throw new AuthConfigurationException(
          List.of(
              endpoint
                  + " is not open to the strategy "
                  + session.strategyId()
                  + ": use "
                  + String.join(" or ", endpoint.access().strategies())
                  + " for it."));
    }
    Need need = endpoint.need();
    long seen = readiness.require(need);
    T result;
    try {
      result = send(endpoint, sending);
    } catch (NoBrokerageSessionException
        | AccountsNotQueriedException
        | AccessRefusedException
        | RequestRefusedException
        | Refused refusal) {
      if (endpoint.resend() == Resend.NEVER) {
        mendForLater(need, refusal, seen);
        throw refusal;
      }
      if (!mended(need, refusal, seen)) {
        throw refusal;
      }
      readiness.require(need);
      result = send(endpoint, sending);
    }
    endpoint.fulfils().ifPresent(readiness::fulfilled);
    return result;
  }

  private <T> T send(Endpoint endpoint, Sending<T> sending) {
    return retries.send(
        endpoint, sending::send, e -> e instanceof Refused refused ? refused.failure : e);
  }

  /** Sees to the cause of a refusal, without letting what comes of it hide the refusal. */
  private void mendForLater(Need need, RuntimeException refusal, long seen) {
    try {
      mended(need, refusal, seen);
    } catch (RuntimeException e) {
      refusal.addSuppressed(e);
    }
  }

  /** Sees to the cause of a refusal; returns whether it makes sense to send the call again. */
  private boolean mended(Need need, RuntimeException refusal, long seen) {
    RuntimeException cause = refusal instanceof Refused refused ? refused.failure : refusal;
    if (readiness != Readiness.NOTHING && blamesLogin(cause)) {
      return readiness.loginRefused(seen);
    }
    Optional<Need> missing = missing(need, cause);
    return missing.isPresent() && readiness.lost(missing.get(), seen);
  }

  /** Returns whether the login is gone (401, no session) or has moved (410). */
  private static boolean blamesLogin(RuntimeException cause) {
    int status = cause instanceof IbkrException answer ? answer.status().orElse(0) : 0;
    return status == MOVED || (cause instanceof AccessRefusedException && status != FORBIDDEN);
  }

  /** Returns which need the broker misses, where the endpoint has one that it could mean. */
  private static Optional<Need> missing(Need need, RuntimeException cause) {
    boolean brokerage = need == Need.BROKERAGE_SESSION || need == Need.BROKERAGE_ACCOUNTS;
    if (cause instanceof NoBrokerageSessionException && brokerage) {
      return Optional.of(Need.BROKERAGE_SESSION);
    }
    return cause instanceof AccountsNotQueriedException && need != Need.NONE
        ? Optional.of(need)
        : Optional.empty();
  }

  private Answer exchange(
      Endpoint endpoint, String target, Body body, @Nullable Departure departure) {
    HttpRequestFactory factory = endpoint.resend() == Resend.SAFE ? resending : once;
    GenericUrl url = url(target);
    try (Passage passage = limiter.passage(endpoint, urgent)) {
      try {
        HttpRequest request = factory.buildRequest(endpoint.method(), url, body.content());
        request.setThrowExceptionOnExecuteError(false);
        letThrough(passage, request);
        if (departure != null) {
          departure.watch(request);
        }
        return noted(Answer.of(request.execute()));
      } catch (IOException e) {
        NoAnswerException failure = Failures.of(endpoint, url.toURI(), e);
        if (NOTHING_SENT.contains(failure.reason())) {
          passage.unsent();
        }
        throw failure;
      } catch (AuthException e) {
        if (e.code().equals(AuthErrorCode.RATE_LIMITED)) {
          limiter.penalize(e.retryAfter().orElse(null), e);
        }
        throw e;
      }
    }
  }

  /** Each attempt waits before it is signed, and outside the time-outs. */
  private static void letThrough(Passage passage, HttpRequest request) {
    HttpExecuteInterceptor authorization = request.getInterceptor();
    request.setInterceptor(
        attempt -> {
          passage.begin();
          authorization.intercept(attempt);
          passage.sent();
        });
  }

  /** After 429 the answer says how long nothing is sent, where the broker does not. */
  private Answer noted(Answer answer) {
    return answer.status() == TOO_MANY
        ? answer.withRetryAfter(limiter.penalize(answer.retryAfter(), answer))
        : answer;
  }

  private GenericUrl url(String target) {
    Place place = place();
    String address =
        (target.startsWith(ACCOUNT_MANAGEMENT) ? place.server : place.api).concat(target);
    GenericUrl url = new GenericUrl(parsed(address), true);
    // A query may come out in another order or form; a path is kept as it is.
    if (address.indexOf('?') >= 0 && !url.build().equals(address)) {
      throw new IllegalArgumentException(
          "The path cannot be sent as it is written; give each query parameter once, with a"
              + " value.");
    }
    return url;
  }

  private static URI parsed(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      // Not as a cause: its message quotes the whole address.
      throw new IllegalArgumentException(
          "The path cannot be sent as it is written: " + e.getReason() + ".");
    }
  }

  private Place place() {
    URI base = session.baseUri();
    Place known = place;
    if (known == null || !known.base.equals(base)) {
      known = Place.of(base);
      place = known;
    }
    return known;
  }

  /**
   * Where the session's server is, and the trading API there.
   *
   * @param base the session's
   * @param server scheme, host and port
   * @param path below which the trading API lies
   * @param api both
   */
  private record Place(URI base, String server, String path, String api) {

    static Place of(URI base) {
      String server = base.getScheme() + "://" + base.getRawAuthority();
      String path = Optional.ofNullable(base.getRawPath()).orElse("");
      int end = path.length();
      while (end > 0 && path.charAt(end - 1) == '/') {
        end--;
      }
      String below = end == 0 ? USUAL_PATH : path.substring(0, end);
      return new Place(base, server, below, server + below);
    }
  }

  /** Sends one request and reads its answer. */
  @FunctionalInterface
  private interface Sending<T> {
    T send();
  }

  /** Carries a refusal of a raw call to where it can be mended. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RawAnswer answer;
    private final IbkrException failure;

    private Refused(RawAnswer answer, IbkrException failure) {
      super(null, failure, false, false);
      this.answer = answer;
      this.failure = failure;
    }
  }
}
