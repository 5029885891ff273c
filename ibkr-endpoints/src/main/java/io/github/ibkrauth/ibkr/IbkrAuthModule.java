package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.KeyEncryption;
import io.github.ibkrauth.auth.store.file.TokenStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Binds the strategy that the configuration names, and a session of it that is opened by its first
 * use. Wrong settings fail while the injector is made; no network is used until then.
 *
 * <p>An application may bind an {@link HttpTransport}, an {@link AuthEventListener}, an {@link
 * InstantSource}, a {@link TokenStore}, a {@link SecretSealer} and a {@link KeyEncryption}, and add
 * {@link AuthStrategyProvider}s with a {@link Multibinder} to those of the class path. What it
 * binds stays its own: closing the client closes only what was made here.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class IbkrAuthModule extends AbstractModule {

  private final AuthConfig config;

  /** Creates the module. */
  public IbkrAuthModule(AuthConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    bind(AuthConfig.class).toInstance(config);
    Multibinder.newSetBinder(binder(), AuthStrategyProvider.class);
    OptionalBinder.newOptionalBinder(binder(), HttpTransport.class);
    OptionalBinder.newOptionalBinder(binder(), AuthEventListener.class);
    OptionalBinder.newOptionalBinder(binder(), InstantSource.class);
    OptionalBinder.newOptionalBinder(binder(), TokenStore.class);
    OptionalBinder.newOptionalBinder(binder(), SecretSealer.class);
    OptionalBinder.newOptionalBinder(binder(), KeyEncryption.class);
    bind(EarlyStrategy.class).asEagerSingleton();
  }

  @Provides
  @Singleton
  OwnedResources ownedResources() {
    return new OwnedResources();
  }

  @Provides
  @Singleton
  Carrier carrier(Optional<HttpTransport> bound, AuthStrategies strategies, OwnedResources owned) {
    return new Carrier(
        bound.orElseGet(() -> owned.transport(OwnTransport.make(config, strategies))));
  }

  @Provides
  @Singleton
  AuthStrategies strategies(Set<AuthStrategyProvider> added, Lent lent) {
    AuthStrategies.Builder builder = AuthStrategies.builder();
    added.forEach(builder::add);
    AuthStrategies strategies = builder.build();
    try (AuthRuntime runtime = lent.to(AuthRuntime.builder()).build()) {
      Settings.check(config, strategies, runtime);
    }
    return strategies;
  }

  @Provides
  @Singleton
  Lent lent(
      Optional<TokenStore> store,
      Optional<SecretSealer> sealer,
      Optional<KeyEncryption> encryption) {
    return new Lent(store, sealer, encryption);
  }

  @Provides
  @Singleton
  AuthRuntime runtime(
      Carrier carrier,
      Lent lent,
      Optional<AuthEventListener> listener,
      Optional<InstantSource> clock,
      OwnedResources owned) {
    AuthRuntime.Builder builder =
        lent.to(AuthRuntime.builder().service(HttpTransport.class, carrier.transport()));
    listener.ifPresent(builder::listener);
    clock.ifPresent(builder::clock);
    return TokenStores.discover().lend(config, owned.runtime(builder.build()));
  }

  @Provides
  @Singleton
  AuthStrategy strategy(AuthStrategies strategies, AuthRuntime runtime) {
    return strategies.strategy(config, runtime);
  }

  @Provides
  @Singleton
  LazyAuthSession lazySession(
      AuthStrategy strategy, AuthStrategies strategies, AuthRuntime runtime) {
    return StrategyHomes.of(config, strategies, strategy, runtime).session(config, runtime);
  }

  @Provides
  @Singleton
  AuthSession session(LazyAuthSession lazy) {
    return lazy;
  }

  /** What everything is sent over; named apart from the transport an application may bind. */
  record Carrier(HttpTransport transport) {}

  /** What the application keeps and seals tokens with itself. */
  record Lent(
      Optional<TokenStore> store,
      Optional<SecretSealer> sealer,
      Optional<KeyEncryption> encryption) {

    AuthRuntime.Builder to(AuthRuntime.Builder builder) {
      store.ifPresent(own -> builder.service(TokenStore.class, own));
      sealer.ifPresent(own -> builder.service(SecretSealer.class, own));
      encryption.ifPresent(own -> builder.service(KeyEncryption.class, own));
      return builder;
    }
  }

  /** Makes the strategy while the injector is made. */
  static final class EarlyStrategy {

    @Inject
    EarlyStrategy(AuthStrategy strategy) {
      Objects.requireNonNull(strategy, "strategy");
    }
  }
}
