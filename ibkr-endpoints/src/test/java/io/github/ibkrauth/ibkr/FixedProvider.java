package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.SessionLostException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A strategy with one credential that never changes. */
final class FixedProvider implements AuthStrategyProvider {

  static final String ID = "fixed";
  static final ConfigKey<URI> BASE_URL = ConfigKey.uri("fixed.base-url");

  final AtomicInteger attempts = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger recoveries = new AtomicInteger();
  final List<URI> places = new CopyOnWriteArrayList<>();
  volatile @Nullable AuthException refusal;
  volatile @Nullable AuthException unsigned;
  volatile Set<Capability> capabilities = Set.of();
  volatile Recovery verdict = Recovery.RETRY;
  volatile URI base = URI.create("https://api.test");
  volatile @Nullable KeepAlive keepAlive;
  volatile @Nullable BodySigner bodySigner;

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
    return ConfigSpec.of(ID, List.of(BASE_URL));
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
        return capabilities;
      }

      @Override
      public AuthSession open() {
        AuthException thrown = refusal;
        attempts.incrementAndGet();
        if (thrown != null) {
          throw thrown;
        }
        opened.incrementAndGet();
        URI place = config.find(BASE_URL).orElse(base);
        places.add(place);
        return new Session(place);
      }
    };
  }

  private final class Session implements AuthSession {

    private final URI place;
    private volatile boolean ended;

    private Session(URI place) {
      this.place = place;
    }

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
      return Set.of(Origin.of(place));
    }

    @Override
    public URI baseUri() {
      return place;
    }

    @Override
    public RequestSigner signer() {
      return request -> {
        if (ended) {
          throw new SessionLostException(
              Details.of(AuthErrorCode.SESSION_LOST, "closed"), SessionLostException.Reason.CLOSED);
        }
        AuthException thrown = unsigned;
        if (thrown != null) {
          throw thrown;
        }
        return RequestAuthorization.ofHeader("Authorization", "Fixed", this);
      };
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      recoveries.incrementAndGet();
      return verdict;
    }

    @Override
    public Optional<KeepAlive> keepAlive() {
      return Optional.ofNullable(keepAlive);
    }

    @Override
    public Optional<BodySigner> bodySigner() {
      return Optional.ofNullable(bodySigner);
    }

    @Override
    public void close() {
      ended = true;
      closed.incrementAndGet();
    }
  }
}
