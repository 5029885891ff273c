package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A third party's strategy: one header, no checks of its own. */
public final class PlainProvider implements AuthStrategyProvider {

  static final String ID = "plain";

  private static final ConfigKey<URI> BASE_URL = ConfigKey.uri("plain.base-url").required();
  private static final ConfigKey<Boolean> NEEDS_USER =
      ConfigKey.bool("plain.needs-user").withDefault(false);
  private static final ConfigSpec SPEC = ConfigSpec.of(ID, List.of(BASE_URL, NEEDS_USER));

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return SPEC;
  }

  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    List<String> problems = SPEC.problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return new Strategy(config.get(BASE_URL), config.get(NEEDS_USER));
  }

  private record Strategy(URI baseUri, boolean needsUser) implements AuthStrategy {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public AuthSession open() {
      if (needsUser) {
        throw new InteractionRequiredException(
            Details.of(AuthErrorCode.INTERACTION_REQUIRED, "Nobody is logged in."),
            baseUri,
            "Log in with a browser.");
      }
      return new Session(baseUri);
    }
  }

  private record Session(URI baseUri) implements AuthSession {

    @Override
    public String strategyId() {
      return ID;
    }

    @Override
    public SessionState state() {
      return SessionState.OPEN;
    }

    @Override
    public Set<Origin> origins() {
      return Set.of(Origin.of(baseUri));
    }

    @Override
    public RequestSigner signer() {
      return request -> RequestAuthorization.ofHeader("Authorization", "Plain words", ID);
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      return Recovery.GIVE_UP;
    }

    @Override
    public void close() {}
  }
}
