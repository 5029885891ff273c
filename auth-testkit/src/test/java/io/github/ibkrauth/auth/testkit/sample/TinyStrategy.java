package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.token.IssuedToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The sample strategy: a bearer token bought with a secret. */
final class TinyStrategy implements AuthStrategy {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI baseUri;
  private final Secret clientSecret;
  private final Duration timeout;
  private final AuthRuntime runtime;
  private final Fault fault;
  private AuthSession only;

  TinyStrategy(AuthConfig config, AuthRuntime runtime, Fault fault) {
    this.baseUri = config.get(TinyKeys.BASE_URL);
    this.clientSecret = config.get(TinyKeys.CLIENT_SECRET);
    this.timeout = config.get(TinyKeys.TIMEOUT);
    this.runtime = runtime;
    this.fault = fault;
  }

  @Override
  public String id() {
    return "tiny-token";
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> some =
        switch (fault) {
          case REUSES_SIGNATURES -> Set.of(Capability.SIGNS_URL);
          case CLAIMS_KEEP_ALIVE -> Set.of(Capability.KEEP_ALIVE);
          case CLAIMS_BODY_SIGNER -> Set.of(Capability.SIGNS_BODY);
          case CLAIMS_WEBSOCKET -> Set.of(Capability.WEBSOCKET);
          default -> Set.of();
        };
    return fault == Fault.MUTABLE_CAPABILITIES ? new HashSet<>(some) : some;
  }

  @Override
  public AuthSession open() {
    if (fault == Fault.ONE_SESSION_FOR_ALL && only != null) {
      return only;
    }
    only = new TinySession(baseUri, this, runtime, fault);
    return only;
  }

  @Override
  public String toString() {
    return "TinyStrategy(" + baseUri + ", " + clientSecret + ")";
  }

  void askAndForget() {
    try {
      fetch();
    } catch (AuthException | InterruptedException e) {
      System.getLogger("tiny").log(System.Logger.Level.DEBUG, "asked in vain");
    }
  }

  IssuedToken<Secret> fetch() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(baseUri.resolve("/token"))
            .timeout(timeout)
            .header("Authorization", "Secret " + clientSecret.reveal())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer;
    try {
      answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AuthTransportException(
          Details.of(AuthErrorCode.TRANSPORT, "The token server does not answer.").withCause(e));
    }
    if (fault == Fault.LOGS_THE_TOKEN) {
      System.getLogger("tiny").log(System.Logger.Level.TRACE, "got {0}", answer.body());
    }
    return switch (answer.statusCode()) {
      case 200 ->
          IssuedToken.lasting(
              Secret.of(answer.body()), runtime.clock().instant(), Duration.ofHours(1));
      case 401 ->
          throw new CredentialRejectedException(
              Details.of(AuthErrorCode.UNKNOWN_CLIENT, "The client secret was refused."));
      default -> throw trouble();
    };
  }

  private AuthException trouble() {
    Details details =
        Details.of(
            AuthErrorCode.SERVER_TROUBLE,
            "The token server has trouble"
                + (fault == Fault.SECRET_IN_EXCEPTION ? " with " + clientSecret.reveal() : "")
                + ".");
    return fault == Fault.WRONG_EXCEPTION_FOR_TROUBLE
        ? new AuthProtocolException(details)
        : new AuthTransportException(details);
  }
}
