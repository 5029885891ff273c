package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A strategy of somebody else's, whose sessions cannot be closed without an exception. */
final class BrittleProvider implements AuthStrategyProvider {

  static final String ID = "brittle";

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
    return ConfigSpec.of(ID, List.of());
  }

  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    return new AuthStrategy() {
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
        return new Session();
      }
    };
  }

  private static final class Session implements AuthSession {

    private static final URI PLACE = URI.create("https://brittle.example");

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
      return Set.of(Origin.of(PLACE));
    }

    @Override
    public URI baseUri() {
      return PLACE;
    }

    @Override
    public RequestSigner signer() {
      return request -> RequestAuthorization.ofHeader("Authorization", "Brittle", this);
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      return Recovery.GIVE_UP;
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
      return Optional.empty();
    }

    @Override
    public Optional<BodySigner> bodySigner() {
      return Optional.empty();
    }

    @Override
    public void close() {
      throw new IllegalStateException("the session of somebody in particular");
    }
  }
}
