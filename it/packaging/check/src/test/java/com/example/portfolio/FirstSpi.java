package com.example.portfolio;

import java.util.Map;

/**
 * What a provider had to implement in the first version of the SPI, and nothing that came later.
 */
final class FirstSpi {

  static final Map<String, String> SOURCES =
      Map.of(
          "io.github.ibkrauth.auth.spi.AuthStrategyProvider",
          """
          package io.github.ibkrauth.auth.spi;
          import io.github.ibkrauth.auth.*;
          public interface AuthStrategyProvider {
            String id();
            int spiVersion();
            ConfigSpec configSpec();
            AuthStrategy create(AuthConfig config, AuthRuntime runtime);
          }
          """,
          "io.github.ibkrauth.auth.AuthStrategy",
          """
          package io.github.ibkrauth.auth;
          import java.util.Set;
          public interface AuthStrategy {
            String id();
            Set<Capability> capabilities();
            AuthSession open();
          }
          """,
          "io.github.ibkrauth.auth.AuthSession",
          """
          package io.github.ibkrauth.auth;
          import io.github.ibkrauth.auth.http.*;
          import java.net.URI;
          import java.util.Set;
          public interface AuthSession extends AutoCloseable {
            String strategyId();
            SessionState state();
            Set<Origin> origins();
            URI baseUri();
            RequestSigner signer();
            Recovery recover(AuthChallenge challenge);
            @Override void close();
          }
          """);

  /** A provider by whose pass the house's gateway lets in; {@code %s} is its class, then its id. */
  static final String PROVIDER =
      """
      package com.example.plugin;
      import io.github.ibkrauth.auth.*;
      import io.github.ibkrauth.auth.http.*;
      import io.github.ibkrauth.auth.spi.*;
      import java.net.URI;
      import java.util.List;
      import java.util.Set;
      public final class %1$s implements AuthStrategyProvider {
        private static final ConfigKey<URI> BASE = ConfigKey.uri("%2$s.base-url").required().describedAs("Where.");
        private static final ConfigKey<Secret> PASS = ConfigKey.secret("%2$s.pass").required().describedAs("What.");
        public String id() { return "%2$s"; }
        public int spiVersion() { return SpiVersion.CURRENT; }
        public ConfigSpec configSpec() { return ConfigSpec.of("%2$s", List.of(BASE, PASS)); }
        public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
          URI base = config.get(BASE);
          String pass = config.get(PASS).reveal();
          return new AuthStrategy() {
            public String id() { return "%2$s"; }
            public Set<Capability> capabilities() { return Set.of(); }
            public AuthSession open() { return new Live(base, pass); }
          };
        }
        private record Live(URI base, String pass) implements AuthSession {
          public String strategyId() { return "%2$s"; }
          public SessionState state() { return SessionState.OPEN; }
          public Set<Origin> origins() { return Set.of(Origin.of(base)); }
          public URI baseUri() { return base; }
          public RequestSigner signer() {
            return request -> RequestAuthorization.ofHeader("X-Api-Key", pass, pass);
          }
          public Recovery recover(AuthChallenge challenge) { return Recovery.GIVE_UP; }
          public void close() {}
        }
      }
      """;

  private FirstSpi() {}
}
