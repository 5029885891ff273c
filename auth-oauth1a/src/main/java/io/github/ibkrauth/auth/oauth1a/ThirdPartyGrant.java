package io.github.ibkrauth.auth.oauth1a;

import com.github.scribejava.core.model.OAuth1RequestToken;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.LoopbackReceiver;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets a user agree that a third party acts for them: a request token, the broker's page, a
 * verifier, an access token (RFC 5849, section 2). Where the application lends a {@code TokenStore}
 * and a {@code SecretSealer}, the access token is stored there, and the strategy finds it.
 *
 * <pre>{@code
 * try (ThirdPartyGrant grant = ThirdPartyGrant.open(config, runtime)) {
 *   ThirdPartyGrant.Request request = grant.begin();
 *   show(request.authorizeUri());
 *   AccessGrant access = grant.finish(request, typedVerifier);
 * }
 * }</pre>
 *
 * <p>A consumer of the first party has its access token from the registration page and must not do
 * this. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ThirdPartyGrant implements AutoCloseable {

  private final Settings settings;
  private final AuthRuntime runtime;
  private final GrantSteps steps;
  private final Optional<GrantStore> store;

  private ThirdPartyGrant(Settings settings, AuthConfig config, AuthRuntime runtime) {
    this.settings = settings;
    this.runtime = runtime;
    this.steps = GrantSteps.open(settings, config, runtime);
    this.store = GrantStore.of(settings, runtime);
  }

  /**
   * Reads the settings of the section {@code oauth1a} that a grant needs: consumer key, signature
   * key, addresses, callback. No I/O but for the key.
   *
   * @throws AuthConfigurationException with every problem found
   */
  public static ThirdPartyGrant open(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    SettingsReader reader = new SettingsReader(config, runtime);
    List<String> problems = reader.grantProblems();
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return new ThirdPartyGrant(reader.read(null), config, runtime);
  }

  /**
   * Begins: asks for a request token. Blocks.
   *
   * @throws AuthException when the broker gives none; the code tells why
   */
  public Request begin() {
    Request request = steps.requestToken();
    runtime.emit(
        () ->
            new AuthEvent.InteractionRequested(
                runtime.clock().instant(),
                OAuth1aProvider.ID,
                "",
                settings.endpoints().authorize(),
                "A user must agree to the grant '" + settings.grant() + "'."));
    return request;
  }

  /**
   * Ends a grant with a verifier that the user typed or copied. Blocks.
   *
   * @param request what {@link #begin()} gave
   * @param verifier what the broker showed the user
   * @throws AuthException when the broker refuses it; the code tells why
   */
  public AccessGrant finish(Request request, String verifier) {
    Objects.requireNonNull(request, "request");
    AccessGrant grant = steps.accessToken(request, Objects.requireNonNull(verifier, "verifier"));
    store.ifPresent(place -> place.save(grant));
    return grant;
  }

  /**
   * Ends a grant with the address that the broker sent the user's browser to, such as {@code
   * https://example.com/callback?oauth_token=…&oauth_verifier=…}. Blocks.
   *
   * @param request what {@link #begin()} gave
   * @param callback the whole address, with its query
   * @throws CredentialRejectedException with {@link OAuth1aErrorCode#GRANT_CANCELLED} when the user
   *     did not agree
   * @throws AuthException when it belongs to another request, or the broker refuses it
   */
  public AccessGrant finish(Request request, URI callback) {
    Objects.requireNonNull(request, "request");
    Callback answer = Callback.of(Objects.requireNonNull(callback, "callback"));
    if (answer.isCancelled()) {
      throw cancelled();
    }
    if (!answer.belongsTo(request.token())) {
      throw new CredentialRejectedException(
          Details.of(
                  AuthErrorCode.CREDENTIAL_REJECTED,
                  "The callback belongs to another request token than the one asked for, so it was"
                      + " not used. Begin again, and open the newest address only.")
              .withStrategy(OAuth1aProvider.ID));
    }
    return finish(request, answer.verifier());
  }

  /**
   * Does everything on a computer with a browser: listens at the loopback address that {@code
   * callback} names, has the page shown, waits for the user, and ends the grant. The address must
   * be registered with the broker.
   *
   * @param show shows a page to the user, such as by the system's browser
   * @param patience how long the user may take
   * @throws AuthConfigurationException when {@code callback} is no loopback address, or nothing can
   *     listen there
   * @throws AuthException when the user does not agree or takes too long, or the broker refuses
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public AccessGrant authorize(Consumer<URI> show, Duration patience) throws InterruptedException {
    Objects.requireNonNull(show, "show");
    Objects.requireNonNull(patience, "patience");
    if (settings.callback().matches("http://[^/]+:0+(/.*)?")) {
      throw new AuthConfigurationException(
          List.of(
              settings.name(OAuth1aKeys.CALLBACK)
                  + " has port 0, which no address registered with the broker has."));
    }
    try (LoopbackReceiver receiver =
        LoopbackReceiver.open(settings.callback(), settings.name(OAuth1aKeys.CALLBACK), runtime)) {
      Request request = begin();
      show.accept(request.authorizeUri());
      Callback answer =
          Callback.ofQuery(
              receiver.await(query -> Callback.ofQuery(query).answers(request.token()), patience));
      if (answer.isCancelled()) {
        throw cancelled();
      }
      return finish(request, answer.verifier());
    }
  }

  /** Returns the stored grant, if there is a store and it holds one. */
  public Optional<AccessGrant> stored() {
    return store.flatMap(GrantStore::load);
  }

  /**
   * Removes the stored grant, such as after the user revoked it. Without a store it does nothing.
   */
  public void forget() {
    store.ifPresent(GrantStore::delete);
  }

  /** Closes connections; an access token stays valid. */
  @Override
  public void close() {
    steps.close();
  }

  private static CredentialRejectedException cancelled() {
    return new CredentialRejectedException(
        Details.of(
                OAuth1aErrorCode.GRANT_CANCELLED,
                "The user did not agree to the grant. Begin again when they want to.")
            .withStrategy(OAuth1aProvider.ID));
  }

  /** A grant that a user has to agree to. Immutable and thread-safe. */
  @ApiLevel(ApiLevel.Kind.API)
  public static final class Request {

    private final OAuth1RequestToken token;
    private final URI authorizeUri;

    Request(OAuth1RequestToken token, URI authorizeUri) {
      this.token = token;
      this.authorizeUri = authorizeUri;
    }

    OAuth1RequestToken scribe() {
      return token;
    }

    /** Returns the request token. */
    String token() {
      return token.getToken();
    }

    /** Returns the broker's page on which the user agrees. It holds the request token. */
    public URI authorizeUri() {
      return authorizeUri;
    }

    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return "ThirdPartyGrant.Request";
    }
  }
}
